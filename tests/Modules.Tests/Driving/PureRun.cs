using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.Driving;

/// <summary>Runs a definition by the engine's pure rules: no silo, no clock but its own.</summary>
internal sealed class PureRun(WorkflowDefinition definition)
{
    private static readonly WorkflowName Name = new("wone");

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whom the instance is about, as the case says it now.</summary>
    public PersonFacts? Person { get; set; }

    public WorkflowInstance State { get; private set; } = WorkflowInstance.Initial;

    public static Principal By(string agency, params string[] roles) =>
        new("test", "officer", new AgencyName(agency), null, roles.Length == 0 ? [Role.AgencyOfficer, Role.AgencyFocalPoint] : [.. roles]);

    /// <summary>The code of the refusal; empty: it was started.</summary>
    public string Start(Principal by, IEnumerable<PartBinding>? parts = null, params (string Field, string Value)[] data) => Take(
        WorkflowRules.Start(
            State, definition,
            new StartWorkflow(Context(by), definition.Id, definition.Case is CaseUse.None ? null : new CaseName("cone"), Person?.Id ?? "", "", [.. parts ?? []], Inputs(data)),
            Given(data)));

    /// <summary>The code of the refusal; empty: the step was taken.</summary>
    public string Fire(string transition, Principal by, params (string Field, string Value)[] data) => Fire(transition, by, null, data);

    public string Fire(string transition, Principal by, IEnumerable<PartBinding>? parts, params (string Field, string Value)[] data) =>
        Take(WorkflowRules.Fire(State, definition, new FireTransition(Context(by), transition, [.. parts ?? []], Inputs(data)), Given(data)));

    /// <summary>The deadline's time comes.</summary>
    public void Come(string deadline)
    {
        var due = State.Deadlines.Single(d => d.Id == deadline).Due;
        Now = due > Now ? due : Now;
        Assert.Equal("", Take(WorkflowRules.Due(State, definition, deadline, Given([]))));
    }

    private string Take(Decision<WorkflowEvent> decision)
    {
        foreach (var happened in decision.Events)
            State = State.Apply(happened, new EventStamp(State.Steps + 1, Now, null, Guid.NewGuid()));
        return decision.Refusal?.Code ?? "";
    }

    private static CommandContext Context(Principal by) => new(Guid.NewGuid(), by);

    private static ImmutableArray<FieldInput> Inputs((string Field, string Value)[] data) =>
        [.. data.GroupBy(d => d.Field).Select(g => new FieldInput(g.Key, [.. g.Select(d => new PlainText(d.Value))]))];

    private StepInputs Given((string Field, string Value)[] data) => new(
        Name, Now, new NoCalendar(), static _ => null,
        definition.Case is CaseUse.None ? null : new StepCase(new CaseName("cone"), "LA-VT", Handling.Amber, [], Person),
        [
            .. data.Where(d => definition.Field(d.Field) is { IsSealed: true })
                .Select(d => new SealedField(d.Field, default!, "", definition.Field(d.Field)!.VisibleTo)),
        ]);

    private sealed class NoCalendar : IWorkingCalendar
    {
        public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays) => from.AddDays(workingDays);

        public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime) => from + workingTime;
    }
}
