using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Referrals over gRPC: map, call one grain, map back.</summary>
internal sealed class ReferralGrpcService(IGrainFactory grains) : V1.ReferralService.ReferralServiceBase
{
    public override async Task<V1.Referral> OfferReferral(V1.OfferReferralRequest request, ServerCallContext context)
    {
        var command = new OfferReferral(
            context.Command(request.RequestId),
            Name<CaseName>(request.Case),
            Name<AgencyName>(request.To),
            NameOrNull<UnitName>(request.ToUnit),
            (Pillar)request.Pillar,
            request.Service,
            [.. request.People.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            HandoverMapper.ToData(request.DataTransfer),
            (ParticipantRole)request.JoinAs,
            new PlainText(Text.Normalize(request.Text)));
        var name = ReferralName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.Referral(name).OfferAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Referral> AcceptReferral(V1.AcceptReferralRequest request, ServerCallContext context)
    {
        var command = new AcceptReferral(context.Command(request.RequestId, request.Etag));
        return ToProto(await Grain(request.Name).AcceptAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override Task<V1.Referral> DeclineReferral(V1.DeclineReferralRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new DeclineReferral(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Referral> RevokeReferral(V1.RevokeReferralRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RevokeReferral(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override Task<V1.Referral> StartReferralService(V1.StartReferralServiceRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new StartReferralService(context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Referral> CompleteReferral(V1.CompleteReferralRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new CompleteReferral(context.Command(request.RequestId, request.Etag)), context);

    public override Task<V1.Referral> DiscontinueReferral(V1.DiscontinueReferralRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new DiscontinueReferral(context.Command(request.RequestId, request.Etag), request.Reason), context);

    public override async Task<V1.Referral> GetReferral(V1.GetReferralRequest request, ServerCallContext context) =>
        ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListReferralsResponse> ListReferrals(V1.ListReferralsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = ReferralName.Collection,
            Case = OrNull(request.Case),
            States = [.. request.States.Select(Word).Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, ReferralPermissions.List, query, request.PageSize, request.PageToken);
        var principal = context.Principal();
        var seen = await HandoverMapper.StillSeenAsync(
            list.Hits.Select(hit => HandoverMapper.Read(hit, ReferralJson.Default.ReferralView)),
            view => grains.Referral(view.Name).GetAsync(principal, context.CancellationToken));
        var response = new V1.ListReferralsResponse { NextPageToken = list.NextPageToken };
        response.Referrals.AddRange(seen.Select(ToProto));
        return response;
    }

    public override async Task<V1.ReadReferralTextResponse> ReadReferralText(V1.ReadReferralTextRequest request, ServerCallContext context)
    {
        var opened = await Grain(request.Name).ReadTextAsync(context.Command(request.RequestId), request.Reason, context.CancellationToken).ValueOrRefuse();
        return new V1.ReadReferralTextResponse { Text = opened.Text.Value, Access = opened.Access.ToString() };
    }

    public override async Task<V1.Receipt> GetReferralReceipt(V1.GetReferralReceiptRequest request, ServerCallContext context) =>
        HandoverMapper.ToProto(await Grain(request.Name).ReceiptAsync(context.Principal(), request.Version, context.CancellationToken).ValueOrRefuse());

    private async Task<V1.Referral> ExecuteAsync(string name, ReferralCommand command, ServerCallContext context) =>
        ToProto(await Grain(name).ExecuteAsync(command, context.CancellationToken).ValueOrRefuse());

    private IReferralGrain Grain(string name) => grains.Referral(Name<ReferralName>(name));

    private static V1.Referral ToProto(ReferralView view)
    {
        var message = new V1.Referral
        {
            Name = view.Name.ToString(),
            Case = view.Case.ToString(),
            State = (V1.ReferralState)view.Stage,
            From = view.From.ToString(),
            To = view.To.ToString(),
            ToUnit = view.ToUnit?.ToString() ?? "",
            Pillar = (V1.Pillar)view.Pillar,
            Service = view.Service,
            DataTransfer = HandoverMapper.ToProto(view.DataTransfer),
            JoinAs = (V1.ParticipantRole)view.JoinAs,
            HasText = view.HasText,
            Reason = view.Reason,
            AnswerDueTime = view.AnswerDue.ToProto(),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.People.AddRange(view.People);
        return message;
    }

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static string Word(V1.ReferralState state) => state switch
    {
        V1.ReferralState.Offered => "offered",
        V1.ReferralState.Accepted => "accepted",
        V1.ReferralState.Declined => "declined",
        V1.ReferralState.Lapsed => "lapsed",
        V1.ReferralState.ServiceStarted => "service_started",
        V1.ReferralState.Completed => "completed",
        V1.ReferralState.Discontinued => "discontinued",
        V1.ReferralState.Revoked => "revoked",
        _ => throw RefusedException.Invalid("states", "Name a state of referrals."),
    };
}
