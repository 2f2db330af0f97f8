namespace Coordination.Cli.Demo;

/// <summary>How a command ended for the one who gave it.</summary>
internal enum CommandOutcome
{
    /// <summary>The platform acknowledged it: it must be in the record exactly once.</summary>
    Ok,

    /// <summary>The platform refused it: it must not be in the record.</summary>
    Refused,

    /// <summary>No answer came: it may be in the record, once at most.</summary>
    Unknown,
}

/// <summary>One line of a journal.</summary>
/// <param name="Run">The demo run's mark, which its tasks carry in their titles.</param>
/// <param name="Task">"tasks/…"; empty when an assignment of a task got no answer.</param>
/// <param name="Verb">"assign", "accept", …</param>
/// <param name="Agency">Who gave the command, "mlsw".</param>
internal sealed record JournalEntry(string Run, string RequestId, string Task, string Verb, string Agency, CommandOutcome Outcome);
