using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Modules.Tests;

/// <summary>One instance of a definition, played by pure rules: who acts, what is entered, how much time passes.</summary>
internal sealed class Play(WorkflowDefinition definition)
{
    public static readonly CaseName Case = new("c1");

    private readonly WorkflowName name = new("w1");
    private WorkflowInstance instance = WorkflowInstance.Initial;
    private int version;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>An adult victim whose status is possible. Default.</summary>
    public PersonFacts Person { get; set; } = new("p1", "victim", "possible", Child: false, HasGuardian: false);

    public WorkflowInstance Instance => instance;

    public string State => instance.State;

    /// <summary>All that happened.</summary>
    public List<WorkflowEvent> Happened { get; } = [];

    public string Today => Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Principal Of(string agency) => new("test", $"officer-of-{agency}", new AgencyName(agency), null, [Role.AgencyFocalPoint, Role.CaseLead]);

    public Refusal? Start(string agency, IReadOnlyDictionary<string, string> parts, params ReadOnlySpan<(string Field, string Value)> data)
    {
        var command = new StartWorkflow(
            new CommandContext(Guid.NewGuid(), Of(agency)), definition.Id, Case, definition.Person ? "p1" : "", "", Bind(parts), Enter(data));
        return Take(WorkflowRules.Start(instance, definition, command, Inputs()));
    }

    public Refusal? Fire(string agency, string transition, params ReadOnlySpan<(string Field, string Value)> data) =>
        Fire(agency, transition, ImmutableDictionary<string, string>.Empty, data);

    public Refusal? Fire(string agency, string transition, IReadOnlyDictionary<string, string> parts, params ReadOnlySpan<(string Field, string Value)> data)
    {
        var command = new FireTransition(new CommandContext(Guid.NewGuid(), Of(agency)), transition, Bind(parts), Enter(data));
        return Take(WorkflowRules.Fire(instance, definition, command, Inputs()));
    }

    /// <summary>Steps that must be allowed.</summary>
    public void Must(string agency, string transition, params ReadOnlySpan<(string Field, string Value)> data) => Assert.Null(Fire(agency, transition, data));

    public void Must(string agency, string transition, IReadOnlyDictionary<string, string> parts, params ReadOnlySpan<(string Field, string Value)> data) =>
        Assert.Null(Fire(agency, transition, parts, data));

    /// <summary>Time passes, and what comes due is done.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Now + time;
        while (instance.Deadlines.Where(d => !d.Passed && d.Due <= until).OrderBy(d => d.Due).FirstOrDefault() is { } due)
        {
            Now = due.Due > Now ? due.Due : Now;
            Assert.Null(Take(WorkflowRules.Due(instance, definition, due.Id, Inputs())));
        }

        Now = until;
    }

    /// <summary>What an action started has ended.</summary>
    public void End(string action, string word)
    {
        var running = instance.Effects.Last(e => e.Owed.Action == action && e.Ended.Length == 0);
        Assert.Null(Take(WorkflowRules.EndEffect(instance, definition, running.Owed.Id, word, Inputs())));
    }

    /// <summary>Ids of fields that an agency sees of what was entered.</summary>
    public IReadOnlyList<string> SeenBy(string agency)
    {
        var parts = instance.PartsOf(Of(agency));
        return [.. instance.Data.Keys.Where(id => definition.Field(id)!.VisibleTo is var to && (to.IsEmpty || to.Any(parts.Contains))).Order(StringComparer.Ordinal)];
    }

    private StepInputs Inputs() => new(name, Now, NoCalendar.Instance, static _ => null, new StepCase(Case, "LA-VT", Handling.Amber, [], Person), []);

    private Refusal? Take(Decision<WorkflowEvent> decision)
    {
        if (decision.Refusal is not null)
            return decision.Refusal;

        foreach (var happened in decision.Events)
        {
            instance = instance.Apply(happened, new EventStamp(++version, Now, null, Guid.Empty));
            Happened.Add(happened);
        }

        return null;
    }

    private static ImmutableArray<PartBinding> Bind(IReadOnlyDictionary<string, string> parts) =>
        [.. parts.Select(part => new PartBinding(part.Key, new AgencyName(part.Value), null))];

    private static ImmutableArray<FieldInput> Enter(ReadOnlySpan<(string Field, string Value)> data)
    {
        var inputs = ImmutableArray.CreateBuilder<FieldInput>();
        foreach (var (field, value) in data)
            inputs.Add(new FieldInput(field, [.. value.Split(',').Select(v => new PlainText(v))]));
        return inputs.ToImmutable();
    }

    private sealed class NoCalendar : IWorkingCalendar
    {
        public static readonly NoCalendar Instance = new();

        public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays) => from.AddDays(workingDays);

        public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime) => from + workingTime;
    }
}
