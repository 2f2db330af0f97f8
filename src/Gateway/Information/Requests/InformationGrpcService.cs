using Coordination.Names;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Information requests over gRPC: map, call one grain, map back.</summary>
internal sealed class InformationGrpcService(IGrainFactory grains) : V1.InformationService.InformationServiceBase
{
    public override async Task<V1.InformationRequest> CreateInformationRequest(V1.CreateInformationRequestRequest request, ServerCallContext context)
    {
        var command = new CreateRequest(context.Command(request.RequestId), RequestMapper.ToContent(request.Content), request.Submit);
        var name = InformationRequestName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return RequestMapper.ToProto(await grains.InformationRequest(name).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override Task<V1.InformationRequest> ReviseInformationRequest(V1.ReviseInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).ReviseAsync(
            new ReviseRequest(context.Command(request.RequestId, request.Etag), RequestMapper.ToContent(request.Content)), context.CancellationToken));

    public override Task<V1.InformationRequest> SubmitInformationRequest(V1.SubmitInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).SubmitAsync(new SubmitRequest(context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.InformationRequest> GetInformationRequest(V1.GetInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken));

    public override async Task<V1.ListInformationRequestsResponse> ListInformationRequests(V1.ListInformationRequestsRequest request, ServerCallContext context)
    {
        var reader = context.Principal();
        var list = await grains.ListAsync(
            context, InformationPermissions.List, RequestMapper.ToQuery(request, reader), request.PageSize, request.PageToken);
        var response = new V1.ListInformationRequestsResponse { NextPageToken = list.NextPageToken };
        foreach (var hit in list.Hits)
        {
            var row = RecordMapper.Read(hit, RequestViewsJson.Default.InformationRequestSummary);
            if (RequestMapper.IsFor(row, reader))
                response.Requests.Add(RequestMapper.ToProto(hit.Name, hit.Version, row, reader));
        }

        return response;
    }

    public override async Task<V1.GetInformationRequestHistoryResponse> GetInformationRequestHistory(
        V1.GetInformationRequestHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var page = await Grain(request.Name)
            .HistoryAsync(context.Principal(), after, request.PageSize == 0 ? InformationHistory.DefaultPage : request.PageSize, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.GetInformationRequestHistoryResponse { NextPageToken = InformationHistory.TokenOf(request.Name, page) };
        response.Entries.AddRange(InformationHistory.ToProto(page));
        return response;
    }

    public override Task<V1.InformationRequest> AcknowledgeInformationRequest(V1.AcknowledgeInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).AcknowledgeAsync(new AcknowledgeRequest(context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.InformationRequest> StartReview(V1.StartReviewRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).StartReviewAsync(new StartReview(context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.InformationRequest> AskClarification(V1.AskClarificationRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).AskClarificationAsync(
            new AskClarification(context.Command(request.RequestId, request.Etag), RecordMapper.ToText(request.Question)), context.CancellationToken));

    public override Task<V1.InformationRequest> Clarify(V1.ClarifyRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).ClarifyAsync(
            new Clarify(context.Command(request.RequestId, request.Etag), Name<AgencyName>(request.Agency), RecordMapper.ToText(request.Reply)),
            context.CancellationToken));

    public override Task<V1.InformationRequest> AnswerQuestion(V1.AnswerQuestionRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).AnswerAsync(
            new AnswerQuestion(
                context.Command(request.RequestId, request.Etag),
                request.Question,
                RecordMapper.ToText(request.Text),
                [.. request.Grants.Select(Name<GrantName>)],
                request.Partial),
            context.CancellationToken));

    public override Task<V1.InformationRequest> RefuseQuestion(V1.RefuseQuestionRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).RefuseAsync(
            new RefuseQuestion(
                context.Command(request.RequestId, request.Etag), request.Question, (RefusalCode)request.Code, RecordMapper.ToText(request.Explanation)),
            context.CancellationToken));

    public override Task<V1.InformationRequest> WithdrawInformationRequest(V1.WithdrawInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).WithdrawAsync(
            new WithdrawRequest(context.Command(request.RequestId, request.Etag), RecordMapper.ToText(request.Reason)), context.CancellationToken));

    public override Task<V1.InformationRequest> CloseInformationRequest(V1.CloseInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).CloseAsync(new CloseRequest(context.Command(request.RequestId, request.Etag)), context.CancellationToken));

    public override Task<V1.InformationRequest> ExtendInformationRequest(V1.ExtendInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).ExtendAsync(
            new ExtendRequest(context.Command(request.RequestId, request.Etag), request.DueTime.ToDateTimeOffset(), NameOrNull<AgencyName>(request.Agency)),
            context.CancellationToken));

    public override Task<V1.InformationRequest> EscalateInformationRequest(V1.EscalateInformationRequestRequest request, ServerCallContext context) =>
        Shown(Grain(request.Name).EscalateAsync(
            new EscalateRequest(context.Command(request.RequestId, request.Etag), Name<AgencyName>(request.Agency), Text.Normalize(request.Reason)),
            context.CancellationToken));

    private static async Task<V1.InformationRequest> Shown(Task<Outcomes.Outcome<InformationRequestView>> call) => RequestMapper.ToProto(await call.ValueOrRefuse());

    private IInformationRequestGrain Grain(string name) => grains.InformationRequest(Name<InformationRequestName>(name));
}
