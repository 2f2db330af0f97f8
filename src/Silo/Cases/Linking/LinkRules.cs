using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases.Linking;

/// <summary>The rules of links, in documented precedence order; the first refusal wins.</summary>
internal static class LinkRules
{
    public const string LapseKind = "lapse";

    /// <summary>Both answered, or one rejected: the platform says what comes of it.</summary>
    public const string SettleKind = "settle";

    /// <summary>What two leads answered stands; what lapsed or was withdrawn begins anew.</summary>
    public static Decision<LinkEvent> Suggest(LinkState state, LinkFinding finding, TimeSpan lapsesAfter, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<LinkEvent>();
        if (state.Stage is LinkStage.None or LinkStage.Lapsed or LinkStage.Withdrawn)
            events.Add(new LinkSuggested(finding.Strength, now + lapsesAfter));
        else if (state.Stage is LinkStage.Suggested && state.Strength != finding.Strength)
            events.Add(new LinkStrengthChanged(finding.Strength));
        AddSide(events, LinkWords.First, state.First, finding.First);
        AddSide(events, LinkWords.Second, state.Second, finding.Second);
        return events.Count == 0 ? Decision<LinkEvent>.Nothing : Decision<LinkEvent>.Happened(events.DrainToImmutable());
    }

    /// <summary>Who leads a side's case now, and who must not see it.</summary>
    public static Decision<LinkEvent> Follow(LinkState state, CaseStanding? first, CaseStanding? second)
    {
        var events = ImmutableArray.CreateBuilder<LinkEvent>();
        if (first is not null)
            AddSide(events, LinkWords.First, state.First, SideOf(state.First.Identity, state.First.Person, first));
        if (second is not null)
            AddSide(events, LinkWords.Second, state.Second, SideOf(state.Second.Identity, state.Second.Person, second));
        return state.Stage is LinkStage.None || events.Count == 0 ? Decision<LinkEvent>.Nothing : Decision<LinkEvent>.Happened(events.DrainToImmutable());
    }

    public static Decision<LinkEvent> Withdraw(LinkState state, bool erased) =>
        state.Stage is LinkStage.Suggested || (erased && state.Stage is LinkStage.Confirmed) ? new LinkWithdrawn() : Decision<LinkEvent>.Nothing;

    public static Decision<LinkEvent> Answer(LinkState state, LinkCommand command)
    {
        var sides = state.SidesOf(command.Context.Principal);
        if (command.Case is { } named)
            sides = [.. sides.Where(side => state.Of(side).Case == named)];
        var (answer, reason) = command is RejectLink reject ? (LinkAnswer.Rejected, reject.Reason) : (LinkAnswer.Confirmed, LinkRejection.None);
        return sides is not [var side] ? LinkRefusals.SideUnclear
            : state.Stage is not LinkStage.Suggested || IsSettled(state) ? LinkRefusals.NotOpen
            : state.Of(side).Answer is not LinkAnswer.None ? LinkRefusals.Answered
            : new LinkAnswered(side, answer, reason);
    }

    public static Decision<LinkEvent> Settle(LinkState state) =>
        state.Stage is not LinkStage.Suggested || !IsSettled(state) ? Decision<LinkEvent>.Nothing
        : state.First.Answer is LinkAnswer.Rejected || state.Second.Answer is LinkAnswer.Rejected ? new LinkRejected()
        : new LinkConfirmed();

    public static Decision<LinkEvent> DueBy(LinkState state, string kind, DateTimeOffset now) => kind switch
    {
        SettleKind => Settle(state),
        LapseKind when state.Stage is LinkStage.Suggested && !IsSettled(state) && state.LapsesAt <= now => new LinkLapsed(),
        _ => Decision<LinkEvent>.Nothing,
    };

    public static ImmutableArray<DueRow> Due(LinkState state, DateTimeOffset at) =>
        state.Stage is not LinkStage.Suggested ? []
        : IsSettled(state) ? [new DueRow(SettleKind, at)]
        : [new DueRow(LapseKind, state.LapsesAt)];

    public static LinkFindingSide SideOf(IdentityName identity, string person, CaseStanding standing) => new(
        identity, standing.Case, person, standing.Lead, standing.Find(standing.Lead)?.Unit, [.. standing.Blocked.Order(StringComparer.Ordinal)]);

    private static bool IsSettled(LinkState state) =>
        state.First.Answer is LinkAnswer.Rejected || state.Second.Answer is LinkAnswer.Rejected
        || (state.First.Answer is LinkAnswer.Confirmed && state.Second.Answer is LinkAnswer.Confirmed);

    private static void AddSide(ImmutableArray<LinkEvent>.Builder events, string word, LinkSide was, LinkFindingSide now)
    {
        if (was.Identity != now.Identity || was.Case != now.Case || was.Person != now.Person || was.Lead != now.Lead || was.Unit != now.Unit
            || !was.Blocked.SequenceEqual(now.Blocked, StringComparer.Ordinal))
            events.Add(new LinkSideSet(word, now.Identity, now.Case, now.Person, now.Lead, now.Unit, now.Blocked));
    }
}
