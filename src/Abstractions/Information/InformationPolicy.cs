using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Information;

/// <summary>What the country pack says about sharing. Every list is short; nothing here is a constant of the code.</summary>
public sealed record InformationPolicy
{
    /// <summary>Shares nothing: no purpose is known.</summary>
    public static readonly InformationPolicy None = new();

    public ImmutableArray<PurposeRule> Purposes { get; init; } = [];

    public ImmutableArray<LegalBasisRule> LegalBases { get; init; } = [];

    public ImmutableArray<ClassRule> DeniedClasses { get; init; } = [];

    /// <summary>Classes of fields whose release needs a second person.</summary>
    public ImmutableArray<FieldClass> FourEyesClasses { get; init; } = [];

    /// <summary>Whether every release about a child needs a second person.</summary>
    public bool FourEyesForMinors { get; init; } = true;

    /// <summary>How deep onward sharing may go at most, from 0 to 5.</summary>
    public int MostOnward { get; init; }

    /// <summary>How long a grant may last at most.</summary>
    public TimeSpan LongestGrant { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Reminders before a request's due time.</summary>
    public ImmutableArray<ReminderRule> Reminders { get; init; } = [];

    /// <summary>The ladder of a late answer; its priorities are urgencies: <c>normal</c>, <c>urgent</c>, <c>urgent_direct</c>.</summary>
    public ImmutableArray<EscalationRung> Ladder { get; init; } = [];

    public PurposeRule? Find(string purpose) => Purposes.FirstOrDefault(p => string.Equals(p.Code, purpose, StringComparison.Ordinal));

    /// <summary>Whether an agency may pursue a purpose on an instrument.</summary>
    public bool HasBasis(AgencyName agency, string purpose, InstrumentName instrument) =>
        LegalBases.Any(b => b.Agency == agency && b.Instrument == instrument && string.Equals(b.Purpose, purpose, StringComparison.Ordinal));

    /// <summary>Whether a class is closed to an agency, or to somebody who holds any of these roles.</summary>
    public bool Denies(FieldClass fieldClass, AgencyName agency, ImmutableArray<string> roles) =>
        DeniedClasses.Any(rule => rule.Class == fieldClass
            && (rule.Agency is null || rule.Agency == agency)
            && (rule.Role is null || roles.Contains(rule.Role, StringComparer.Ordinal)));

    public bool NeedsFourEyes(IEnumerable<FieldClass> classes, bool minor) => (minor && FourEyesForMinors) || classes.Any(FourEyesClasses.Contains);
}

/// <param name="Code">Lower snake, for example <c>victim_protection</c>.</param>
/// <param name="ConsentRequired">Whether each read needs the person's consent.</param>
/// <param name="Roles">Roles that may pursue it; empty: all that may read at all.</param>
/// <param name="NeverFrom">Purposes: a record that may serve one of them never serves this one.</param>
public sealed record PurposeRule(
    string Code, LocalizedText DisplayName, bool ConsentRequired, ImmutableArray<string> Roles, ImmutableArray<string> NeverFrom);

/// <summary>An agency may pursue a purpose on an instrument.</summary>
public sealed record LegalBasisRule(AgencyName Agency, string Purpose, InstrumentName Instrument);

/// <summary>A class of fields that an agency (null: any) or a role (null: any) may never read.</summary>
public sealed record ClassRule(FieldClass Class, AgencyName? Agency, string? Role);
