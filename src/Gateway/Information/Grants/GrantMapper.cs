using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sdk.Grains;

namespace Coordination.Information;

/// <summary>Between the messages and the commands and views of grants. The words of both sides have the same numbers (InformationWordsTests).</summary>
internal static class GrantMapper
{
    public static ProposeGrant ToCommand(V1.ProposeGrantRequest request, CommandContext context) => new(
        context,
        Name<AgencyName>(request.Recipient),
        NameOrNull<RecordName>(request.Record),
        NameOrNull<GrantName>(request.Parent),
        [.. request.Fields],
        request.Purpose,
        Name<InstrumentName>(request.LegalBasis),
        request.Handling is Type.V1.Handling.Unspecified ? null : (Handling)request.Handling,
        (SourceReliability)request.SourceReliability,
        (InformationReliability)request.InformationReliability,
        request.OnwardDepth,
        request.Until.ToDateTimeOffset(),
        [.. request.Officers],
        NameOrNull<InformationRequestName>(request.Request),
        request.Question);

    public static V1.Grant ToProto(GrantView view)
    {
        var terms = view.Terms;
        var grant = new V1.Grant
        {
            Name = view.Name.ToString(),
            State = (V1.GrantState)view.Stage,
            Grantor = terms.Grantor.ToString(),
            Recipient = terms.Recipient.ToString(),
            Owner = view.Owner.ToString(),
            Record = terms.Record.ToString(),
            RecordType = view.RecordType.ToString(),
            Purpose = terms.Purpose,
            LegalBasis = terms.LegalBasis.ToString(),
            Handling = (Type.V1.Handling)terms.Handling,
            SourceReliability = (V1.SourceReliability)terms.SourceReliability,
            InformationReliability = (V1.InformationReliability)terms.InformationReliability,
            OnwardDepth = terms.OnwardDepth,
            Until = terms.Until.ToProto(),
            Parent = terms.Parent?.ToString() ?? "",
            Request = terms.Request?.ToString() ?? "",
            Question = terms.Question,
            Agreement = terms.Agreement?.ToString() ?? "",
            NeedsApproval = view.NeedsApproval,
            ContentHash = view.ContentHash,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Reason = view.Reason ?? "",
            Etag = ETag.Of(view.Version),
        };
        grant.Fields.AddRange(terms.Fields);
        grant.Officers.AddRange(terms.Officers);
        return grant;
    }

    public static V1.ReadGrantedResponse ToProto(GrantedFields read)
    {
        var response = new V1.ReadGrantedResponse
        {
            Grant = read.Grant.ToString(),
            Handling = (Type.V1.Handling)read.Handling,
            SourceReliability = (V1.SourceReliability)read.SourceReliability,
            InformationReliability = (V1.InformationReliability)read.InformationReliability,
            Until = read.Until.ToProto(),
            Access = read.Access.ToString(),
        };
        foreach (var (field, value) in read.Fields)
        {
            var granted = new V1.GrantedField { Field = field };
            if (value is not null)
                granted.Value = value;
            response.Fields.Add(granted);
        }

        return response;
    }
}
