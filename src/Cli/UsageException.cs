namespace Coordination.Cli;

/// <summary>The command line is wrong in a way that the parser could not see.</summary>
internal sealed class UsageException(string message) : Exception(message);
