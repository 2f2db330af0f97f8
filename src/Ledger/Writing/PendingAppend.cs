using System.Diagnostics;

namespace Coordination.Ledger.Writing;

/// <summary>An append on its way: what is wished, and who waits for it.</summary>
internal sealed class PendingAppend(Append append, long sequence, Activity? activity)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Append Append { get; } = append;

    /// <summary>Its place in the order of hand-in.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The caller's span; ended when it is settled.</summary>
    public Activity? Activity { get; } = activity;

    /// <summary>What the current attempt makes of it.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>The position of its first entry in the current attempt.</summary>
    public long FirstPosition { get; set; }

    /// <summary>The serialised view, once it was asked for.</summary>
    public ReadOnlyMemory<byte>? View { get; set; }

    /// <summary>All that are written with it or not at all, itself too, in their order; null when it stands alone. Only the first is queued.</summary>
    public PendingAppend[]? Together { get; set; }

    /// <summary>Settles what becomes of it, and of all that go together with it.</summary>
    public void Decide(Verdict verdict)
    {
        Verdict = verdict;
        foreach (var other in Together ?? [])
        {
            other.Verdict = verdict;
        }
    }
}

internal enum Verdict
{
    /// <summary>Nothing speaks against it.</summary>
    Accepted,

    /// <summary>The stream is at another version. Judged anew in each attempt.</summary>
    Conflict,

    /// <summary>Its content cannot be stored. Final.</summary>
    Rejected,

    /// <summary>It was decided on entries that were not written. Final.</summary>
    Orphaned,
}
