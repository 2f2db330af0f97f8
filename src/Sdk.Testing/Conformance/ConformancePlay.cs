using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Modules.V1;
using Coordination.Sdk.Modules;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Sdk.Testing;

/// <summary>Plays every scenario once on one platform and looks at everything on the way.</summary>
internal sealed class ConformancePlay
{
    private const string Canary = "NangKeoCanary";

    private readonly ConcurrentBag<(string About, string Sentence)> findings = [];
    private readonly HashSet<(string Definition, string Transition)> fired = [];
    private readonly HashSet<(string Definition, string Deadline)> deadlines = [];

    private ConformancePlay()
    {
    }

    public const string Scenarios = "scenarios";
    public const string Access = "access";
    public const string Repeats = "repeats";
    public const string PersonalData = "personal data";

    /// <summary>What was found wrong about something; empty: nothing.</summary>
    public IEnumerable<string> About(string what) => findings.Where(f => f.About == what).Select(f => f.Sentence).Distinct().Order(StringComparer.Ordinal);

    public bool WasFired(string definition, string transition) => fired.Contains((definition, transition));

    public bool WasSet(string definition, string deadline) => deadlines.Contains((definition, deadline));

    public static async Task<ConformancePlay> PlayAsync(ImmutableArray<ICoordinationModule> modules, ModuleContents contents, IEnumerable<Scenario> scenarios, AccessMatrix matrix)
    {
        var play = new ConformancePlay();
        await using var platform = await TestPlatform.StartAsync(modules);
        foreach (var scenario in scenarios)
            await play.PlayAsync(platform, contents, scenario, matrix);
        foreach (var line in platform.Telemetry.Find(Canary))
            play.Find(PersonalData, $"A text of a field is in telemetry: {Short(line)}");
        return play;
    }

    private async Task PlayAsync(TestPlatform platform, ModuleContents contents, Scenario scenario, AccessMatrix matrix)
    {
        var definition = contents.Newest.FirstOrDefault(d => d.Id == scenario.Definition);
        if (definition is null)
        {
            Find(Scenarios, $"{scenario.Title}: the module has no workflow '{scenario.Definition}'.");
            return;
        }

        var run = new ScenarioRun(platform, scenario)
        {
            Enter = step => WithCanary(definition, step),
            Before = (step, r) => TryOthersAsync(definition, step, r, matrix),
            After = RepeatAsync,
        };
        try
        {
            await run.PlayAsync();
        }
        catch (ScenarioBrokenException broken)
        {
            Find(Scenarios, broken.Message);
        }
        catch (RpcException fault)
        {
            Find(Scenarios, $"{scenario.Title}: {fault.StatusCode}, {fault.Status.Detail} {platform.Telemetry.LastFault()}");
        }

        if (run.Name.Length > 0)
        {
            foreach (var entry in await run.HistoryAsync())
            {
                if (entry.Type == "workflow.fired" && Field(entry, "transition") is { } transition)
                    fired.Add((definition.Id, transition));
                foreach (var deadline in SetBy(entry))
                    deadlines.Add((definition.Id, deadline));
            }
        }
    }

    /// <summary>Those who may not are refused, and see no such step; those who may are offered it.</summary>
    private async Task TryOthersAsync(WorkflowDefinition definition, CallStep step, ScenarioRun run, AccessMatrix matrix)
    {
        if (matrix.Of(definition.Id, step.Verb) is not { } row)
            return; // Its absence is a finding of another test.

        foreach (var nobody in row.MayNot)
        {
            try
            {
                await run.CallAsync(step, nobody, Guid.NewGuid().ToString());
                Find(Access, $"{definition.Id}: {nobody} could {step.Verb} and must not.");
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.PermissionDenied or StatusCode.NotFound)
            {
                LookForCanary(refused, definition, step);
            }
            catch (RpcException refused)
            {
                Find(Access, $"{definition.Id}: {nobody} was refused to {step.Verb} for another reason than who it is: {refused.StatusCode}, {refused.Status.Detail}");
            }
        }

        if (!row.May.Any(may => Same(may, step.By)))
            Find(Access, $"{definition.Id}: a scenario lets {step.By} {step.Verb}, and the matrix does not list it.");
        if (step is StartStep)
        {
            foreach (var somebody in row.May)
            {
                if (!await CanStartAsync(run, somebody, definition.Id))
                    Find(Access, $"{definition.Id}: {somebody} may start it by the matrix, and cannot.");
            }

            return;
        }

        foreach (var somebody in row.May)
        {
            try
            {
                var seen = await run.GetAsync(somebody);
                if (!seen.Transitions.Any(t => t.Id == step.Verb))
                    Find(Access, $"{definition.Id}: {somebody} may {step.Verb} by the matrix, and it is not offered.");
            }
            catch (RpcException refused)
            {
                Find(Access, $"{definition.Id}: {somebody} may {step.Verb} by the matrix, and does not see the workflow: {refused.StatusCode}.");
            }
        }
    }

    private static async Task<bool> CanStartAsync(ScenarioRun run, Caller by, string definition) =>
        (await run.DefinitionsAsync(by)).Any(d => d.Name == "definitions/" + definition && d.CanStart);

    /// <summary>The same request again: the same answer, and nothing more in the ledger.</summary>
    private async Task RepeatAsync(CallStep step, ScenarioRun run, string requestId, Workflow first)
    {
        try
        {
            var before = await run.HistoryAsync(step.By);
            var again = await run.CallAsync(step, step.By, requestId);
            var after = await run.HistoryAsync(step.By);
            if (again.Name != first.Name || after.Count(e => e.RequestId == requestId) != before.Count(e => e.RequestId == requestId) || after.Count != before.Count)
                Find(Repeats, $"{run.Scenario.Definition}: {step.Verb} with the same request_id happened twice.");
            if (!before.Any(e => e.RequestId == requestId))
                Find(Repeats, $"{run.Scenario.Definition}: {step.Verb} left nothing in the history under its request_id.");
        }
        catch (RpcException refused)
        {
            Find(Repeats, $"{run.Scenario.Definition}: {step.Verb} with the same request_id was refused: {refused.StatusCode}, {refused.Status.Detail}");
        }
    }

    /// <summary>A canary in every text that the step asks for, also in those that the scenario leaves out.</summary>
    private static IEnumerable<(string Field, object Value)> WithCanary(WorkflowDefinition definition, CallStep step)
    {
        var optional = step is StartStep ? definition.Start.Required.AddRange(definition.Start.Optional)
            : definition.Transition(step.Verb) is { } transition ? transition.Required.AddRange(transition.Optional)
            : [];
        var texts = optional.Where(id => definition.Field(id) is { IsSealed: true }).ToArray();
        return step.Data.Where(d => !texts.Contains(d.Field)).Concat(texts.Select(id => (id, (object)Canary)));
    }

    private void LookForCanary(RpcException refused, WorkflowDefinition definition, CallStep step)
    {
        if (refused.ToString().Contains(Canary, StringComparison.OrdinalIgnoreCase))
            Find(PersonalData, $"{definition.Id}: the refusal of {step.Verb} repeats a text that was sent.");
    }

    private static bool Same(Caller one, Caller other) =>
        one.Agency == other.Agency && one.Unit == other.Unit && one.Roles.ToHashSet().SetEquals(other.Roles);

    /// <summary>The deadlines that an event set.</summary>
    internal static IEnumerable<string> SetBy(WorkflowHistoryEntry entry) =>
        entry.Data?.Fields.FirstOrDefault(f => f.Key.Equals("deadlines", StringComparison.OrdinalIgnoreCase)).Value?.ListValue?.Values
            .Select(v => v.StructValue?.Fields.FirstOrDefault(f => f.Key.Equals("id", StringComparison.OrdinalIgnoreCase)).Value?.StringValue ?? "")
            .Where(id => id.Length > 0) ?? [];

    /// <summary>A field of an event, whatever its case.</summary>
    internal static string? Field(WorkflowHistoryEntry entry, string name) =>
        entry.Data?.Fields.FirstOrDefault(f => f.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.StringValue;

    private void Find(string about, string sentence) => findings.Add((about, sentence));

    private static string Short(string line) => line.Length > 300 ? line[..300] + " …" : line;
}
