using System.Text.Json.Serialization;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Directory;

/// <summary>What happens to a committee. The names are stable for ever.</summary>
[JsonDerivedType(typeof(CommitteeCreated), "committee.created")]
[JsonDerivedType(typeof(CommitteeRenamed), "committee.renamed")]
[JsonDerivedType(typeof(MembershipAdded), "committee.membership_added")]
[JsonDerivedType(typeof(MembershipEnded), "committee.membership_ended")]
[JsonDerivedType(typeof(CommitteePackApplied), "committee.pack_applied")]
public abstract record CommitteeEvent;

public sealed record CommitteeCreated(CommitteeName Committee, LocalizedText DisplayName) : CommitteeEvent;

public sealed record CommitteeRenamed(LocalizedText DisplayName) : CommitteeEvent;

/// <param name="ValidFrom">Inclusive; null: always.</param>
/// <param name="ValidUntil">Exclusive; null: open.</param>
public sealed record MembershipAdded(
    AgencyName Agency, MembershipRole Role, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil) : CommitteeEvent;

/// <summary>The open membership of an agency got an end.</summary>
public sealed record MembershipEnded(AgencyName Agency, DateTimeOffset ValidUntil) : CommitteeEvent;

/// <summary>The country pack's entry was applied; its changes are the events before this one.</summary>
/// <param name="Mark">The hash of the entry.</param>
public sealed record CommitteePackApplied(string Mark) : CommitteeEvent;
