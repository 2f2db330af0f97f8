using Coordination.Aggregates;
using Coordination.Sdk.Grains;

namespace Coordination.Cases;

/// <summary>Between the messages and the views of links.</summary>
internal static class LinkMapper
{
    public static V1.Link ToProto(LinkView view)
    {
        var link = new V1.Link
        {
            Name = view.Name.ToString(),
            State = (V1.LinkState)view.Stage,
            Strength = (V1.LinkStrength)view.Strength,
            OtherLead = view.OtherLead?.ToString() ?? "",
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            LapseTime = view.LapsesAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        link.Sides.AddRange(view.Sides.Select(side => new V1.LinkSide
        {
            Case = side.Case.ToString(),
            Person = side.Person,
            Answer = (V1.LinkAnswer)side.Answer,
            Rejection = (V1.LinkRejection)side.Reason,
            AnswerTime = side.AnsweredAt?.ToProto(),
        }));
        return link;
    }

    public static V1.CaseHistoryEntry ToProto(HistoryEntry entry) => new()
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    };
}
