using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;

namespace Coordination.Workflows;

/// <summary>A definition as data, for processes that do not hold the module that brings it.</summary>
/// <param name="Id">As in the definition, for example <c>shelter-stay</c>.</param>
/// <param name="Module">Id of the module that brings it; empty: the core.</param>
/// <param name="Version">Of what is shown.</param>
/// <param name="Versions">All that this silo runs, ascending.</param>
/// <param name="Deadlines">Each that some step sets, by id.</param>
[GenerateSerializer, Immutable]
public sealed record DefinitionView(
    string Id,
    string Module,
    int Version,
    ImmutableArray<int> Versions,
    LocalizedText Title,
    LocalizedText Summary,
    string Guideline,
    CaseUse Case,
    bool Person,
    Handling Handling,
    ImmutableArray<PartView> Parts,
    ImmutableArray<FieldView> Fields,
    ImmutableArray<StateView> States,
    StartView Start,
    ImmutableArray<StepView> Transitions,
    ImmutableArray<DeadlineView> Deadlines,
    ImmutableArray<MigrationView> Migrations);

/// <param name="CanStart">The caller's roles and agency may.</param>
[GenerateSerializer, Immutable]
public sealed record DefinitionSummaryView(
    string Id, string Module, int Version, LocalizedText Title, LocalizedText Summary, CaseUse Case, bool Person, bool CanStart);

/// <param name="FixedAgency">The agency's id; empty: it is bound.</param>
[GenerateSerializer, Immutable]
public sealed record PartView(string Id, LocalizedText Title, string FixedAgency, bool Starter, bool Required, bool Leads);

[GenerateSerializer, Immutable]
public sealed record FieldView(
    string Id,
    LocalizedText Title,
    FieldType Type,
    ImmutableArray<OptionView> Options,
    string Collection,
    int MaxItems,
    int MaxLength,
    decimal? Minimum,
    decimal? Maximum,
    ImmutableArray<string> VisibleTo)
{
    /// <summary>Free text is sealed.</summary>
    public bool IsSealed => Type is FieldType.Text;
}

[GenerateSerializer, Immutable]
public sealed record OptionView(string Code, LocalizedText Title);

[GenerateSerializer, Immutable]
public sealed record StateView(string Id, LocalizedText Title, bool Final, ImmutableArray<ActionView> Entry, ImmutableArray<ActionView> Exit);

/// <param name="Agencies">Ids; empty: any.</param>
[GenerateSerializer, Immutable]
public sealed record StartView(
    string Permission,
    ImmutableArray<string> Roles,
    ImmutableArray<string> Agencies,
    ImmutableArray<string> Required,
    ImmutableArray<string> Optional,
    ImmutableArray<GuardView> Guards,
    ImmutableArray<ActionView> Actions);

/// <summary>A transition of a definition. (<see cref="TransitionView"/> is one that an instance offers.)</summary>
/// <param name="To">Empty: it stays.</param>
[GenerateSerializer, Immutable]
public sealed record StepView(
    string Id,
    LocalizedText Title,
    string Permission,
    ImmutableArray<string> From,
    string To,
    ImmutableArray<string> Parts,
    ImmutableArray<string> Roles,
    ImmutableArray<string> Required,
    ImmutableArray<string> Optional,
    ImmutableArray<string> Binds,
    ImmutableArray<GuardView> Guards,
    ImmutableArray<ActionView> Actions,
    bool Unblockable);

[GenerateSerializer, Immutable]
public sealed record GuardView(string Code, LocalizedText Sentence, ConditionView Condition);

/// <param name="Subject">The field, state, transition, action, part or label that the kind speaks of.</param>
/// <param name="Comparison">Null: it compares nothing.</param>
[GenerateSerializer, Immutable]
public sealed record ConditionView(
    ConditionKind Kind, string Subject, Comparison? Comparison, ImmutableArray<string> Values, TimeSpan? Time, ImmutableArray<ConditionView> Conditions)
{
    public static ConditionView Of(ConditionKind kind, string subject = "", params ImmutableArray<string> values) =>
        new(kind, subject, null, values.IsDefault ? [] : values, null, []);
}

/// <param name="Parts">Who is given the task, asked or told.</param>
/// <param name="Then">What comes of it → the transition that the platform fires then.</param>
/// <param name="Handler">The name of a companion or of code.</param>
[GenerateSerializer, Immutable]
public sealed record ActionView(
    string Id,
    ActionKind Kind,
    LocalizedText Title,
    ImmutableArray<string> Parts,
    ImmutableDictionary<string, string> Then,
    string Definition,
    string Deadline,
    string Handler,
    ImmutableArray<LocalizedText> Questions,
    string Purpose,
    string LegalBasis,
    string Priority,
    SpanView? DueWithin)
{
    /// <summary>An action with nothing but its kind.</summary>
    public static ActionView Of(string id, ActionKind kind) =>
        new(id, kind, LocalizedText.Empty, [], ImmutableDictionary<string, string>.Empty, "", "", "", [], "", "", "", null);
}

/// <param name="WorkingDays">0: the time holds.</param>
[GenerateSerializer, Immutable]
public sealed record SpanView(TimeSpan Time, int WorkingDays);

/// <param name="FromField">Empty: counted from the step.</param>
/// <param name="Then">Empty: it is noted that it passed.</param>
[GenerateSerializer, Immutable]
public sealed record DeadlineView(string Id, LocalizedText Title, SpanView Within, string FromField, string Then, bool Outlives);

[GenerateSerializer, Immutable]
public sealed record MigrationView(int FromVersion, ImmutableDictionary<string, string> States);

/// <summary>What must be entered for a step.</summary>
/// <param name="Transition">Empty: the start.</param>
/// <param name="JsonSchema">JSON Schema (2020-12) of the data.</param>
[GenerateSerializer, Immutable]
public sealed record FormView(
    string Definition,
    int Version,
    string Transition,
    LocalizedText Title,
    ImmutableArray<FormFieldView> Fields,
    ImmutableArray<FormPartView> Parts,
    CaseUse Case,
    bool Person,
    string JsonSchema);

[GenerateSerializer, Immutable]
public sealed record FormFieldView(FieldView Field, bool Required);

[GenerateSerializer, Immutable]
public sealed record FormPartView(PartView Part, bool Required);

/// <param name="Version">Which one was drawn.</param>
[GenerateSerializer, Immutable]
public sealed record DiagramView(string Text, int Version);
