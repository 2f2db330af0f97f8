using Coordination.Modules.V1;
using Grpc.Core;

namespace Coordination.Sdk.Testing;

/// <summary>One playing of a scenario, through the API as everybody calls it.</summary>
internal sealed class ScenarioRun(TestPlatform platform, Scenario scenario)
{
    private ScenarioCase? about;
    private bool prepared;

    public Scenario Scenario => scenario;

    /// <summary>The workflow's name; empty before it was started.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As the last step left it.</summary>
    public Workflow? Last { get; private set; }

    /// <summary>Changes what a step enters. Default: nothing.</summary>
    public Func<CallStep, IEnumerable<(string Field, object Value)>> Enter { get; init; } = static step => step.Data;

    /// <summary>Asked before a call is made. Default: nothing.</summary>
    public Func<CallStep, ScenarioRun, Task> Before { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Told after a call was made, with its request's id. Default: nothing.</summary>
    public Func<CallStep, ScenarioRun, string, Workflow, Task> After { get; init; } = static (_, _, _, _) => Task.CompletedTask;

    /// <summary>Plays every step.</summary>
    /// <param name="until">Stops after the step for which it holds. Default: plays to the end.</param>
    /// <exception cref="ScenarioBrokenException">The module did not do what the scenario says.</exception>
    public async Task<ScenarioRun> PlayAsync(Func<ScenarioStep, ScenarioRun, bool>? until = null, int from = 0)
    {
        for (var at = from; at < scenario.Steps.Length; at++)
        {
            var step = scenario.Steps[at];
            await PlayAsync(step);
            Next = at + 1;
            if (until?.Invoke(step, this) == true)
                break;
        }

        return this;
    }

    /// <summary>The step that comes next.</summary>
    public int Next { get; private set; }

    private async Task PlayAsync(ScenarioStep step)
    {
        switch (step)
        {
            case CallStep call:
                await PrepareAsync(call.By);
                await Before(call, this);
                var request = Guid.NewGuid().ToString();
                Last = await Told(call, () => CallAsync(call, call.By, request));
                Name = Last.Name;
                await platform.SettleAsync();
                await After(call, this, request, Last);
                break;
            case AdvanceStep advance:
                await platform.AdvanceAsync(advance.Time);
                break;
            case ExpectStep expect:
                var now = await GetAsync();
                if (now.State != expect.State)
                    throw new ScenarioBrokenException($"{scenario.Title}: it should be in {expect.State} and is in {now.State}.");
                break;
            case MeanwhileStep meanwhile:
                await meanwhile.Act(platform, Name);
                await platform.SettleAsync();
                break;
        }
    }

    /// <summary>Makes the call of a step as somebody.</summary>
    public Task<Workflow> CallAsync(CallStep step, Caller by, string requestId)
    {
        var client = new ModuleService.ModuleServiceClient(platform.As(by));
        var parts = step.Parts.Select(p => new PartBinding { Part = p.Part, Agency = "agencies/" + p.Agency });
        var data = Enter(step).ToDictionary(d => d.Field, d => FieldValues.ToProto(d.Value), StringComparer.Ordinal);
        if (step is StartStep)
        {
            var start = new StartWorkflowRequest
            {
                RequestId = requestId, Definition = "definitions/" + scenario.Definition, Case = about?.Name ?? "", Person = about?.Person ?? "", Parts = { parts }, Data = { data },
            };
            return client.StartWorkflowAsync(start).ResponseAsync;
        }

        var fire = new FireTransitionRequest { RequestId = requestId, Name = Name, Transition = step.Verb, Parts = { parts }, Data = { data } };
        return client.FireTransitionAsync(fire).ResponseAsync;
    }

    /// <summary>As somebody sees it. Default: as whoever took the last step.</summary>
    public Task<Workflow> GetAsync(Caller? by = null) =>
        new ModuleService.ModuleServiceClient(platform.As(by ?? LastCaller())).GetWorkflowAsync(new GetWorkflowRequest { Name = Name }).ResponseAsync;

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<WorkflowHistoryEntry>> HistoryAsync(Caller? by = null) =>
        (await new ModuleService.ModuleServiceClient(platform.As(by ?? LastCaller())).GetWorkflowHistoryAsync(new GetWorkflowHistoryRequest { Name = Name, PageSize = 1000 })).Entries;

    /// <summary>The definitions that somebody sees.</summary>
    public async Task<IReadOnlyList<DefinitionSummary>> DefinitionsAsync(Caller by) =>
        (await new ModuleService.ModuleServiceClient(platform.As(by)).ListDefinitionsAsync(new ListDefinitionsRequest())).Definitions;

    private Caller LastCaller() => scenario.Steps.Take(Math.Max(Next, 1)).OfType<CallStep>().Last().By;

    private async Task PrepareAsync(Caller by)
    {
        if (prepared)
            return;
        prepared = true;
        about = scenario.Case is { } opens ? await opens(platform, by) : null;
    }

    private async Task<Workflow> Told(CallStep step, Func<Task<Workflow>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException refused)
        {
            throw new ScenarioBrokenException($"{scenario.Title}: {step.By} could not {step.Verb}: {refused.StatusCode}, {refused.Status.Detail}{Fault(refused)}");
        }
    }

    /// <summary>A fault's own words are in the log and not in the answer.</summary>
    private string Fault(RpcException refused) => refused.StatusCode is StatusCode.Internal ? Environment.NewLine + platform.Telemetry.LastFault() : "";
}

/// <summary>A module did not do what its scenario says.</summary>
public sealed class ScenarioBrokenException : Exception
{
    public ScenarioBrokenException()
    {
    }

    public ScenarioBrokenException(string message) : base(message)
    {
    }

    public ScenarioBrokenException(string message, Exception inner) : base(message, inner)
    {
    }
}
