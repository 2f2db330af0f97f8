using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>One agency's part in a task.</summary>
internal sealed record Assignment : Derived<Assignment.Known>
{
    public required AgencyName Agency { get; init; }

    public required AssignmentRole Role { get; init; }

    public required AssignmentStage Stage { get; init; }

    /// <summary>The task's version when this part last changed: its etag.</summary>
    public required int Version { get; init; }

    public required Instant RequestedAt { get; init; }

    /// <summary>What the agency reported; what counts is <see cref="EffectivePercent"/>.</summary>
    public byte Percent { get; init; }

    public UnitName? Unit { get; init; }

    public string? ProgressText { get; init; }

    public string? Reason { get; init; }

    public string? Report { get; init; }

    public Instant ReceivedAt { get; init; }

    public Instant AcceptedAt { get; init; }

    public Instant CompletedAt { get; init; }

    public Instant VerifiedAt { get; init; }

    public AgencyName? Successor { get; init; }

    /// <summary>A former assignee sees what happened up to this version; 0 for a present one.</summary>
    public int UntilVersion { get; init; }

    /// <summary>When it is due, later than the task by the time on hold. While on hold: as it was when the hold began.</summary>
    public Instant Due { get; init; }

    public Instant HeldSince { get; init; }

    /// <summary>When the present deadline was set: a reminder whose moment was before is not sent.</summary>
    public Instant ArmedAt { get; init; }

    /// <summary>Since when the flag is up, for the present deadline.</summary>
    public Instant OverdueSince { get; init; }

    /// <summary>Reminders sent for the present deadline.</summary>
    public ImmutableArray<string> Reminded { get; init; } = [];

    /// <summary>Every rung ever reached; those of the present deadline begin at <see cref="RungsBefore"/>.</summary>
    public ImmutableArray<RungReached> Rungs { get; init; } = [];

    public int RungsBefore { get; init; }

    /// <summary>Something remains to be done by the agency.</summary>
    public bool IsOpen => LifeCycle.Open.Contains(Stage);

    /// <summary>Its clock runs: open and not on hold.</summary>
    public bool ClockRuns => IsOpen && Stage is not AssignmentStage.OnHold;

    public bool IsPresent => Stage is not AssignmentStage.Reassigned;

    public int EffectivePercent => Stage is AssignmentStage.Completed or AssignmentStage.Verified ? 100 : Percent;

    /// <summary>A new part, or a former one that begins again.</summary>
    public static Assignment Requested(AgencyName agency, AssignmentRole role, int version, Instant at, Instant due) => new()
    {
        Agency = new AgencyName(string.Intern(agency.Id)), // As many as the directory has, in a million tasks.
        Role = role,
        Stage = AssignmentStage.Requested,
        Version = version,
        RequestedAt = at,
        ArmedAt = at,
        Due = due,
    };

    /// <summary>The same part with a new deadline: reminders and the ladder begin anew.</summary>
    public Assignment Rearm(Instant due, Instant at, int version) => this with
    {
        Due = due,
        ArmedAt = at,
        HeldSince = HeldSince.IsSet ? at : Instant.None,
        OverdueSince = Instant.None,
        Reminded = [],
        RungsBefore = Rungs.Length,
        Version = version,
    };

    /// <summary>Its row in the registry.</summary>
    /// <param name="taskOpen">Whether the task itself is open: when it is not, nothing remains for anybody.</param>
    public PartyRow ToParty(bool taskOpen)
    {
        var open = IsOpen && taskOpen;
        return new PartyRow
        {
            Agency = Agency.Id,
            Role = TaskWords.Of(Role),
            Unit = Unit?.Id,
            State = TaskWords.Of(Stage),
            Open = open,
            Due = open && ClockRuns ? Due.OrNull() : null,
            AnsweredInMs = AcceptedAt.IsSet ? Math.Max(0, (AcceptedAt.Micros - RequestedAt.Micros) / 1000) : null,
            UntilVersion = UntilVersion == 0 ? null : UntilVersion,
        };
    }

    /// <summary>The same, and the same object as long as nothing of it changed: for tasks of very many parts.</summary>
    public PartyRow ToKeptParty(bool taskOpen)
    {
        var known = Keep(static () => new Known());
        return known.Party is { } row && row.Open == (IsOpen && taskOpen) ? row : known.Party = ToParty(taskOpen);
    }

    /// <summary>The earliest step of its deadline; computed once for each priority.</summary>
    public Instant NextMoment(TaskPriority priority, DeadlineClock clock)
    {
        var known = Keep(static () => new Known());
        if (known.NextFor != priority)
        {
            known.Next = clock.NextMoment(this, priority);
            known.NextFor = priority;
        }

        return known.Next;
    }

    /// <summary>What was computed from this part; only its grain asks, so it needs no lock.</summary>
    internal sealed class Known
    {
        public PartyRow? Party { get; set; }

        public TaskPriority NextFor { get; set; }

        public Instant Next { get; set; }
    }
}

/// <summary>A rung of the ladder that a late assignment reached.</summary>
internal sealed record RungReached(string Level, Instant At);
