using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Outcomes;
using Coordination.Sdk.Modules;
using Coordination.Silo.Workflows;
using Coordination.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>A workflow that brings about one thing of each kind, and one that it starts.</summary>
/// <param name="away">Kinds of effects that cannot be done: the silo dies before them.</param>
/// <param name="withErrand">False: the silo has the child's definition only.</param>
internal sealed class Errands(Counter counter, ImmutableArray<EffectKind> away, bool withErrand = true) : ISiloModule
{
    public static readonly WorkflowDefinition Errand = new()
    {
        Id = "errand",
        Version = 1,
        Title = Words("Errand"),
        Case = CaseUse.Optional,
        Parts =
        [
            new("house", Words("House")) { Starter = true },
            new("doctor", Words("Doctor")) { Fixed = "moh" },
            new("police", Words("Police")) { Fixed = "atd" },
        ],
        Fields = [new("beds", FieldType.Whole, Words("Beds"))],
        States = [new("open", Words("Open")), new("visited", Words("Visited")), new("done", Words("Done")) { Final = true }],
        Start = new()
        {
            Roles = [Role.AgencyOfficer],
            Optional = ["beds"],
            Actions = [new AssignTaskAction("visit", "doctor", Words("Visit her"), WorkflowSpan.Days(2), "was_visited") { Priority = "urgent" }],
        },
        Transitions =
        [
            new("was_visited", Words("Was visited"))
            {
                From = ["open"], To = "visited", Guards = [new("NOT_VISITED", Words("Wait for the visit."), new ActionEnded("visit", ["verified"]))],
            },
            new("ask", Words("Ask")) { From = ["open"], Parts = ["house"], Roles = [Role.AgencyOfficer], Actions = [Question("file", "victim_support")] },
            new("pry", Words("Pry")) { From = ["open"], Parts = ["house"], Roles = [Role.AgencyOfficer], Actions = [Question("secret", "migration_enforcement")] },
            new("answered", Words("Answered")) { From = ["open"] },
            new("spawn", Words("Spawn"))
            {
                From = ["open"],
                Parts = ["house"],
                Roles = [Role.AgencyOfficer],
                Actions =
                [
                    new StartChildAction("sub", "sub-errand", ImmutableDictionary<string, string>.Empty.Add("well", "child_done"))
                    {
                        Parts = ImmutableDictionary<string, string>.Empty.Add("nurse", "doctor"),
                        Data = ImmutableDictionary<string, string>.Empty.Add("rooms", "beds"),
                    },
                ],
            },
            new("child_done", Words("The child is done")) { From = ["open"] },
            new("count", Words("Count")) { From = ["open"], Parts = ["house"], Roles = [Role.AgencyOfficer], Actions = [new CodeAction("tally", "counter")] },
            new("finish", Words("Finish")) { From = ["open", "visited"], To = "done", Parts = ["house"], Roles = [Role.AgencyOfficer] },
        ],
    };

    private static readonly WorkflowDefinition SubErrand = new()
    {
        Id = "sub-errand",
        Version = 1,
        Title = Words("Sub-errand"),
        Case = CaseUse.Optional,
        Parts = [new("house", Words("House")) { Required = true }, new("nurse", Words("Nurse")) { Required = true }],
        Fields = [new("rooms", FieldType.Whole, Words("Rooms"))],
        States = [new("going", Words("Going")), new("well", Words("Well")) { Final = true }, new("badly", Words("Badly")) { Final = true }],
        Start = new() { Roles = [Role.CaseLead], Required = ["rooms"] },
        Transitions =
        [
            new("end_well", Words("End well")) { From = ["going"], To = "well", Parts = ["nurse"], Roles = [Role.AgencyOfficer] },
            new("end_badly", Words("End badly")) { From = ["going"], To = "badly", Parts = ["nurse"], Roles = [Role.AgencyOfficer] },
        ],
    };

    public string Id => "errands";

    public void Configure(SiloModuleBuilder builder)
    {
        if (withErrand)
            builder.AddWorkflow(Errand);
        builder.AddWorkflow(SubErrand);
        builder.Services.AddSingleton<IWorkflowEffect>(counter);
        foreach (var kind in away)
        {
            var runner = kind switch
            {
                EffectKind.Task => typeof(TaskEffectRunner),
                EffectKind.Information => typeof(InformationEffectRunner),
                _ => typeof(ChildEffectRunner),
            };
            foreach (var registered in builder.Services.Where(s => s.ImplementationType == runner).ToArray())
                builder.Services.Remove(registered);
            builder.Services.AddSingleton<IEffectRunner>(new Away(kind));
        }
    }

    private static AskInformationAction Question(string id, string purpose) =>
        new(id, "police", Words("File"), [Words("Is there a file?")], purpose, "victim-protection-guidelines", "answered");

    private static LocalizedText Words(string en) => new(en, "ລາວ " + en);

    private sealed class Away(EffectKind kind) : IEffectRunner
    {
        public EffectKind Kind => kind;

        public Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains) => Task.FromResult<Outcome<string>>(CommonRefusals.LedgerUnavailable);
    }
}

/// <summary>An effect in code that does not succeed at first, and counts what it did under which request.</summary>
internal sealed class Counter : IWorkflowEffect
{
    private int attempts;

    public string Name => "counter";

    public ConcurrentDictionary<Guid, int> Done { get; } = [];

    public Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref attempts) < 3)
            return Task.FromResult<Outcome<string>>(CommonRefusals.LedgerUnavailable);
        Done.AddOrUpdate(step.RequestId, 1, static (_, n) => n + 1);
        return Task.FromResult<Outcome<string>>("");
    }
}
