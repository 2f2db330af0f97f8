using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Outcomes;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <summary>The rules of a report, in documented precedence order; the first refusal wins.</summary>
internal static class ReportRules
{
    public static Decision<ReportEvent> Make(ReportState state, MakeReport command) =>
        state.Header is null ? new ReportMade(command.Header) : Decision<ReportEvent>.Nothing;

    public static Decision<ReportEvent> Submit(ReportState state, SubmitReport command, DateTimeOffset now)
    {
        var caller = command.Context.Principal;
        if (!ActsFor(state, caller, ReportStep.Unit))
            return ReportingRefusals.NotTheReportingUnit;
        if (state.WaitsFor is not ReportStep.Unit)
            return NotAllowed(state);
        if (state.Submissions.Length >= ReportLimits.Submissions)
            return ReportingRefusals.TooManySubmissions;
        if ((RefuseFigures(state.Header!, command.Figures) ?? RefuseNarratives(state.Header!, command.Narratives)) is { } unfit)
            return unfit;

        return new ReportSubmitted(
            state.Submissions.Length + 1, command.Figures, command.Narratives, Person.Of(caller), state.Header!.Due.For(ReportStep.Province, now));
    }

    /// <summary>Province, ministry and secretariat alike: who, whether it is this step's turn, of which submission, and not by who stood below.</summary>
    public static Decision<ReportEvent> Approve(ReportState state, ApproveReport command, DateTimeOffset now)
    {
        var (caller, step) = (command.Context.Principal, command.Step);
        if (step <= ReportStep.Unit || !ActsFor(state, caller, step))
            return NotYours(state);
        if (state.IsDone || state.WaitsFor > step)
            return NotAllowed(state);
        if (state.WaitsFor < step)
            return ReportingRefusals.StepBelowMissing.With("state", ReportWords.Of(state.Stage)).With("waiting_for", ReportWords.Of(state.WaitsFor));
        if (RefuseSubmission(state, command.Submission) is { } changed)
            return changed;
        var person = Person.Of(caller);
        if (state.Newest!.By == person || state.Approvers.Contains(person))
            return ReportingRefusals.SelfApproval;
        if (command.Comment.Length > 0 && state.Comments.Length >= ReportLimits.Comments)
            return ReportingRefusals.TooManyComments;

        var comment = command.Comment.Length > 0 ? new ReportCommented(step, command.Submission, command.Comment) : null;
        ReportEvent approved = step is ReportStep.Secretariat
            ? new ReportAccepted(command.Submission, person)
            : new ReportApproved(step, command.Submission, person, state.Header!.Due.For(step + 1, now));
        return comment is null ? approved : Decision<ReportEvent>.Happened(comment, approved);
    }

    public static Decision<ReportEvent> Return(ReportState state, ReturnReport command, DateTimeOffset now)
    {
        var step = state.WaitsFor;
        if (step <= ReportStep.Unit)
            return NotAllowed(state);
        if (!ActsFor(state, command.Context.Principal, step))
            return NotYours(state);
        if (RefuseSubmission(state, command.Submission) is { } changed)
            return changed;
        var to = command.To is ReportStep.None ? ReportStep.Unit : command.To;
        return to >= step
            ? ReportingRefusals.StepNotBelow
            : new ReportReturned(step, to, command.Submission, command.Reason, state.Header!.Due.For(ReportStep.Unit, now));
    }

    public static Decision<ReportEvent> Comment(ReportState state, CommentReport command) =>
        LevelOf(state, command.Context.Principal) is not { } step ? NotYours(state)
        : state.IsDone ? ReportingRefusals.ReportClosed.With("state", ReportWords.Of(state.Stage))
        : state.Comments.Length >= ReportLimits.Comments ? ReportingRefusals.TooManyComments
        : new ReportCommented(step, state.Submissions.Length, command.Text);

    public static Decision<ReportEvent> Extend(ReportState state, ExtendReport command, DateTimeOffset now) =>
        state.IsDone ? ReportingRefusals.ReportClosed.With("state", ReportWords.Of(state.Stage))
        : command.Due <= now ? ReportingRefusals.DuePassed
        : command.Due <= state.Due ? ReportingRefusals.DueNotLater
        : new ReportExtended(state.WaitsFor, command.Due);

    public static Decision<ReportEvent> End(ReportState state) =>
        state.Header is null || state.IsDone ? Decision<ReportEvent>.Nothing : new ReportEnded();

    /// <summary>How a caller stands to a report: in its line, or not at all.</summary>
    public static Relation Relate(ReportState state, Principal principal)
    {
        if (state.Header is not { Route: var route } header)
            return Relation.None;
        if (principal.Unit is not null)
            return ActsFor(state, principal, ReportStep.Unit) || ActsFor(state, principal, ReportStep.Province) ? Relation.OwnUnit : Relation.None;

        return (principal.Agency == route.Ministry ? Relation.Lead : Relation.None)
            | (principal.Agency == route.Agency || principal.Agency == route.ApproverAgency ? Relation.Participant : Relation.None)
            | (principal.Agency == header.Owner ? Relation.Owner : Relation.None);
    }

    /// <summary>Whether the caller stands at a step of the line; which role it needs there is the permission's business.</summary>
    private static bool ActsFor(ReportState state, Principal principal, ReportStep step) => step switch
    {
        ReportStep.Unit => principal.Unit == state.Route.Unit && principal.Agency == state.Route.Agency,
        ReportStep.Province => principal.Unit == state.Route.Approver && principal.Agency == state.Route.ApproverAgency,
        ReportStep.Ministry => principal.Unit is null && principal.Agency == state.Route.Ministry && principal.Has(Role.AgencyFocalPoint),
        ReportStep.Secretariat => principal.Unit is null && principal.Has(Role.Secretariat),
        _ => false,
    };

    private static ReportStep? LevelOf(ReportState state, Principal principal)
    {
        for (var step = ReportStep.Secretariat; step >= ReportStep.Unit; step--)
        {
            if (ActsFor(state, principal, step))
                return step;
        }

        return null;
    }

    private static Refusal NotAllowed(ReportState state) => ReportingRefusals.TransitionNotAllowed.With("state", ReportWords.Of(state.Stage));

    private static Refusal NotYours(ReportState state) =>
        state.IsDone ? ReportingRefusals.NotYourStep : ReportingRefusals.NotYourStep.With("waiting_for", ReportWords.Of(state.WaitsFor));

    private static Refusal? RefuseSubmission(ReportState state, int read) =>
        read == state.Submissions.Length
            ? null
            : ReportingRefusals.SubmissionChanged.With("submission", state.Submissions.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Refusal? RefuseFigures(ReportHeader header, ImmutableArray<FigureValue> figures)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, value) in figures)
        {
            if (header.Figures.FirstOrDefault(f => f.Code == code) is not { } rule)
                return ReportingRefusals.FigureUnknown.With("code", code);
            if (!given.Add(code))
                return ReportingRefusals.FigureTwice.With("code", code);
            if (value < rule.Minimum)
            {
                return ReportingRefusals.FigureBelowMinimum.With("code", code)
                    .With("minimum", rule.Minimum.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return header.Figures.FirstOrDefault(f => !f.MayBeLeftOut && !given.Contains(f.Code)) is { } missing
            ? ReportingRefusals.FigureMissing.With("code", missing.Code)
            : null;
    }

    private static Refusal? RefuseNarratives(ReportHeader header, ImmutableArray<NarrativeAnswer> narratives)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in narratives)
        {
            if (!header.Questions.Any(q => q.Code == answer.Code))
                return ReportingRefusals.NarrativeUnknown.With("code", answer.Code);
            if (!given.Add(answer.Code))
                return ReportingRefusals.NarrativeTwice.With("code", answer.Code);
        }

        return header.Questions.FirstOrDefault(q => q.MustBeAnswered && !given.Contains(q.Code)) is { } missing
            ? ReportingRefusals.NarrativeMissing.With("code", missing.Code)
            : null;
    }
}
