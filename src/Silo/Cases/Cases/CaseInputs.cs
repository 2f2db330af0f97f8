using Coordination.Cases;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;

namespace Coordination.Silo.Cases;

/// <summary>What the rules look things up in. None of it waits.</summary>
internal sealed record CaseInputs(IDirectory Directory, CountryPack Pack, InformationPolicy Information, CasePolicy Policy)
{
    /// <summary>Why an agency can have no part; null when it can.</summary>
    public Refusal? RefuseAgency(AgencyName agency, DateTimeOffset now) =>
        Directory.Find(agency) is not { } entry ? CaseRefusals.AgencyUnknown
        : !entry.IsInForceAt(now) ? CaseRefusals.AgencyNotInForce
        : null;

    /// <summary>Why a unit cannot work for an agency; null when it can, or when there is none.</summary>
    public Refusal? RefuseUnit(UnitName? unit, AgencyName agency, DateTimeOffset now) =>
        unit is not { } name ? null
        : Directory.Find(name) is not { } entry || entry.Agency != agency || !entry.IsInForceAt(now) ? CaseRefusals.UnitNotInForce
        : null;

    /// <summary>Why an agency may not keep or read personal data for a purpose; null when it may (domain rule 1).</summary>
    public Refusal? RefusePurpose(AgencyName agency, string purpose, InstrumentName legalBasis) =>
        Information.Find(purpose) is null ? CaseRefusals.PurposeUnknown
        : !Information.HasBasis(agency, purpose, legalBasis) ? CaseRefusals.PurposeOutsideBases
        : null;

    /// <summary>
    /// The same for reading what a case holds: some legal basis of the agency must allow the purpose, one of the roles too, and it
    /// must not be one that data kept for the case's purpose never serves.
    /// </summary>
    public Refusal? RefuseReading(Access.Principal principal, string purpose, string keptFor) =>
        Information.Find(purpose) is not { } rule ? CaseRefusals.PurposeUnknown
        : !Information.LegalBases.Any(b => b.Agency == principal.Agency && string.Equals(b.Purpose, purpose, StringComparison.Ordinal))
          || (!rule.Roles.IsEmpty && !rule.Roles.Any(principal.Has))
          || rule.NeverFrom.Contains(keptFor, StringComparer.Ordinal) ? CaseRefusals.PurposeOutsideBases
        : null;
}
