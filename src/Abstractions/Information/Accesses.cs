using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One read of granted fields. Its key is its name, <c>accesses/…</c>. Whoever reads is written by the grant, not here.</summary>
public interface IAccessGrain : IAggregateGrain
{
    [ReadOnly]
    Task<Outcome<AccessView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>The names are stable for ever.</summary>
[JsonDerivedType(typeof(AccessRead), "access.read")]
public abstract record AccessEvent;

/// <summary>Somebody read; no value is in it.</summary>
/// <param name="Via">Agencies that passed it on between the owner and the reader.</param>
/// <param name="ReaderSubject">The officer or system, an opaque identifier.</param>
/// <param name="Excess">Fields that the owner's own system sent beside and that were cut away.</param>
public sealed record AccessRead(
    GrantName Grant,
    RecordName Record,
    RecordTypeName RecordType,
    AgencyName Owner,
    ImmutableArray<AgencyName> Via,
    AgencyName Reader,
    string ReaderSubject,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<string> Fields,
    Handling Handling,
    int Excess,
    InformationRequestName? Request) : AccessEvent;

/// <summary>One read, as its owner's and its reader's agency get it.</summary>
[GenerateSerializer, Immutable]
public sealed record AccessView(
    AccessName Name,
    DateTimeOffset At,
    GrantName Grant,
    RecordName Record,
    RecordTypeName RecordType,
    AgencyName Owner,
    AgencyName Reader,
    string ReaderSubject,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<string> Fields,
    Handling Handling,
    int Excess,
    InformationRequestName? Request);

/// <summary>The party roles of an access, and by which columns of the registry lists of accesses are narrowed.</summary>
/// <remarks>Parent: the grant. Instrument: the record. Case: the reader's agency. Province: the reader's subject.</remarks>
public static class AccessWords
{
    public const string Owner = "owner";
    public const string Reader = "reader";

    /// <summary>An agency that passed it on.</summary>
    public const string Via = "via";
}
