using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Requests;

/// <summary>What the requester's rules need of the world around.</summary>
/// <param name="Types">Types of the questions as they are now; what is missing is unknown.</param>
/// <param name="Subject">Null: there is no such person, or none is named.</param>
internal sealed record RequestSurroundings(
    InformationPolicy Policy, IDirectory Directory, ImmutableDictionary<RecordTypeName, RecordTypeFacts> Types, SubjectFacts? Subject);

/// <summary>The rules of the requester: making, revising, submitting. In documented precedence order; the first refusal wins.</summary>
internal static class RequestRules
{
    public const int MostQuestions = 100;
    public const int MostAddressees = 50;

    /// <summary>Why this content is not asked, or null.</summary>
    public static Refusal? Refuse(RequestContent content, AgencyName requester, RequestSurroundings around, DateTimeOffset now)
    {
        if (content.Addressees.Length is 0 or > MostAddressees)
            return RequestRefusals.TooManyAddressees;
        if (content.Questions.Length is 0 or > MostQuestions)
            return RequestRefusals.TooManyQuestions;
        if (content.Addressees.Distinct().Count() != content.Addressees.Length)
            return RequestRefusals.AddresseeTwice;
        if (content.Questions.Any(IsIncomplete))
            return RequestRefusals.QuestionIncomplete;
        if (RefuseAround(content.Purpose, content.LegalBasis, content.Addressees, requester, around.Policy, around.Directory, now) is { } refusal)
            return refusal;

        foreach (var question in content.Questions)
        {
            if (question.RecordType is not { } type)
                continue;
            if (!around.Types.TryGetValue(type, out var facts) || facts.Retired)
                return InformationRefusals.RecordTypeUnknown.On("questions").With("record_type", type.ToString());
            if (question.Fields.FirstOrDefault(f => !facts.Fields.Any(known => string.Equals(known.Id, f, StringComparison.Ordinal))) is { } unknown)
                return InformationRefusals.FieldUnknown.On("questions").With("field", unknown);
        }

        if (content.Subject is null)
            return null;
        if (around.Subject is not { } person || person.Owner != requester)
            return RecordRefusals.SubjectUnknown;
        return person.Stage is SubjectStage.Erasing or SubjectStage.Erased ? Sealing.SealingRefusals.SubjectErased : null;
    }

    public static Decision<InformationRequestEvent> Create(RequestState state, CreateRequest command, SealedContent content, RequestClock clock, DateTimeOffset now)
    {
        if (state.Header is not null)
            return RequestRefusals.RequestExists;

        InformationRequestEvent drafted = new RequestDrafted(command.Context.Principal.Agency, content, command.Origin);
        return command.Submit ? Decision<InformationRequestEvent>.Happened([drafted, .. Sent(content, clock, now)]) : drafted;
    }

    public static Decision<InformationRequestEvent> Revise(RequestState state, SealedContent content) =>
        RefuseUnless(state, RequestStage.Draft) is { } refusal ? refusal : new RequestRevised(content);

    public static Decision<InformationRequestEvent> Submit(RequestState state, InformationPolicy policy, IDirectory directory, RequestClock clock, DateTimeOffset now) =>
        RefuseUnless(state, RequestStage.Draft) is { } refusal ? refusal
        : RefuseAround(state.Content.Purpose, state.Content.LegalBasis, state.Content.Addressees, state.Head.Requester, policy, directory, now) is { } changed ? changed
        : Decision<InformationRequestEvent>.Happened([.. Sent(state.Content, clock, now)]);

    public static Decision<InformationRequestEvent> Withdraw(RequestState state, Seal seal, WithdrawRequest command) =>
        state.End is not null ? RequestRefusals.RequestClosed
        : !state.Stage.IsOpen() ? InformationRefusals.TransitionNotAllowed
        : new RequestWithdrawn(seal(command.Reason, Places.Withdrawal));

    public static Decision<InformationRequestEvent> Close(RequestState state) =>
        state.End is not null ? RequestRefusals.RequestClosed
        : state.Stage is RequestStage.Draft ? InformationRefusals.TransitionNotAllowed
        : new RequestClosed();

    /// <summary>The reply to the question that waits; the due time moves by the pause.</summary>
    public static Decision<InformationRequestEvent> Clarify(RequestState state, Clarify command, Seal seal, DateTimeOffset now)
    {
        if (RefusePart(state, command.Agency) is { } refusal)
            return refusal;
        if (state.Find(command.Agency) is not { IsDone: false, Waiting: { } waiting } part)
            return InformationRefusals.TransitionNotAllowed;

        var pause = now > waiting.AskedAt ? now - waiting.AskedAt : TimeSpan.Zero;
        return new RequestClarified(part.Agency, waiting.Number, seal(command.Reply, Places.Reply(part.Agency, waiting.Number)), part.Due + pause);
    }

    public static Decision<InformationRequestEvent> Extend(RequestState state, ExtendRequest command, DateTimeOffset now)
    {
        if (RefusePart(state, command.Agency) is { } refusal)
            return refusal;

        var open = state.Parts.Where(p => !p.IsDone && (command.Agency is null || p.Agency == command.Agency)).ToArray();
        if (open.Length == 0)
            return InformationRefusals.TransitionNotAllowed;
        if (command.Due <= now || open.Any(p => command.Due <= p.Due))
            return RequestRefusals.DueNotLater;
        return Decision<InformationRequestEvent>.Happened([.. open.Select(p => (InformationRequestEvent)new RequestExtended(p.Agency, command.Due))]);
    }

    public static Decision<InformationRequestEvent> Escalate(RequestState state, EscalateRequest command, RequestClock clock) =>
        RefusePart(state, command.Agency) is { } refusal ? refusal
        : state.Find(command.Agency) is not { ClockRuns: true } part ? InformationRefusals.TransitionNotAllowed
        : clock.NextLevel(part, state.Content.Urgency) is not { } level ? RequestRefusals.NobodyAbove
        : new RequestEscalated(part.Agency, level, command.Reason);

    private static Refusal? RefusePart(RequestState state, AgencyName? agency) =>
        state.End is not null ? RequestRefusals.RequestClosed
        : state.Stage is RequestStage.Draft ? InformationRefusals.TransitionNotAllowed
        : agency is { } named && state.Find(named) is null ? RequestRefusals.NotAddressee
        : null;

    private static Refusal? RefuseUnless(RequestState state, RequestStage stage) =>
        state.End is not null ? RequestRefusals.RequestClosed : state.Stage != stage ? InformationRefusals.TransitionNotAllowed : null;

    private static Refusal? RefuseAround(
        string purpose, InstrumentName basis, ImmutableArray<AgencyName> addressees, AgencyName requester, InformationPolicy policy, IDirectory directory, DateTimeOffset now)
    {
        if (policy.Find(purpose) is null)
            return InformationRefusals.PurposeUnknown;
        if (!policy.HasBasis(requester, purpose, basis))
            return InformationRefusals.PurposeOutsideLegalBases;

        foreach (var addressee in addressees)
        {
            if (addressee == requester)
                return RequestRefusals.AddresseeIsRequester;
            if (directory.Find(addressee) is not { } entry)
                return InformationRefusals.AgencyUnknown.On("addressees").With("agency", addressee.ToString());
            if (!entry.IsInForceAt(now))
                return InformationRefusals.AgencyNotInForce.On("addressees").With("agency", addressee.ToString());
        }

        return null;
    }

    private static bool IsIncomplete(QuestionInput question) =>
        question.RecordType is null
            ? !question.Fields.IsDefaultOrEmpty || !question.Reference.IsEmpty || question.Agreement is not null
            : question.Agreement is not null && question.Reference.IsEmpty;

    private static IEnumerable<InformationRequestEvent> Sent(SealedContent content, RequestClock clock, DateTimeOffset now)
    {
        yield return new RequestSubmitted();
        var due = clock.DueFor(content.Urgency, now);
        foreach (var addressee in content.Addressees)
            yield return new RequestSent(addressee, due);
    }
}
