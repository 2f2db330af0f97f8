using Coordination.Cli;
using Coordination.Fakes;
using Coordination.Modules.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Field = Coordination.Modules.V1.Field;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class ModuleCommandTests
{
    private const string Manifest = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    private static readonly Module Shelter = new()
    {
        Name = "modules/victim-protection", Version = "1.2.0", State = ModuleState.Active, Why = "Its manifest is on the list of this installation.",
        DisplayName = new LocalizedText { En = "Victim protection", Lo = "ການປົກປ້ອງຜູ້ຖືກເຄາະຮ້າຍ" }, Sha256 = Manifest, Folder = "victim-protection",
        Definitions = { "definitions/screening", "definitions/shelter-stay" }, Services = { "coordination.victim_protection.v1.ShelterService" },
    };

    private static readonly Workflow Stay = new()
    {
        Name = "workflows/w1", Definition = "definitions/shelter-stay", DefinitionVersion = 2, State = "in_care", Owner = "agencies/lwu", Case = "cases/c1", Person = "p1", Etag = "e4",
        Parts = { new PartBinding { Part = "shelter", Agency = "agencies/lwu-center" } }, Texts = { "needs" },
        Data = { ["strands"] = Value.ForList(Value.ForString("counselling"), Value.ForString("recovery")), ["own_wish"] = Value.ForBool(true) },
        Transitions = { new AvailableTransition { Id = "leave_early", To = "early_exit" }, new AvailableTransition { Id = "find_eligible", Refusals = { "NINETY_DAYS_NOT_PASSED" } } },
        Deadlines = { new WorkflowDeadline { Id = "care_plan", Passed = true } },
        Effects = { new WorkflowEffect { Id = "e", Action = "ask_clinic", Kind = EffectKind.Task, Resource = "tasks/t1" } },
    };

    [Fact]
    public async Task Each_module_is_listed_with_its_state_and_why()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new ListModulesResponse
        {
            ApiVersion = "1.0", RollingUpgrade = true,
            Modules = { Shelter, new Module { Name = "modules/tides", State = ModuleState.Refused, Why = "The file tides.dll is not that of the manifest." } },
        };
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("module", "list", "--state", "active,refused"));

        Assert.Equal([ModuleState.Active, ModuleState.Refused], Assert.IsType<ListModulesRequest>(platform.Requests.Single().Request).States);
        Assert.Contains("victim-protection", coord.Out, StringComparison.Ordinal);
        Assert.Contains("is not that of the manifest", coord.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("other versions", coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabling_proposes_what_is_installed_and_approving_binds_what_was_read()
    {
        await using var platform = await FakePlatform.StartAsync();
        var change = new ModuleChange { Name = "moduleChanges/m1", Module = Shelter.Name, Action = ModuleAction.Disable, ContentHash = "beef", Etag = "e1" };
        platform.Answer = request => request is GetModuleRequest ? Shelter : change;
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("module", "disable", "victim-protection"));
        var proposed = Assert.IsType<ProposeModuleChangeRequest>(platform.Requests.Last().Request);
        Assert.Equal(("modules/victim-protection", ModuleAction.Disable, "1.2.0", Manifest), (proposed.Module, proposed.Action, proposed.Version, proposed.Sha256));

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("module", "approve", "m1"));
        var approved = Assert.IsType<ApproveModuleChangeRequest>(platform.Requests.Last().Request);
        Assert.Equal(("moduleChanges/m1", "beef", "e1"), (approved.Name, approved.ContentHash, approved.Etag));

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("module", "reject", "m1", "--reason", "wrong_version"));
        Assert.Equal("wrong_version", Assert.IsType<RejectModuleChangeRequest>(platform.Requests.Last().Request).Reason);
    }

    [Fact]
    public async Task A_step_takes_fields_lists_files_and_parts()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Stay;
        using var coord = new CoordRun(platform) { In = "What nobody else is to see.\n" };
        await File.WriteAllTextAsync(Path.Combine(coord.Folder, "plan.txt"), "A plan.\n", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync(
            "workflow", "fire", "w1", "admit", "--etag", "e3", "--part", "shelter=lwu-center:lwu-la-vt", "--part", "clinic=moh",
            "--set", "intake=trafficking", "--set", "strands=counselling", "--set", "strands=recovery", "--set", "beds=2", "--set", "note=", "--set", "plan=@plan.txt", "--set", "needs=@-"));

        var request = Assert.IsType<FireTransitionRequest>(platform.Requests.Single().Request);
        Assert.Equal(("workflows/w1", "admit", "e3"), (request.Name, request.Transition, request.Etag));
        Assert.Equal([("shelter", "agencies/lwu-center", "units/lwu-la-vt"), ("clinic", "agencies/moh", "")], request.Parts.Select(p => (p.Part, p.Agency, p.Unit)));
        Assert.Equal("trafficking", request.Data["intake"].StringValue);
        Assert.Equal(["counselling", "recovery"], request.Data["strands"].ListValue.Values.Select(v => v.StringValue));
        Assert.Equal(("2", "", "A plan.", "What nobody else is to see."), (
            request.Data["beds"].StringValue, request.Data["note"].StringValue, request.Data["plan"].StringValue, request.Data["needs"].StringValue));
        Assert.Contains("leave_early, find_eligible (NINETY_DAYS_NOT_PASSED)", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_makes_short_names_whole()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Stay;
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "start", "shelter-stay", "--case", "c1", "--person", "p1", "--province", "vt", "--set", "intake=self"));

        var request = Assert.IsType<StartWorkflowRequest>(platform.Requests.Single().Request);
        Assert.Equal(("definitions/shelter-stay", "cases/c1", "p1", "LA-VT"), (request.Definition, request.Case, request.Person, request.Province));
    }

    [Fact]
    public async Task Everything_of_a_workflow_is_shown_but_its_sealed_texts()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Stay;
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "get", "w1"));

        Assert.All(
            ["shelter-stay 2", "in_care", "lwu-center", "counselling, recovery", "care_plan", "tasks/t1", "needs"],
            shown => Assert.Contains(shown, coord.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_has_every_filter()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new ListWorkflowsResponse { Workflows = { new WorkflowSummary { Name = "workflows/w1", Definition = "definitions/shelter-stay", State = "in_care", Overdue = true } } };
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync(
            "workflow", "list", "--definition", "shelter-stay", "--state", "admitted,in_care", "--case", "c1", "--province", "vt", "--open", "--my-turn", "--overdue", "--order", "due_first"));

        var request = Assert.IsType<ListWorkflowsRequest>(platform.Requests.Single().Request);
        Assert.Equal(("definitions/shelter-stay", "cases/c1", "LA-VT", true, true, true, WorkflowOrder.DueFirst), (
            request.Definition, request.Case, request.Province, request.OpenOnly, request.MyTurn, request.OverdueOnly, request.Order));
        Assert.Equal(["admitted", "in_care"], request.States);
        Assert.Contains("w1", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagram_is_printed_alone_so_that_it_can_be_kept()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new RenderDefinitionResponse { Text = "stateDiagram-v2\n\tadmitted --> in_care\n", Format = DiagramFormat.Mermaid, Version = 2 };
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "diagram", "shelter-stay", "--format", "dot", "--language", "lo"));

        Assert.Equal(["stateDiagram-v2", "\tadmitted --> in_care"], coord.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).SelectMany(l => l.Split('\n')));
        var request = Assert.IsType<RenderDefinitionRequest>(platform.Requests.Single().Request);
        Assert.Equal((DiagramFormat.Dot, "lo"), (request.Format, request.Language));
    }

    [Fact]
    public async Task A_definition_and_its_forms_are_shown_in_both_languages()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = request => request switch
        {
            GetFormRequest => new Form
            {
                Definition = "definitions/shelter-stay", Version = 2, Transition = "admit", Title = Both("Admit"),
                Fields = { new FormField { Field = new Field { Id = "intake", Type = FieldType.Code, Title = Both("Intake"), Options = { new FieldOption { Code = "self", Title = Both("Herself") } } }, Required = true } },
                Parts = { new FormPart { Part = new Part { Id = "clinic", Title = Both("Clinic") }, Required = true } },
            },
            ListDefinitionsRequest => new ListDefinitionsResponse { Definitions = { new DefinitionSummary { Name = "definitions/shelter-stay", Module = Shelter.Name, Version = 2, Title = Both("Stay"), CaseUse = CaseUse.Required, AboutPerson = true, CanStart = true } } },
            _ => new Definition
            {
                Name = "definitions/shelter-stay", Version = 2, Title = Both("Stay"), Start = new Start { Roles = { "agency_officer" } }, States = { new State { Id = "admitted", Title = Both("Admitted") } },
                Parts = { new Part { Id = "shelter", Title = Both("Shelter"), FixedAgency = "agencies/lwu-center", Leads = true } },
                Transitions = { new Transition { Id = "admit", Title = Both("Admit"), From = { "admitted" }, To = "in_care", Parts = { "shelter" }, RequiredFields = { "intake" }, Guards = { new Guard { Code = "BED_FREE" } } } },
                Deadlines = { new Deadline { Id = "care_plan", Title = Both("Care plan"), Within = new Span { WorkingDays = 5 } } },
            },
        };

        foreach (var language in (string[])["en", "lo"])
        {
            using var coord = new CoordRun(platform);
            var title = language is "lo" ? "ລາວ" : "Stay";
            Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "definitions", "--startable", "--lang", language));
            Assert.Contains(title, coord.Out, StringComparison.Ordinal);
            Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "show", "shelter-stay", "--version", "2", "--lang", language));
            Assert.All(["admit", "intake*", "BED_FREE", "care_plan", "lwu-center", title], shown => Assert.Contains(shown, coord.Out, StringComparison.Ordinal));
            Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "form", "shelter-stay", "admit", "--lang", language));
            Assert.All(["intake", "self", "clinic"], shown => Assert.Contains(shown, coord.Out, StringComparison.Ordinal));
        }

        static LocalizedText Both(string en) => new() { En = en, Lo = "ລາວ" };
    }

    [Fact]
    public async Task Sealed_texts_are_read_with_purpose_and_reason_only()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new ReadWorkflowTextResponse { Texts = { ["needs"] = "What she needs." } };
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Usage, await coord.RunAsync("workflow", "text", "w1", "needs"));
        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "text", "w1", "needs", "--purpose", "victim_support", "--reason", "care_plan"));

        var request = Assert.IsType<ReadWorkflowTextRequest>(platform.Requests.Single().Request);
        Assert.Equal(("workflows/w1", "victim_support", "care_plan"), (request.Name, request.Purpose, request.Reason));
        Assert.Equal(["needs"], request.Fields);
        Assert.Contains("What she needs.", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_tells_what_happened_in_words()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new GetWorkflowHistoryResponse { Entries = { new WorkflowHistoryEntry { Version = 1, Type = "workflow.started", Actor = "agencies/lwu", Data = new Struct() } } };
        using var coord = new CoordRun(platform);

        Assert.Equal(ExitCodes.Ok, await coord.RunAsync("workflow", "history", "w1"));

        Assert.Contains("started", coord.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("workflow.started", coord.Out, StringComparison.Ordinal);
    }
}
