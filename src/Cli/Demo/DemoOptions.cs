namespace Coordination.Cli.Demo;

/// <summary>What is played and how patiently.</summary>
/// <param name="Tasks">Additional tasks played through their life in parallel. 0 to 100,000.</param>
/// <param name="KeepGoing">True: a platform that is away is waited for, up to ten minutes.</param>
/// <param name="JournalFile">Where every command is written down; null: nowhere.</param>
internal sealed record DemoOptions(int Tasks, bool KeepGoing, string? JournalFile)
{
    /// <summary>Systems at work at one time on the additional tasks.</summary>
    public const int Parallel = 32;

    /// <summary>For how long a command is repeated, with the same request_id.</summary>
    public TimeSpan Patience => KeepGoing ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(60);

    /// <summary>For how long something must have shown itself.</summary>
    public TimeSpan Within => KeepGoing ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(30);
}
