using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>What a grant says: the content that an approval binds.</summary>
/// <param name="Grantor">The record's owner, or the recipient of the parent.</param>
/// <param name="Fields">Sorted, each once, at least one.</param>
/// <param name="OnwardDepth">How many times it may be passed on; 0: never.</param>
/// <param name="Until">Exclusive.</param>
/// <param name="Officers">Subjects of tokens, sorted; required for RED and AMBER+STRICT. Empty: every officer of the recipient.</param>
/// <param name="Question">With <paramref name="Request"/>, from 1; 0: none.</param>
[GenerateSerializer, Immutable]
public sealed record GrantTerms(
    AgencyName Grantor,
    AgencyName Recipient,
    RecordName Record,
    GrantName? Parent,
    ImmutableArray<string> Fields,
    string Purpose,
    InstrumentName LegalBasis,
    Handling Handling,
    SourceReliability SourceReliability,
    InformationReliability InformationReliability,
    int OnwardDepth,
    DateTimeOffset Until,
    ImmutableArray<string> Officers,
    InformationRequestName? Request,
    int Question,
    StandingAgreementName? Agreement);

/// <summary>A grant as one link of a chain from the record's owner to the reader.</summary>
[GenerateSerializer, Immutable]
public sealed record GrantLink(GrantName Name, GrantTerms Terms, GrantStage Stage);
