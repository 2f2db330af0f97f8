using System.Collections.Immutable;

namespace Coordination.Sdk.Testing;

/// <summary>
/// How one instance of a workflow goes, told by hand. The conformance tests play every scenario again and again: as everybody,
/// with repeats, through a restart, with a canary in every text.
/// </summary>
/// <param name="Definition">The id of the workflow.</param>
/// <param name="Title">A sentence.</param>
public sealed record Scenario(string Definition, string Title)
{
    public ImmutableArray<ScenarioStep> Steps { get; private init; } = [];

    /// <summary>Opens the case that the instance is about, before it starts. A workflow that needs a case needs this. Default: none.</summary>
    public Func<TestPlatform, Caller, Task<ScenarioCase>>? Case { get; init; }

    /// <summary>The first step.</summary>
    /// <param name="parts">Who plays which part: <c>("reviewer", "mlsw")</c>.</param>
    public Scenario Start(Caller by, IEnumerable<(string Part, string Agency)>? parts = null, params (string Field, object Value)[] data) =>
        Then(new StartStep(by, [.. parts ?? []], [.. data]));

    /// <summary>Somebody fires a transition.</summary>
    public Scenario Fire(string transition, Caller by, params (string Field, object Value)[] data) => Then(new FireStep(transition, by, [], [.. data]));

    /// <summary>Somebody fires a transition that binds parts.</summary>
    public Scenario Fire(string transition, Caller by, IEnumerable<(string Part, string Agency)> parts, params (string Field, object Value)[] data) =>
        Then(new FireStep(transition, by, [.. parts], [.. data]));

    /// <summary>Time passes; what becomes due is done.</summary>
    public Scenario Advance(TimeSpan time) => Then(new AdvanceStep(time));

    /// <summary>The workflow is in this state.</summary>
    public Scenario Expect(string state) => Then(new ExpectStep(state));

    /// <summary>Something else happens: a task of the workflow is done, a service of the module is called.</summary>
    /// <param name="act">Gets the platform and the workflow's name.</param>
    public Scenario Meanwhile(Func<TestPlatform, string, Task> act) => Then(new MeanwhileStep(act));

    private Scenario Then(ScenarioStep step) => this with { Steps = Steps.Add(step) };
}

/// <summary>What a scenario's instance is about.</summary>
/// <param name="Name"><c>cases/…</c>.</param>
/// <param name="Person"><c>p1</c>; empty: the case as a whole.</param>
public sealed record ScenarioCase(string Name, string Person);

/// <summary>A step of a scenario.</summary>
public abstract record ScenarioStep;

/// <summary>A step that somebody takes.</summary>
public abstract record CallStep(Caller By, ImmutableArray<(string Part, string Agency)> Parts, ImmutableArray<(string Field, object Value)> Data) : ScenarioStep
{
    /// <summary>The transition; <c>start</c> for the start.</summary>
    public abstract string Verb { get; }
}

public sealed record StartStep(Caller By, ImmutableArray<(string Part, string Agency)> Parts, ImmutableArray<(string Field, object Value)> Data)
    : CallStep(By, Parts, Data)
{
    public override string Verb => "start";
}

public sealed record FireStep(string Transition, Caller By, ImmutableArray<(string Part, string Agency)> Parts, ImmutableArray<(string Field, object Value)> Data)
    : CallStep(By, Parts, Data)
{
    public override string Verb => Transition;
}

public sealed record AdvanceStep(TimeSpan Time) : ScenarioStep;

public sealed record ExpectStep(string State) : ScenarioStep;

public sealed record MeanwhileStep(Func<TestPlatform, string, Task> Act) : ScenarioStep;
