namespace Coordination.Cli.Evidence;

/// <summary>One thing that was checked, in a sentence.</summary>
internal sealed record Check(bool Ok, string What);
