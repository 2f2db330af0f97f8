using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Cases;

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(ConfirmLink), "confirm")]
[JsonDerivedType(typeof(RejectLink), "reject")]
public abstract record LinkCommand(CommandContext Context, CaseName? Case) : Command(Context);

/// <param name="Case">For which of its cases the caller answers; null: the only one that its agency leads.</param>
[GenerateSerializer, Immutable]
public sealed record ConfirmLink(CommandContext Context, CaseName? Case) : LinkCommand(Context, Case);

[GenerateSerializer, Immutable]
public sealed record RejectLink(CommandContext Context, CaseName? Case, LinkRejection Reason) : LinkCommand(Context, Case);

/// <summary>
/// What happens to a link. No event holds both sides: whoever may see one side's events learns nothing of the other. The
/// names are stable for ever.
/// </summary>
[JsonDerivedType(typeof(LinkSuggested), "link.suggested")]
[JsonDerivedType(typeof(LinkSideSet), "link.side_set")]
[JsonDerivedType(typeof(LinkStrengthChanged), "link.strength_changed")]
[JsonDerivedType(typeof(LinkAnswered), "link.answered")]
[JsonDerivedType(typeof(LinkConfirmed), "link.confirmed")]
[JsonDerivedType(typeof(LinkRejected), "link.rejected")]
[JsonDerivedType(typeof(LinkLapsed), "link.lapsed")]
[JsonDerivedType(typeof(LinkWithdrawn), "link.withdrawn")]
public abstract record LinkEvent;

/// <summary>Found, or found again after it lapsed or was withdrawn: earlier answers count no more.</summary>
public sealed record LinkSuggested(LinkStrength Strength, DateTimeOffset LapsesAt) : LinkEvent;

/// <summary>Whose side it is, or who leads its case now.</summary>
/// <param name="Side"><see cref="LinkWords.First"/> or <see cref="LinkWords.Second"/>.</param>
/// <param name="Person">The pseudonym in the case, <c>p1</c>.</param>
/// <param name="Blocked">Keys of officers with a conflict of interest in the case.</param>
public sealed record LinkSideSet(
    string Side, IdentityName Identity, CaseName Case, string Person, AgencyName Lead, UnitName? Unit, ImmutableArray<string> Blocked) : LinkEvent;

public sealed record LinkStrengthChanged(LinkStrength Strength) : LinkEvent;

/// <summary>A lead answered. Only its own side learns it, until both did or one rejected.</summary>
/// <param name="Reason">Only of a rejection.</param>
public sealed record LinkAnswered(string Side, LinkAnswer Answer, LinkRejection Reason) : LinkEvent;

/// <summary>Both confirmed. The platform says so, not an agency.</summary>
public sealed record LinkConfirmed : LinkEvent;

/// <summary>One rejected; which one is not in it. The platform says so, not an agency.</summary>
public sealed record LinkRejected : LinkEvent;

public sealed record LinkLapsed : LinkEvent;

public sealed record LinkWithdrawn : LinkEvent;

/// <summary>A link as the lead of one of its cases gets it: its own side, and of the other one nothing before both confirmed.</summary>
/// <param name="Sides">The caller's: one, or two when its agency leads both cases.</param>
/// <param name="OtherLead">The agency that leads the other case; null before both confirmed, and when both are the caller's.</param>
/// <param name="UpdatedAt">When something happened that the caller may know.</param>
/// <param name="Version">Counts what the caller may know.</param>
[GenerateSerializer, Immutable]
public sealed record LinkView(
    LinkName Name,
    LinkStage Stage,
    LinkStrength Strength,
    ImmutableArray<LinkSideView> Sides,
    AgencyName? OtherLead,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset LapsesAt,
    int Version);

/// <param name="Person">The pseudonym in the case, <c>p1</c>.</param>
[GenerateSerializer, Immutable]
public sealed record LinkSideView(CaseName Case, string Person, LinkAnswer Answer, LinkRejection Reason, DateTimeOffset? AnsweredAt);

/// <summary>What the linker found: two identities, in the order of their names, and what their cases say.</summary>
[GenerateSerializer, Immutable]
public sealed record LinkFinding(LinkStrength Strength, LinkFindingSide First, LinkFindingSide Second);

[GenerateSerializer, Immutable]
public sealed record LinkFindingSide(IdentityName Identity, CaseName Case, string Person, AgencyName Lead, UnitName? Unit, ImmutableArray<string> Blocked);
