using System.Text;
using Coordination.Localization;
using Coordination.Workflows;
using Google.Protobuf.WellKnownTypes;
using Handling = Coordination.Type.V1.Handling;
using Texts = Coordination.Type.V1.LocalizedText;

namespace Coordination.Modules;

/// <summary>From definitions to their messages.</summary>
internal static class DefinitionMapper
{
    private const string Collection = "definitions/";

    /// <summary>A definition's name.</summary>
    public static string Name(string id) => Collection + id;

    public static Texts ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };

    public static V1.DefinitionSummary ToProto(DefinitionSummaryView view) => new()
    {
        Name = Name(view.Id),
        Module = ModuleMapper.Name(view.Module),
        Version = view.Version,
        Title = ToProto(view.Title),
        Summary = ToProto(view.Summary),
        CaseUse = ToProto(view.Case),
        AboutPerson = view.Person,
        CanStart = view.CanStart,
    };

    public static V1.Definition ToProto(DefinitionView view)
    {
        var definition = new V1.Definition
        {
            Name = Name(view.Id),
            Module = ModuleMapper.Name(view.Module),
            Version = view.Version,
            Title = ToProto(view.Title),
            Summary = ToProto(view.Summary),
            Guideline = view.Guideline,
            CaseUse = ToProto(view.Case),
            AboutPerson = view.Person,
            Handling = (Handling)view.Handling,
            Start = ToProto(view.Start),
        };
        definition.Versions.AddRange(view.Versions);
        definition.Parts.AddRange(view.Parts.Select(ToProto));
        definition.Fields.AddRange(view.Fields.Select(ToProto));
        definition.States.AddRange(view.States.Select(ToProto));
        definition.Transitions.AddRange(view.Transitions.Select(ToProto));
        definition.Deadlines.AddRange(view.Deadlines.Select(ToProto));
        definition.Migrations.AddRange(view.Migrations.Select(ToProto));
        return definition;
    }

    public static V1.Form ToProto(FormView view)
    {
        var form = new V1.Form
        {
            Definition = Name(view.Definition),
            Version = view.Version,
            Transition = view.Transition,
            Title = ToProto(view.Title),
            CaseUse = ToProto(view.Case),
            AboutPerson = view.Person,
            JsonSchema = ProtoValues.ToStruct(Encoding.UTF8.GetBytes(view.JsonSchema)),
        };
        form.Fields.AddRange(view.Fields.Select(f => new V1.FormField { Field = ToProto(f.Field), Required = f.Required }));
        form.Parts.AddRange(view.Parts.Select(p => new V1.FormPart { Part = ToProto(p.Part), Required = p.Required }));
        return form;
    }

    private static V1.CaseUse ToProto(CaseUse use) => (V1.CaseUse)(use + 1);

    private static V1.Part ToProto(PartView view) => new()
    {
        Id = view.Id,
        Title = ToProto(view.Title),
        FixedAgency = view.FixedAgency.Length == 0 ? "" : $"agencies/{view.FixedAgency}",
        Starter = view.Starter,
        Required = view.Required,
        Leads = view.Leads,
    };

    private static V1.Field ToProto(FieldView view)
    {
        var field = new V1.Field
        {
            Id = view.Id,
            Title = ToProto(view.Title),
            Type = (V1.FieldType)view.Type,
            Collection = view.Collection,
            MaxItems = view.MaxItems,
            MaxLength = view.Type is FieldType.Text ? view.MaxLength : 0,
            Sealed = view.IsSealed,
        };
        if (view.Minimum is { } minimum)
            field.Minimum = (double)minimum;
        if (view.Maximum is { } maximum)
            field.Maximum = (double)maximum;
        field.Options.AddRange(view.Options.Select(option => new V1.FieldOption { Code = option.Code, Title = ToProto(option.Title) }));
        field.VisibleTo.AddRange(view.VisibleTo);
        return field;
    }

    private static V1.State ToProto(StateView view)
    {
        var state = new V1.State { Id = view.Id, Title = ToProto(view.Title), Final = view.Final };
        state.Entry.AddRange(view.Entry.Select(ToProto));
        state.Exit.AddRange(view.Exit.Select(ToProto));
        return state;
    }

    private static V1.Start ToProto(StartView view)
    {
        var start = new V1.Start { Permission = view.Permission };
        start.Roles.AddRange(view.Roles);
        start.Agencies.AddRange(view.Agencies.Select(agency => $"agencies/{agency}"));
        start.RequiredFields.AddRange(view.Required);
        start.OptionalFields.AddRange(view.Optional);
        start.Guards.AddRange(view.Guards.Select(ToProto));
        start.Actions.AddRange(view.Actions.Select(ToProto));
        return start;
    }

    private static V1.Transition ToProto(StepView view)
    {
        var transition = new V1.Transition
        {
            Id = view.Id,
            Title = ToProto(view.Title),
            Permission = view.Permission,
            To = view.To,
            Unblockable = view.Unblockable,
        };
        transition.From.AddRange(view.From);
        transition.Parts.AddRange(view.Parts);
        transition.Roles.AddRange(view.Roles);
        transition.RequiredFields.AddRange(view.Required);
        transition.OptionalFields.AddRange(view.Optional);
        transition.Binds.AddRange(view.Binds);
        transition.Guards.AddRange(view.Guards.Select(ToProto));
        transition.Actions.AddRange(view.Actions.Select(ToProto));
        return transition;
    }

    private static V1.Guard ToProto(GuardView view) => new() { Code = view.Code, Sentence = ToProto(view.Sentence), Condition = ToProto(view.Condition) };

    private static V1.Condition ToProto(ConditionView view)
    {
        var condition = new V1.Condition
        {
            Kind = (V1.ConditionKind)view.Kind,
            Subject = view.Subject,
            Comparison = view.Comparison is { } comparison ? (V1.ComparisonKind)(comparison + 1) : V1.ComparisonKind.Unspecified,
            Time = view.Time is { } time ? Duration.FromTimeSpan(time) : null,
        };
        condition.Values.AddRange(view.Values);
        condition.Conditions.AddRange(view.Conditions.Select(ToProto));
        return condition;
    }

    private static V1.StepAction ToProto(ActionView view)
    {
        var action = new V1.StepAction
        {
            Id = view.Id,
            Kind = (V1.ActionKind)view.Kind,
            Title = ToProto(view.Title),
            Definition = view.Definition.Length == 0 ? "" : Name(view.Definition),
            Deadline = view.Deadline,
            Handler = view.Handler,
            Purpose = view.Purpose,
            LegalBasis = view.LegalBasis,
            Priority = view.Priority,
            DueWithin = view.DueWithin is { } due ? ToProto(due) : null,
        };
        action.Parts.AddRange(view.Parts);
        action.Then.Fill(view.Then);
        action.Questions.AddRange(view.Questions.Select(ToProto));
        return action;
    }

    private static V1.Deadline ToProto(DeadlineView view) => new()
    {
        Id = view.Id,
        Title = ToProto(view.Title),
        Within = ToProto(view.Within),
        FromField = view.FromField,
        Then = view.Then,
        Outlives = view.Outlives,
    };

    private static V1.Span ToProto(SpanView view) => view.WorkingDays > 0
        ? new V1.Span { WorkingDays = view.WorkingDays }
        : new V1.Span { Time = Duration.FromTimeSpan(view.Time) };

    private static V1.Migration ToProto(MigrationView view)
    {
        var migration = new V1.Migration { FromVersion = view.FromVersion };
        migration.States.Fill(view.States);
        return migration;
    }
}
