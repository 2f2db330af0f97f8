using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Information;

/// <summary>Between the messages and the commands and views of agreements.</summary>
internal static class AgreementMapper
{
    public static ProposeAgreement ToCommand(V1.ProposeAgreementRequest request, CommandContext context)
    {
        var content = request.Content;
        return new ProposeAgreement(context, new AgreementContent(
            Name<AgencyName>(content.Grantor),
            Name<AgencyName>(content.Recipient),
            Name<RecordTypeName>(content.RecordType),
            [.. content.Fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            content.Purpose,
            Name<InstrumentName>(content.LegalBasis),
            content.Handling is Type.V1.Handling.Unspecified ? Handling.Amber : (Handling)content.Handling,
            content.GrantDays,
            content.OnwardDepth,
            Time(content.Until.ToDateTimeOffset()),
            [.. content.Officers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }

    public static RegistryQuery ToQuery(V1.ListAgreementsRequest request) => new()
    {
        Kind = StandingAgreementName.Collection,
        Party = NameOrNull<AgencyName>(request.Agency)?.Id,
        States = [.. request.States.Select(Word).Distinct(StringComparer.Ordinal)],
        Order = RegistryOrder.NewestFirst,
    };

    public static AgreementView Read(RegistryHit hit) => JsonSerializer.Deserialize(hit.View.AsSpan(), AgreementJson.Default.AgreementView)!;

    public static V1.StandingAgreement ToProto(AgreementView view)
    {
        var agreement = new V1.StandingAgreement
        {
            Name = view.Name.ToString(),
            State = (V1.StandingAgreementState)view.Stage,
            Content = ToProto(view.Content),
            Proposer = view.Proposer.ToString(),
            ContentHash = view.ContentHash,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Reason = view.Reason,
            Etag = ETag.Of(view.Version),
        };
        agreement.ApprovedBy.AddRange(view.ApprovedBy.Select(a => a.ToString()));
        agreement.SuspendedBy.AddRange(view.SuspendedBy.Select(a => a.ToString()));
        return agreement;
    }

    private static V1.AgreementContent ToProto(AgreementContent content)
    {
        var message = new V1.AgreementContent
        {
            Grantor = content.Grantor.ToString(),
            Recipient = content.Recipient.ToString(),
            RecordType = content.RecordType.ToString(),
            Purpose = content.Purpose,
            LegalBasis = content.LegalBasis.ToString(),
            Handling = (Type.V1.Handling)content.Handling,
            GrantDays = content.GrantDays,
            OnwardDepth = content.OnwardDepth,
            Until = content.Until.ToProto(),
        };
        message.Fields.AddRange(content.Fields);
        message.Officers.AddRange(content.Officers);
        return message;
    }

    /// <summary>To the microsecond, as the ledger keeps it.</summary>
    private static DateTimeOffset Time(DateTimeOffset given) => given.AddTicks(-(given.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static string Word(V1.StandingAgreementState state) => state switch
    {
        V1.StandingAgreementState.Proposed => "proposed",
        V1.StandingAgreementState.InForce => "in_force",
        V1.StandingAgreementState.Suspended => "suspended",
        V1.StandingAgreementState.Ended => "ended",
        _ => throw RefusedException.Invalid("states", "Name proposed, in_force, suspended or ended."),
    };
}
