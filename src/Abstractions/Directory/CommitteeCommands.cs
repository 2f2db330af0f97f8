using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>Commands to a committee.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(SetMembership), "set_membership")]
[JsonDerivedType(typeof(ApplyCommitteePack), "apply_committee_pack")]
public abstract record CommitteeCommand(CommandContext Context) : Command(Context);

/// <summary>Adds a membership, or ends the one that is open.</summary>
/// <param name="ValidFrom">Inclusive; null: now.</param>
/// <param name="ValidUntil">
/// Exclusive. Set: the open membership of that agency ends then; when none is open and
/// <paramref name="ValidFrom"/> is set too, a past membership is added.
/// </param>
[GenerateSerializer, Immutable]
public sealed record SetMembership(
    CommandContext Context,
    AgencyName Agency,
    MembershipRole Role,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil) : CommitteeCommand(Context);

/// <summary>Makes a committee what the country pack says: memberships that the pack does not know stay. Only the platform may.</summary>
/// <param name="Mark">The hash of the pack's entry: the same entry is applied once.</param>
[GenerateSerializer, Immutable]
public sealed record ApplyCommitteePack(
    CommandContext Context,
    CommitteeName Committee,
    LocalizedText DisplayName,
    ImmutableArray<MembershipView> Memberships,
    string Mark) : CommitteeCommand(Context);
