namespace Coordination.Cli.Demo;

/// <summary>A step did not see what it should.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
