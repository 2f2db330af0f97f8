using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Sdk.Testing;

/// <summary>
/// A workflow in some state, without a platform: <c>Given.A(definition).In("assessed", ("households", 12)).When("grant", officer).Then("granted")</c>.
/// Immutable: each step is another story.
/// </summary>
public sealed record Given
{
    private static readonly WorkflowName Name = new("wgiven");

    private readonly WorkflowInstance instance = WorkflowInstance.Initial;

    private Given(WorkflowDefinition definition) => Definition = definition;

    public WorkflowDefinition Definition { get; }

    /// <summary>The platform's time. Default: Monday, 2 March 2026, 08:00 UTC.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The person of the case. Default: none.</summary>
    public PersonFacts? Person { get; init; }

    /// <summary>The instance as it is now.</summary>
    public WorkflowInstance Instance { get => instance; init => instance = value; }

    /// <summary>Before anything happened.</summary>
    public static Given A(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new Given(definition);
    }

    /// <summary>In a state, with what the fields hold; every part that is not fixed is played by an agency of the part's own name.</summary>
    public Given In(string state, params (string Field, object Value)[] data)
    {
        var found = Definition.State(state) ?? throw new ArgumentException($"{Definition.Id} has no state '{state}'.", nameof(state));
        var values = FieldValues.Inputs(data).Select(i => new FieldValue(i.Field, [.. i.Values.Select(v => v.Value)], [])).ToImmutableArray();
        var started = new WorkflowStarted(
            Definition.Id, Definition.Version, Definition.Guideline, new AgencyName("owner"), null, Person is null ? null : new CaseName("cgiven"),
            Person?.Id ?? "", "", Definition.Handling, [.. Definition.Parts.Select(p => new PartBinding(p.Id, new AgencyName(p.Fixed ?? Hyphens(p.Id)), null))],
            state, found.Final, values, [], [], [], [], [], null);
        return this with { Instance = WorkflowInstance.Initial.Apply(started, Stamp(1)) };
    }

    /// <summary>Played by another agency.</summary>
    public Given With(string part, string agency) => this with
    {
        Instance = instance with { Parts = [.. instance.Parts.Where(p => p.Part != part), new PartBinding(part, new AgencyName(agency), null)] },
    };

    /// <summary>About this person of a case.</summary>
    public Given About(string role = "victim", string status = "", bool child = false, bool hasGuardian = false) =>
        this with { Person = new PersonFacts("p1", role, status, child, hasGuardian) };

    /// <summary>Later.</summary>
    public Given After(TimeSpan time) => this with { Now = Now + time };

    /// <summary>Somebody starts it.</summary>
    public Story WhenStarted(Caller by, params (string Field, object Value)[] data) => WhenStarted(by, [], data);

    /// <summary>Somebody starts it and says who plays which part.</summary>
    public Story WhenStarted(Caller by, IEnumerable<(string Part, string Agency)> parts, params (string Field, object Value)[] data)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!Roles(Definition.Start.Roles, by))
            return Refused(CommonRefusals.PermissionDenied);
        CaseName? about = Person is null ? null : new CaseName("cgiven");
        var command = new StartWorkflow(
            new CommandContext(Guid.NewGuid(), by.Principal), Definition.Id, about, Person?.Id ?? "", "",
            [.. parts.Select(p => new PartBinding(p.Part, new AgencyName(p.Agency), null))], FieldValues.Inputs(data));
        return Decided(WorkflowRules.Start(WorkflowInstance.Initial, Definition, command, Inputs(data)));
    }

    /// <summary>Somebody fires a transition.</summary>
    public Story When(string transition, Caller by, params (string Field, object Value)[] data)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Definition.Transition(transition) is { } found && !Roles(found.Roles, by))
            return Refused(CommonRefusals.PermissionDenied);
        var command = new FireTransition(new CommandContext(Guid.NewGuid(), by.Principal), transition, [], FieldValues.Inputs(data));
        return Decided(WorkflowRules.Fire(instance, Definition, command, Inputs(data)));
    }

    /// <summary>So much time passes, and a deadline comes. Refused: nothing; when it is not due, nothing happens.</summary>
    public Story WhenDeadline(string deadline, TimeSpan after)
    {
        var later = After(after);
        return later.Decided(WorkflowRules.Due(instance, Definition, deadline, later.Inputs([])));
    }

    private StepInputs Inputs((string Field, object Value)[] data) => new(
        Name, Now, new PlainCalendar(), static _ => null,
        Person is null ? null : new StepCase(new CaseName("cgiven"), "", Handling.Amber, [], Person),
        [.. data.Where(d => Definition.Field(d.Field) is { IsSealed: true }).Select(d => new SealedField(d.Field, default!, "", []))]);

    private Story Decided(Decision<WorkflowEvent> decision)
    {
        if (decision.Refusal is { } no)
            return Refused(no);
        var after = decision.Events.Aggregate(instance, (state, happened) => state.Apply(happened, Stamp(state.Steps + 2)));
        return new Story(this with { Instance = after }, decision.Events, null);
    }

    private Story Refused(Refusal refusal) => new(this, [], refusal);

    private EventStamp Stamp(int version) => new(version, Now, null, Guid.Empty);

    private static bool Roles(ImmutableArray<string> roles, Caller by) => by.Roles.Any(roles.Contains);

    private static string Hyphens(string id) => id.Replace('_', '-');
}

/// <summary>What came of a step.</summary>
/// <param name="After">The workflow after it; as before when it was refused.</param>
/// <param name="Events">What happened.</param>
/// <param name="Refusal">Null: it was not refused.</param>
public sealed record Story(Given After, ImmutableArray<WorkflowEvent> Events, Refusal? Refusal)
{
    /// <summary>It is in this state now.</summary>
    public Story Then(string state)
    {
        Assert.True(Refusal is null, $"It was refused: {Refusal?.Code}. {Refusal?.Message}");
        Assert.Equal(state, After.Instance.State);
        return this;
    }

    /// <summary>It was refused with this code.</summary>
    public Story ThenRefused(string code)
    {
        Assert.True(Refusal is not null, $"It was not refused: it is in {After.Instance.State}.");
        Assert.Equal(code, Refusal!.Code);
        return this;
    }

    /// <summary>Nothing happened.</summary>
    public Story ThenNothing()
    {
        Assert.Null(Refusal);
        Assert.Empty(Events);
        return this;
    }

    /// <summary>The step owes what this action asks for: a task, a question, a child.</summary>
    public Story Owes(string action)
    {
        Assert.Contains(After.Instance.Owed, owed => owed.Action == action);
        return this;
    }

    /// <summary>A deadline is set.</summary>
    /// <param name="due">When it comes. Default: whenever.</param>
    public Story Sets(string deadline, DateTimeOffset? due = null)
    {
        var set = Assert.Single(After.Instance.Deadlines, d => d.Id == deadline);
        if (due is not null)
            Assert.Equal(due, set.Due);
        return this;
    }

    /// <summary>A deadline passed and nothing was fired: the workflow is overdue.</summary>
    public Story IsOverdue()
    {
        Assert.True(After.Instance.Overdue);
        return this;
    }

    /// <summary>The next step.</summary>
    public Story When(string transition, Caller by, params (string Field, object Value)[] data) => After.When(transition, by, data);
}
