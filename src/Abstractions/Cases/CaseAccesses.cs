using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>The names are stable for ever.</summary>
[JsonDerivedType(typeof(CaseContentRead), "case_access.read")]
public abstract record CaseAccessEvent;

/// <summary>Somebody read what is sealed; no value is in it.</summary>
/// <param name="Resource"><c>notes/…</c>, <c>identities/…</c>, <c>exports/…</c>.</param>
/// <param name="ReaderSubject">The officer or system, an opaque identifier.</param>
public sealed record CaseContentRead(
    CaseName Case,
    string Resource,
    string? Person,
    AgencyName Reader,
    string ReaderSubject,
    string Purpose,
    string Reason,
    ImmutableArray<string> Fields) : CaseAccessEvent;

/// <summary>One read, as the lead of the case gets it.</summary>
[GenerateSerializer, Immutable]
public sealed record CaseAccessView(
    CaseAccessName Name,
    DateTimeOffset At,
    CaseName Case,
    string Resource,
    string? Person,
    AgencyName Reader,
    string ReaderSubject,
    string Purpose,
    string Reason,
    ImmutableArray<string> Fields);
