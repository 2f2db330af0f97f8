using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Modules;
using Coordination.Sdk.Tests.Workflows;
using Coordination.Silo.Tests.Cases;
using Coordination.Workflows;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Workflows.WorkflowSilo;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>A module reads a case in the name of whoever fired the step, and learns what that caller would learn.</summary>
public sealed class ModuleReadsCaseTests
{
    [Fact]
    public async Task A_module_gets_the_refusal_that_its_caller_would_get()
    {
        await using var silo = await WorkflowSilo.StartAsync(new PeekingModule());
        var foreign = await silo.Grains.OpenOfAnotherAsync();
        var own = await silo.CaseAsync();

        foreach (var name in new[] { foreign, new CaseName("cnobody"), own })
        {
            var caller = House with { Roles = [Role.AgencyOfficer] };
            var asked = await silo.Grains.Case(name).GetAsync(caller, default);
            var start = Start(caller, data: [("case_name", name.ToString())]) with { Definition = "peek" };
            var grain = silo.Grain(start);
            Done(await grain.StartAsync(start, default));
            await UntilAsync(async () => Done(await grain.GetAsync(caller, default)).Effects is [{ } e] && (e.Refusal.Length > 0 || e.Resource.Length > 0));

            var effect = Done(await grain.GetAsync(caller, default)).Effects.Single();
            Assert.Equal(name == own, !asked.IsRefused);
            Assert.Equal(asked.Refusal?.Code ?? "", effect.Refusal);
            Assert.Equal(name == own ? name.ToString() : "", effect.Resource);
        }
    }

    private sealed class PeekingModule : ISiloModule
    {
        public string Id => "peeking";

        public void Configure(SiloModuleBuilder builder) => builder.AddEffect<Peek>().AddWorkflow(new WorkflowDefinition
        {
            Id = "peek",
            Version = 1,
            Title = Samples.Words("Peek"),
            Fields = [new("case_name", FieldType.Name, Samples.Words("Case")) { Collection = CaseName.Collection }],
            States = [new("asked", Samples.Words("Asked")), new("done", Samples.Words("Done")) { Final = true }],
            Start = new() { Roles = [Role.AgencyOfficer], Required = ["case_name"], Actions = [new CodeAction("peek", "peek")] },
            Transitions = [new("finish", Samples.Words("Finish")) { From = ["asked"], To = "done", Parts = ["owner"], Roles = [Role.AgencyOfficer] }],
        });
    }

    private sealed class Peek : IWorkflowEffect
    {
        public string Name => "peek";

        public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
        {
            var asked = await grains.Case(ResourceName.Parse<CaseName>(step.Facts.Value("case_name")!)).GetAsync(step.Caller, cancellationToken);
            return asked.IsRefused ? asked.Refusal : asked.Value.Name.ToString();
        }
    }
}

file static class Cases
{
    /// <summary>A case in which the centre has no part.</summary>
    public static async Task<CaseName> OpenOfAnotherAsync(this IGrainFactory grains)
    {
        var open = Story.Open(Story.Lead, Story.Woman);
        return Done(await grains.Case(NameOf(open)).OpenAsync(open, default)).Name;
    }
}
