using System.Runtime.CompilerServices;
using Coordination.Access;
using Coordination.Silo.Tests.Cases;
using Coordination.Tasks;
using Coordination.Workflows;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Workflows.WorkflowSilo;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>A workflow that is a file and nothing else: the example of docs/modules/workflow-yaml.md.</summary>
public sealed class YamlWorkflowTests
{
    private static readonly Principal Province = Story.By("lwu", "province", Role.AgencyOfficer, Role.AgencyFocalPoint);
    private static readonly Principal Ministry = Story.By("mlsw", "ministry", Role.AgencyOfficer);
    private static readonly Principal Carrier = Story.By("mnd", "carrier", Role.AgencyOfficer, Role.AgencyFocalPoint);

    [Fact]
    public async Task The_example_of_the_reference_runs_from_its_start_to_its_end()
    {
        var read = WorkflowYaml.Read("flood-relief.yaml", Example());
        Assert.Empty(read.Faults);
        await using var silo = await WorkflowSilo.StartAsync(read.Definitions);
        var flooded = DateOnly.FromDateTime(Story.Now.UtcDateTime).AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var start = Start(Province, data: [("goods", "rice"), ("goods", "water"), ("households", "40"), ("flooded_on", flooded)]) with { Definition = "flood-relief" };
        var grain = silo.Grain(start);
        var begun = Done(await grain.StartAsync(start, default));
        Assert.Equal(("requested", "decide"), (begun.State, Assert.Single(begun.Deadlines).Id));

        var tooLate = start with { Context = Story.Context(Province), Data = Data([("goods", "rice"), ("households", "1"), ("flooded_on", "2020-01-01")]) };
        Assert.Equal("FLOOD_TOO_LONG_AGO", (await silo.Grain(tooLate).StartAsync(tooLate, default)).Refusal?.Code);

        Done(await grain.FireAsync(Fire("approve", Ministry) with { Parts = [Binding("carrier", "mnd")] }, default));
        Assert.Equal("NOT_ARRIVED", (await grain.FireAsync(Fire("confirm", Province, data: ("receipt", new string('a', 64))), default)).Refusal?.Code);
        await UntilAsync(async () => Done(await grain.GetAsync(Province, default)).Effects.Single().Resource.Length > 0);
        var task = silo.Grains.GetGrain<ITaskGrain>(Done(await grain.GetAsync(Province, default)).Effects.Single().Resource);
        Done(await task.AcknowledgeAsync(new AcknowledgeAssignment(Story.Context(Carrier), Carrier.Agency), default));
        Done(await task.AcceptAsync(new AcceptAssignment(Story.Context(Carrier), Carrier.Agency), default));
        Done(await task.StartAsync(new StartAssignment(Story.Context(Carrier), Carrier.Agency), default));
        Done(await task.CompleteAsync(new CompleteAssignment(Story.Context(Carrier), Carrier.Agency, "Carried."), default));
        Done(await task.VerifyAsync(new VerifyAssignment(Story.Context(Province), Carrier.Agency), default));
        await UntilAsync(async () => Done(await grain.HistoryAsync(Province, 0, 100, default)).Entries[^1].Type == "workflow.fired");

        var done = Done(await grain.FireAsync(Fire("confirm", Province, data: ("receipt", new string('a', 64))), default));
        Assert.Equal(("delivered", true), (done.State, done.Final));
    }

    private static string Example([CallerFilePath] string here = "")
    {
        var document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "modules", "workflow-yaml.md"));
        var begin = document.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return document[begin..document.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
