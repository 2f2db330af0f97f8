using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Information;

/// <summary>All that a read is decided on. Whoever asks has collected it just now.</summary>
/// <param name="Chain">From the owner's grant (first) to the one that is read under (last).</param>
/// <param name="Consent">The person's word on the purpose and the reading agency; null when nobody asked for it.</param>
/// <param name="AgreementsHold">Whether every standing agreement that a link of the chain names still holds; true when none is named.</param>
/// <param name="Purpose">What the reader says it reads for.</param>
/// <param name="Fields">Which fields; empty: all that is granted.</param>
public sealed record DisclosureQuestion(
    ImmutableArray<GrantLink> Chain,
    RecordFacts Record,
    ConsentFacts? Consent,
    bool AgreementsHold,
    Principal Reader,
    string Purpose,
    ImmutableArray<string> Fields,
    DateTimeOffset Now);

/// <summary>Which fields may leave, or why none.</summary>
/// <param name="Fields">In the grant's order, at least one; empty when refused.</param>
/// <param name="Handling">The strictest label of the chain and the record.</param>
public readonly record struct DisclosureDecision(ImmutableArray<string> Fields, Handling Handling, Refusal? Refusal)
{
    public static DisclosureDecision Refuse(Refusal refusal) => new([], default, refusal);
}
