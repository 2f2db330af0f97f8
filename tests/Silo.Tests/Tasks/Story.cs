using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>The cast of the tests.</summary>
internal static class Cast
{
    public static readonly AgencyName Secretariat = new("secretariat");
    public static readonly AgencyName Mlsw = new("mlsw");
    public static readonly AgencyName Moh = new("moh");
    public static readonly AgencyName Moj = new("moj");
    public static readonly AgencyName Lwu = new("lwu");
    public static readonly AgencyName Ended = new("mps-old");
    public static readonly AgencyName Unknown = new("nobody");
    public static readonly UnitName MlswVientiane = new("mlsw-vt");
    public static readonly UnitName MlswSavannakhet = new("mlsw-sv");
    public static readonly UnitName MohVientiane = new("moh-vt");
    public static readonly UnitName MlswClosed = new("mlsw-closed");
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly TaskName Task = new("tone");
    public static readonly TaskName Other = new("tother");

    public static readonly Principal TheSecretariat = new("test", "officer-s", Secretariat, null, [Role.Secretariat]);

    public static Principal Officer(AgencyName agency, UnitName? unit = null) => new("test", $"officer-{agency.Id}", agency, unit, [Role.AgencyOfficer]);

    public static CommandContext By(Principal principal, string? etag = null, Guid? requestId = null) => new(requestId ?? Guid.NewGuid(), principal, etag);

    public static CommandContext By(AgencyName agency, string? etag = null) => By(Officer(agency), etag);

    public static readonly CommandContext BySecretariat = By(TheSecretariat);
}

/// <summary>A directory of the cast.</summary>
internal sealed class FakeDirectory : IDirectory
{
    private static readonly LocalizedText NoText = LocalizedText.Empty;

    public Task Ready => Task.CompletedTask;

    public ImmutableArray<AgencyEntry> Agencies { get; init; } =
    [
        .. new[] { Cast.Secretariat, Cast.Mlsw, Cast.Moh, Cast.Moj, Cast.Lwu }.Select(a => new AgencyEntry(a, NoText, null, null, null, [])),
        new AgencyEntry(Cast.Ended, NoText, null, null, Cast.Start.AddYears(-1), [Cast.Moj, Cast.Lwu]),
        .. Enumerable.Range(0, 1_000).Select(i => new AgencyEntry(new AgencyName($"many-{i}"), NoText, null, null, null, [])),
    ];

    public ImmutableArray<UnitEntry> Units { get; init; } =
    [
        new UnitEntry(Cast.MlswVientiane, NoText, Cast.Mlsw, "LA-VT", null),
        new UnitEntry(Cast.MlswSavannakhet, NoText, Cast.Mlsw, "LA-SV", null),
        new UnitEntry(Cast.MohVientiane, NoText, Cast.Moh, "LA-VT", null),
        new UnitEntry(Cast.MlswClosed, NoText, Cast.Mlsw, "LA-XE", Cast.Start.AddDays(-1)),
    ];

    public AgencyEntry? Find(AgencyName agency) => Agencies.FirstOrDefault(a => a.Name == agency);

    public UnitEntry? Find(UnitName unit) => Units.FirstOrDefault(u => u.Name == unit);
}

/// <summary>Every day is a working day of 8 hours that ends at 16:00 UTC.</summary>
internal sealed class FakeCalendar : IWorkingCalendar
{
    public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays) => new(from.UtcDateTime.Date.AddDays(workingDays).AddHours(16), TimeSpan.Zero);

    /// <summary>A third of real time is working time.</summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime) => from + (workingTime * 3);
}

/// <summary>Given events; a minute lies between one and the next.</summary>
internal sealed class Story
{
    public static readonly DeadlinePolicy Policy = new(
        [new ReminderRule("3-days", TimeSpan.FromDays(3), WorkingTime: false), new ReminderRule("1-day", TimeSpan.FromDays(1), WorkingTime: false)],
        [
            new EscalationRung("unit", TimeSpan.FromDays(1), WorkingTime: false, []),
            new EscalationRung("province", TimeSpan.FromDays(2), WorkingTime: false, []),
            new EscalationRung("ministry", TimeSpan.FromDays(3), WorkingTime: false, []),
            new EscalationRung("secretariat", TimeSpan.FromDays(5), WorkingTime: false, []),
            new EscalationRung("chair", TimeSpan.FromDays(7), WorkingTime: false, ["asap", "stat"]),
        ]);

    public static readonly DeadlineClock Clock = new(Policy, new FakeCalendar());

    public static readonly TaskInputs Inputs = new(new FakeDirectory(), new FakeCalendar(), Clock);

    public TaskState State { get; private set; } = TaskState.Initial;

    public int Version { get; private set; }

    public DateTimeOffset Now { get; private set; } = Cast.Start;

    /// <summary>Assigned by the secretariat: MLSW leads, MOH supports.</summary>
    public static Story Assigned(
        CompletionRule rule = CompletionRule.All, DateTimeOffset? due = null, TaskPriority priority = TaskPriority.Routine,
        TaskName? parent = null, params AgencyName[] supporting) =>
        new Story().Then(new TaskAssigned(
            Cast.Secretariat, "Survey the shelters", "All of them.", priority, rule,
            [
                new Assignee(Cast.Mlsw, AssignmentRole.Lead),
                .. (supporting.Length == 0 ? [Cast.Moh] : supporting).Select(a => new Assignee(a, AssignmentRole.Support)),
            ],
            due, parent, parent is null ? 0 : 1, null, null, null, null, Handling.Amber, []));

    public Story Then(params TaskEvent[] events)
    {
        foreach (var happened in events)
            Apply(happened, Cast.Secretariat);
        return this;
    }

    public Story By(AgencyName actor, TaskEvent happened)
    {
        Apply(happened, actor);
        return this;
    }

    public Story After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Story At(DateTimeOffset time)
    {
        Now = time;
        return this;
    }

    /// <summary>Brings an agency's part to a stage, by events.</summary>
    public Story Bring(AgencyName agency, AssignmentStage stage) => Then(stage switch
    {
        AssignmentStage.Requested => [],
        AssignmentStage.Received => [new AssignmentReceived(agency)],
        AssignmentStage.Accepted => [new AssignmentReceived(agency), new AssignmentAccepted(agency)],
        AssignmentStage.Rejected => [new AssignmentReceived(agency), new AssignmentRejected(agency, "Not ours.")],
        AssignmentStage.InProgress => Working(agency),
        AssignmentStage.OnHold => [.. Working(agency), new AssignmentHeld(agency, "Floods.")],
        AssignmentStage.Completed => [.. Working(agency), new AssignmentCompleted(agency, "Done.")],
        AssignmentStage.Returned => [.. Working(agency), new AssignmentCompleted(agency, "Done."), new AssignmentReturned(agency, "Two are missing.")],
        AssignmentStage.Verified => [.. Working(agency), new AssignmentCompleted(agency, "Done."), new AssignmentVerified(agency)],
        AssignmentStage.Failed => [.. Working(agency), new AssignmentFailed(agency, "No roads.")],
        AssignmentStage.Cancelled => [new TaskCancelled("Superseded.")],
        _ => [new AssignmentReassigned(agency, Cast.Moj, "Merged.", null)],
    });

    /// <summary>The story so far, and what a decision adds to it.</summary>
    public Story Then(Decision<TaskEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return Then([.. decision.Events]);
    }

    public Assignment Part(AgencyName agency) => State.Find(agency)!;

    private static TaskEvent[] Working(AgencyName agency) =>
        [new AssignmentReceived(agency), new AssignmentAccepted(agency), new AssignmentStarted(agency)];

    private void Apply(TaskEvent happened, AgencyName actor)
    {
        Now += TimeSpan.FromMinutes(1);
        State = State.Apply(happened, new EventStamp(++Version, Now, actor, Guid.NewGuid()));
    }
}

/// <summary>What a rule must decide.</summary>
internal static class Decisions
{
    public static void ShouldBe(this Decision<TaskEvent> decision, params TaskEvent[] events)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(events.Select(Json), decision.Events.Select(Json));
    }

    public static Refusal ShouldRefuse(this Decision<TaskEvent> decision, Refusal refusal)
    {
        Assert.NotNull(decision.Refusal);
        Assert.Equal(refusal.Code, decision.Refusal.Code);
        Assert.Equal(refusal.Kind, decision.Refusal.Kind);
        Assert.Empty(decision.Events);
        return decision.Refusal;
    }

    public static string Json(TaskEvent happened) => JsonSerializer.Serialize(happened, TaskJson.Default.TaskEvent);
}
