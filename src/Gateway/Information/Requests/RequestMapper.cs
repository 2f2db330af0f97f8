using Coordination.Access;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Information;

/// <summary>Between the messages and the commands and views of information requests. The words of both sides have the same numbers (RequestMapperTests).</summary>
internal static class RequestMapper
{
    public static RequestContent ToContent(V1.InformationRequestContent content) => new(
        Text.Normalize(content.Title),
        [.. content.Addressees.Select(Name<AgencyName>)],
        content.Purpose,
        Name<InstrumentName>(content.LegalBasis),
        content.Urgency is V1.Urgency.Unspecified ? Urgency.Normal : (Urgency)content.Urgency,
        NameOrNull<CaseName>(content.Case),
        NameOrNull<SubjectName>(content.Subject),
        content.Handling is Type.V1.Handling.Unspecified ? Handling.Amber : (Handling)content.Handling,
        [.. content.Questions.Select(q => new QuestionInput(
            RecordMapper.ToText(q.Text), NameOrNull<RecordTypeName>(q.RecordType), [.. q.Fields], RecordMapper.ToText(q.RecordReference), NameOrNull<StandingAgreementName>(q.Agreement)))]);

    /// <exception cref="RefusedException">INVALID_ARGUMENT: states of a part without the inbox whose parts they are.</exception>
    public static RegistryQuery ToQuery(V1.ListInformationRequestsRequest request, Principal reader)
    {
        if (request.PartStates.Count > 0 && request.Box is not V1.RequestBox.Inbox)
            throw RefusedException.Invalid("part_states", "Set box to INBOX, or leave them out.");

        // An addressee knows where its own part stands, not where the others' do: the whole is the requester's to ask for.
        if (request.States.Count > 0 && request.Box is not V1.RequestBox.Outbox && !reader.Has(Role.Chair) && !reader.Has(Role.Secretariat))
            throw RefusedException.Invalid("states", "Set box to OUTBOX; with INBOX use part_states.");

        var agency = NameOrNull<AgencyName>(request.Agency)?.Id;
        return new RegistryQuery
        {
            Kind = InformationRequestName.Collection,
            Party = agency ?? (request.Box is V1.RequestBox.Unspecified ? null : reader.Agency.Id),
            PartyRoles = request.Box switch
            {
                V1.RequestBox.Inbox => [RequestWords.Addressee],
                V1.RequestBox.Outbox => [RequestWords.Requester],
                _ => agency is null ? [] : [RequestWords.Requester, RequestWords.Addressee],
            },
            PartyStates = [.. request.PartStates.Select(s => RequestWords.Of((PartStage)s)).Distinct()],
            States = [.. request.States.Select(s => RequestWords.Of((RequestStage)s)).Distinct()],
            OpenOnly = request.OpenOnly,
            OverdueAt = request.OverdueOnly ? DateTimeOffset.UnixEpoch : null, // The silo sets its own time.
            Case = OrNull(request.Case),
            Text = Text.NormalizeOrNull(request.Text.Trim()),
            Order = request.NewestFirst ? RegistryOrder.NewestFirst : RegistryOrder.DueFirst,
        };
    }

    public static V1.InformationRequest ToProto(InformationRequestView view)
    {
        var request = new V1.InformationRequest
        {
            Name = view.Name.ToString(),
            Title = view.Title,
            State = (V1.InformationRequestState)view.Stage,
            Requester = view.Requester.ToString(),
            Purpose = view.Purpose,
            LegalBasis = view.LegalBasis.ToString(),
            Urgency = (V1.Urgency)view.Urgency,
            Case = view.Case?.ToString() ?? "",
            Subject = view.Subject?.ToString() ?? "",
            Handling = (Type.V1.Handling)view.Handling,
            DueTime = view.Due.ToProto(),
            Overdue = view.Overdue,
            SubmitTime = view.SubmittedAt.ToProto(),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            WithdrawReason = view.WithdrawReason.Value ?? "",
            Redacted = view.Redacted,
            Erased = view.Erased,
            Etag = ETag.Of(view.Version),
        };
        request.Questions.AddRange(view.Questions.Select(ToProto));
        request.Parts.AddRange(view.Parts.Select(ToProto));
        return request;
    }

    /// <summary>Whether it is listed for this reader: what was never submitted is the requester's own.</summary>
    public static bool IsFor(InformationRequestSummary row, Principal reader) => row.SubmittedAt is not null || row.Requester == reader.Agency;

    /// <summary>One of a list, cut to what this reader may see of it.</summary>
    public static V1.InformationRequest ToProto(string name, int version, InformationRequestSummary row, Principal reader)
    {
        var whole = row.Requester == reader.Agency;
        var own = whole ? null : row.Parts.FirstOrDefault(p => p.Agency == reader.Agency);
        var redacted = !whole && own is null;
        var parts = own is null ? row.Parts : [own];
        var request = new V1.InformationRequest
        {
            Name = name,
            Title = row.Title,
            State = (V1.InformationRequestState)(own?.OwnRequestStage ?? row.Stage),
            Requester = row.Requester.ToString(),
            Purpose = row.Purpose,
            LegalBasis = row.LegalBasis.ToString(),
            Urgency = (V1.Urgency)row.Urgency,
            Case = redacted ? "" : row.Case?.ToString() ?? "",
            Subject = redacted ? "" : row.Subject?.ToString() ?? "",
            Handling = (Type.V1.Handling)row.Handling,
            DueTime = parts.Where(p => p.DoneAt is null).Select(p => p.Due).Min().ToProto(),
            Overdue = parts.Any(p => p is { DoneAt: null, OverdueSince: not null }),
            SubmitTime = row.SubmittedAt.ToProto(),
            CreateTime = row.CreatedAt.ToProto(),
            UpdateTime = own is null ? row.UpdatedAt.ToProto() : null, // Of the others' doings too.
            Redacted = redacted,
            Etag = ETag.Of(own?.Version ?? version),
        };
        request.Parts.AddRange(parts.Select(p => new V1.Part
        {
            Agency = p.Agency.ToString(),
            State = (V1.PartState)(p.Stage ?? 0),
            DueTime = p.Due.ToProto(),
            Overdue = p is { DoneAt: null, OverdueSince: not null },
            OverdueSince = p.OverdueSince.ToProto(),
            ReceivedTime = p.ReceivedAt.ToProto(),
            DoneTime = p.DoneAt.ToProto(),
        }));
        return request;
    }

    private static V1.Question ToProto(QuestionView view)
    {
        var question = new V1.Question
        {
            Number = view.Number,
            Text = view.Text.Value ?? "",
            RecordType = view.RecordType?.ToString() ?? "",
            RecordReference = view.Reference.Value ?? "",
            Agreement = view.Agreement?.ToString() ?? "",
        };
        question.Fields.AddRange(view.Fields);
        return question;
    }

    private static V1.Part ToProto(PartView view)
    {
        var part = new V1.Part
        {
            Agency = view.Agency.ToString(),
            State = (V1.PartState)(view.Stage ?? 0),
            DueTime = view.Due.ToProto(),
            Overdue = view is { DoneAt: null, OverdueSince: not null },
            OverdueSince = view.OverdueSince.ToProto(),
            ReceivedTime = view.ReceivedAt.ToProto(),
            DoneTime = view.DoneAt.ToProto(),
            Handling = (Type.V1.Handling)(view.Handling ?? 0),
        };
        part.Answers.AddRange(view.Answers.Select(ToProto));
        part.Clarifications.AddRange(view.Clarifications.Select(c => new V1.Clarification
        {
            Number = c.Number,
            Question = c.Question.Value ?? "",
            Reply = c.Reply.Value ?? "",
            AskedTime = c.AskedAt.ToProto(),
            RepliedTime = c.RepliedAt.ToProto(),
        }));
        part.Escalations.AddRange(view.Escalations.Select(e => new V1.RequestEscalation { Level = e.Level, Time = e.At.ToProto(), Reason = e.Reason ?? "" }));
        return part;
    }

    private static V1.Answer ToProto(AnswerView view)
    {
        var answer = new V1.Answer
        {
            Question = view.Question,
            State = (V1.AnswerState)view.Stage,
            Text = view.Text.Value ?? "",
            RefusalCode = (V1.RefusalCode)(view.Code ?? 0),
            Explanation = view.Explanation.Value ?? "",
            Time = view.At.ToProto(),
        };
        answer.Grants.AddRange(view.Grants.Select(g => g.ToString()));
        return answer;
    }
}
