using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

/// <summary>MLSW asks MOH and LWU. States are made by the rules and folds themselves, without a key.</summary>
internal static class Asking
{
    public const string Purpose = "victim_protection";
    public static readonly InstrumentName Basis = new("guidelines");
    public static readonly InformationRequestName Name = new("i1");
    public static readonly DateTimeOffset Start = Cast.Start;
    public static readonly Seal Seal = (text, place) => new SealedText($"[{place}]");

    public static readonly InformationPolicy Policy = new()
    {
        Purposes = [new PurposeRule(Purpose, LocalizedText.Empty, false, [], [])],
        LegalBases = [new LegalBasisRule(Cast.Mlsw, Purpose, Basis)],
        Reminders = [new ReminderRule("1-day", TimeSpan.FromDays(1), false), new ReminderRule("1-hour", TimeSpan.FromHours(1), false)],
        Ladder =
        [
            new EscalationRung("ministry", TimeSpan.FromDays(1), false, ["normal"]),
            new EscalationRung("chair", TimeSpan.Zero, false, ["urgent"]),
            new EscalationRung("secretariat", TimeSpan.FromDays(3), false, ["normal"]),
        ],
    };

    public static readonly ImmutableArray<PackTimeLimit> Limits =
    [
        new("urgent_direct", TimeSpan.FromHours(8), false, PackNote.None),
        new("urgent", TimeSpan.FromDays(3), false, PackNote.None),
        new("normal", TimeSpan.FromDays(7), false, PackNote.None),
    ];

    public static readonly RequestClock Clock = new(Limits, Policy, new FakeCalendar());

    public static readonly RequestSurroundings Around =
        new(Policy, new FakeDirectory(), ImmutableDictionary<RecordTypeName, RecordTypeFacts>.Empty, null);

    public static QuestionInput Question(string text = "Where is she?") => new(new PlainText(text), null, [], new PlainText(""), null);

    public static RequestContent Content(int questions = 2) => new(
        "Shelter places", [Cast.Moh, Cast.Lwu], Purpose, Basis, Urgency.Normal, null, null, Handling.Amber,
        [.. Enumerable.Range(1, questions).Select(n => Question($"Question {n}"))]);

    public static SealedContent Sealed(RequestContent content) => new(
        content.Title, content.Addressees, content.Purpose, content.LegalBasis, content.Urgency, content.Case, content.Subject, content.Handling,
        [.. content.Questions.Select((q, i) => new SealedQuestion(Seal(q.Text, Places.Question(i + 1)), q.RecordType, q.Fields, null, q.Agreement))],
        Name.ToString(), "w");

    public static RequestState Draft(int questions = 2) => Run(RequestState.Initial, Start, Cast.Mlsw,
        RequestRules.Create(RequestState.Initial, new CreateRequest(Cast.By(Cast.Mlsw), Content(questions), false), Sealed(Content(questions)), Clock, Start));

    public static RequestState Submitted(int questions = 2) => Run(Draft(questions), Start, Cast.Mlsw,
        RequestRules.Submit(Draft(questions), Policy, new FakeDirectory(), Clock, Start));

    /// <summary>MOH's part at a stage; LWU has received nothing.</summary>
    public static RequestState At(PartStage stage)
    {
        var state = Submitted();
        var moh = Cast.By(Cast.Moh);
        return stage switch
        {
            PartStage.Submitted => state,
            PartStage.Received => state.Then(s => AnswerRules.Acknowledge(s, Cast.Moh)),
            PartStage.UnderReview => At(PartStage.Received).Then(s => AnswerRules.StartReview(s, Cast.Moh)),
            PartStage.Clarification => At(PartStage.UnderReview).Then(s => AnswerRules.AskClarification(s, new AskClarification(moh, new PlainText("Which?")), Seal)),
            PartStage.PartiallyAnswered => At(PartStage.UnderReview).Then(s => Answer(s, Cast.Moh, 1)),
            PartStage.Answered => At(PartStage.PartiallyAnswered).Then(s => Answer(s, Cast.Moh, 2)),
            PartStage.Refused => At(PartStage.UnderReview).Then(s => AnswerRules.Refuse(s, new RefuseQuestion(moh, 0, RefusalCode.NotHeld, new PlainText("")), Seal)),
            PartStage.Withdrawn => state.Then(s => RequestRules.Withdraw(s, Seal, new WithdrawRequest(Cast.By(Cast.Mlsw), new PlainText("Found.")))),
            _ => state.Then(RequestRules.Close),
        };
    }

    public static Decision<InformationRequestEvent> Answer(RequestState state, AgencyName agency, int question, bool partial = false) =>
        AnswerRules.Answer(state, Name, new AnswerQuestion(Cast.By(agency), question, new PlainText("Here."), [], partial), [], Seal);

    public static RequestState Then(this RequestState state, Func<RequestState, Decision<InformationRequestEvent>> decide, DateTimeOffset? at = null) =>
        Run(state, at ?? Start, Cast.Mlsw, decide(state));

    public static RequestState Run(RequestState state, DateTimeOffset at, AgencyName actor, Decision<InformationRequestEvent> decision)
    {
        Assert.Null(decision.Refusal);
        foreach (var happened in decision.Events)
            state = state.Apply(happened, new EventStamp(1, at, actor, Guid.Empty));
        return state;
    }

    public static RequestPart Moh(this RequestState state) => state.Find(Cast.Moh)!;
}
