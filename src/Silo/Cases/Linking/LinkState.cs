using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;

namespace Coordination.Silo.Cases.Linking;

/// <summary>One of the two sides of a link: nothing of it is for the other one.</summary>
/// <param name="Seen">How many events this side may know of: its version.</param>
internal sealed record LinkSide(
    IdentityName Identity,
    CaseName Case,
    string Person,
    AgencyName Lead,
    UnitName? Unit,
    ImmutableArray<string> Blocked,
    LinkAnswer Answer,
    LinkRejection Reason,
    DateTimeOffset? AnsweredAt,
    int Seen,
    DateTimeOffset UpdatedAt)
{
    public static readonly LinkSide Unset = new(default, default, "", default, null, [], LinkAnswer.None, LinkRejection.None, null, 0, default);

    public LinkSide Saw(DateTimeOffset at) => this with { Seen = Seen + 1, UpdatedAt = at };

    public bool IsOf(Principal principal) => Lead == principal.Agency && (principal.Unit is null || principal.Unit == Unit);
}

/// <param name="Stage">None before the first event.</param>
/// <param name="LapsesAt">When it lapses unless both confirm.</param>
internal sealed record LinkState(LinkStage Stage, LinkStrength Strength, LinkSide First, LinkSide Second, DateTimeOffset CreatedAt, DateTimeOffset LapsesAt)
    : IAggregateState<LinkState, LinkEvent>
{
    public static readonly LinkState Initial = new(LinkStage.None, LinkStrength.None, LinkSide.Unset, LinkSide.Unset, default, default);

    public LinkState Apply(LinkEvent happened, EventStamp stamp) => happened switch
    {
        LinkSuggested e => (this with
        {
            Stage = LinkStage.Suggested,
            Strength = e.Strength,
            LapsesAt = e.LapsesAt,
            CreatedAt = Stage is LinkStage.None ? stamp.At : CreatedAt,
            First = First with { Answer = LinkAnswer.None, Reason = LinkRejection.None, AnsweredAt = null },
            Second = Second with { Answer = LinkAnswer.None, Reason = LinkRejection.None, AnsweredAt = null },
        }).BothSaw(stamp.At),
        LinkSideSet e => On(e.Side, side => side.Saw(stamp.At) with
        {
            Identity = e.Identity, Case = e.Case, Person = e.Person, Lead = e.Lead, Unit = e.Unit, Blocked = e.Blocked,
        }),
        LinkStrengthChanged e => (this with { Strength = e.Strength }).BothSaw(stamp.At),
        LinkAnswered e => On(e.Side, side => side.Saw(stamp.At) with { Answer = e.Answer, Reason = e.Reason, AnsweredAt = stamp.At }),
        LinkConfirmed => (this with { Stage = LinkStage.Confirmed }).BothSaw(stamp.At),
        LinkRejected => (this with { Stage = LinkStage.Rejected }).BothSaw(stamp.At),
        LinkLapsed => (this with { Stage = LinkStage.Lapsed }).BothSaw(stamp.At),
        LinkWithdrawn => (this with { Stage = LinkStage.Withdrawn }).BothSaw(stamp.At),
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public LinkSide Of(string side) => side == LinkWords.First ? First : Second;

    /// <summary>The sides that are the caller's; none when it has a conflict of interest in either case.</summary>
    public ImmutableArray<string> SidesOf(Principal principal)
    {
        if (Stage is LinkStage.None)
            return [];

        var officer = OfficerKey.Of(principal);
        if (First.Blocked.Contains(officer, StringComparer.Ordinal) || Second.Blocked.Contains(officer, StringComparer.Ordinal))
            return [];
        return [.. Sides.Where(side => Of(side).IsOf(principal))];
    }

    /// <summary>What the caller may know; null: not even that there is a link.</summary>
    public LinkView? View(LinkName name, Principal principal)
    {
        var sides = SidesOf(principal);
        if (sides.IsEmpty)
            return null;

        var own = sides.Select(Of).ToImmutableArray();
        return new LinkView(
            name,
            Stage,
            Strength,
            [.. own.Select(side => new LinkSideView(side.Case, side.Person, side.Answer, side.Reason, side.AnsweredAt))],
            Stage is LinkStage.Confirmed && sides is [var side] ? Of(Other(side)).Lead : null,
            CreatedAt,
            own.Max(o => o.UpdatedAt),
            LapsesAt,
            VersionFor(sides));
    }

    /// <summary>What the etag of a caller with these sides counts.</summary>
    public int VersionFor(ImmutableArray<string> sides) => sides.Length == 0 ? 0 : sides.Sum(side => Of(side).Seen);

    internal static readonly ImmutableArray<string> Sides = [LinkWords.First, LinkWords.Second];

    private static string Other(string side) => side == LinkWords.First ? LinkWords.Second : LinkWords.First;

    private LinkState On(string side, Func<LinkSide, LinkSide> change) =>
        side == LinkWords.First ? this with { First = change(First) } : this with { Second = change(Second) };

    private LinkState BothSaw(DateTimeOffset at) => this with { First = First.Saw(at), Second = Second.Saw(at) };
}
