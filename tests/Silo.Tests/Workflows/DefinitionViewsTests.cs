using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Silo.Workflows;
using Coordination.Workflows;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>Every kind of condition and action is shown.</summary>
public sealed class DefinitionViewsTests
{
    private static readonly WorkflowDefinition Definition = new()
    {
        Id = "stay",
        Version = 3,
        Title = Text("Stay"),
        Guideline = "vpg-2020@1",
        Case = CaseUse.Required,
        Person = true,
        Parts = [new WorkflowPart("shelter", Text("Shelter")) { Fixed = "lwu-center", Leads = true }, new WorkflowPart("clinic", Text("Clinic"))],
        Fields = [new WorkflowField("beds", FieldType.Whole, Text("Beds")) { Minimum = 1, Maximum = 9 }, new WorkflowField("needs", FieldType.Text, Text("Needs")) { VisibleTo = ["shelter"] }],
        States = [new WorkflowState("admitted", Text("Admitted")) { Entry = Actions() }, new WorkflowState("left", Text("Left")) { Final = true }],
        Start = new WorkflowStart { Roles = [Role.AgencyOfficer], Agencies = ["lwu"], Required = ["beds"], Optional = ["needs"] },
        Transitions =
        [
            new WorkflowTransition("leave", Text("Leave")) { From = ["admitted"], To = "left", Parts = ["shelter"], Roles = [Role.AgencyOfficer], Guards = [new WorkflowGuard("ALL_HOLD", Text("Wait."), new AllHold(Conditions()))] },
            new WorkflowTransition("note", Text("Note")) { From = ["admitted"], Binds = ["clinic"], Required = ["needs"] },
        ],
        Migrations = [new WorkflowMigration(2, ImmutableDictionary<string, string>.Empty.Add("came", "admitted"))],
    };

    [Fact]
    public void Every_kind_of_condition_has_a_view_of_its_own()
    {
        var all = DefinitionViews.Of(Definition, "m", [2, 3]).Transitions[0].Guards[0].Condition;

        Assert.Equal(ConditionKind.All, all.Kind);
        Assert.Equal(
            Enum.GetValues<ConditionKind>().Where(k => k is not (ConditionKind.None or ConditionKind.All)).Order(), all.Conditions.Select(c => c.Kind).Order());
        Assert.Equal(
            typeof(WorkflowCondition).Assembly.GetTypes().Count(t => t.BaseType == typeof(WorkflowCondition)), all.Conditions.Length + 1);
        var compared = all.Conditions.Single(c => c.Kind is ConditionKind.FieldCompares);
        Assert.Equal(("beds", Comparison.AtLeast, "2"), (compared.Subject, compared.Comparison!.Value, Assert.Single(compared.Values)));
        Assert.Equal(TimeSpan.FromDays(90), all.Conditions.Single(c => c.Kind is ConditionKind.PassedSince).Time);
    }

    [Fact]
    public void Every_kind_of_action_has_a_view_of_its_own()
    {
        var view = DefinitionViews.Of(Definition, "m", [2, 3]);
        var entry = view.States[0].Entry;

        Assert.Equal(Enum.GetValues<ActionKind>().Skip(1).Order(), entry.Select(a => a.Kind).Order());
        Assert.Equal(typeof(WorkflowAction).Assembly.GetTypes().Count(t => t.BaseType == typeof(WorkflowAction)), entry.Length);
        Assert.Equal("leave", entry.Single(a => a.Kind is ActionKind.AssignTask).Then["ended"]);
        var deadline = Assert.Single(view.Deadlines);
        Assert.Equal(("plan_due", 5, "leave"), (deadline.Id, deadline.Within.WorkingDays, deadline.Then));
    }

    [Fact]
    public void Permissions_and_versions_are_shown()
    {
        var view = DefinitionViews.Of(Definition, "victim-protection", [2, 3]);

        Assert.Equal("workflow.stay.start", view.Start.Permission);
        Assert.Equal(["workflow.stay.leave", "workflow.stay.note"], view.Transitions.Select(t => t.Permission));
        Assert.Equal([2, 3], view.Versions);
        Assert.Equal("victim-protection", view.Module);
        Assert.Equal("admitted", view.Migrations[0].States["came"]);
    }

    [Fact]
    public void A_form_names_fields_parts_and_a_schema()
    {
        var form = DefinitionViews.Of(WorkflowForm.Of(Definition, "note")!, "lo");

        Assert.Equal(("needs", true), (Assert.Single(form.Fields).Field.Id, form.Fields[0].Required));
        Assert.Equal("clinic", Assert.Single(form.Parts).Part.Id);
        Assert.Contains("\"needs\"", form.JsonSchema, StringComparison.Ordinal);
    }

    private static ImmutableArray<WorkflowCondition> Conditions() =>
    [
        new AnyHolds([new HasBeen("admitted")]), new DoesNotHold(new HasFired("note")), new FieldIsSet("beds"), new FieldCompares("beds", Comparison.AtLeast, "2"),
        new FieldIsAnyOf("beds", ["1"]), new FieldHasAll("beds", ["1"]), new PassedSince("admitted", TimeSpan.FromDays(90)), new PassedSinceField("beds", TimeSpan.FromHours(1)),
        new HasBeen("admitted"), new HasFired("note"), new ActionEnded("ask", ["verified"]), new PartIsBound("clinic"), new PersonIsChild(), new PersonHasGuardian(),
        new PersonStatus(["actual"]), new PersonRole(["victim"]), new CodeHolds("enough beds", static _ => true),
    ];

    private static ImmutableArray<WorkflowAction> Actions() =>
    [
        new AssignTaskAction("task", "clinic", Text("Examine"), WorkflowSpan.Days(3), "leave"), new AskInformationAction("ask", "clinic", Text("Ask"), [Text("What?")], "victim_support", "law-women"),
        new StartChildAction("child", "other", ImmutableDictionary<string, string>.Empty.Add("done", "leave")), new NotifyAction("tell", ["clinic"], Text("She came.")),
        new DeadlineAction("plan_due", WorkflowSpan.Working(5), Text("Plan"), "leave"), new EndDeadlineAction("plan_done", "plan_due"), new CompanionAction("bed", "beds"), new CodeAction("count", "counter"),
    ];

    private static LocalizedText Text(string en) => new(en, "ລາວ");
}
