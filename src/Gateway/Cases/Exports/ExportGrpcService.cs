using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Exports over gRPC: map, call one grain, map back.</summary>
internal sealed class ExportGrpcService(IGrainFactory grains) : V1.ExportService.ExportServiceBase
{
    public override async Task<V1.Export> ProposeExport(V1.ProposeExportRequest request, ServerCallContext context)
    {
        var command = ExportMapper.ToCommand(request, context.Command(request.RequestId));
        var name = ExportName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ExportMapper.ToProto(await grains.Export(name).ProposeAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Export> ApproveExport(V1.ApproveExportRequest request, ServerCallContext context)
    {
        var command = new ApproveExport(context.Command(request.RequestId, request.Etag), request.ContentHash);
        return ExportMapper.ToProto(await Grain(request.Name).ApproveAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Export> WithdrawExport(V1.WithdrawExportRequest request, ServerCallContext context)
    {
        var command = new WithdrawExport(context.Command(request.RequestId, request.Etag));
        return ExportMapper.ToProto(await Grain(request.Name).WithdrawAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Export> GetExport(V1.GetExportRequest request, ServerCallContext context) =>
        ExportMapper.ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListExportsResponse> ListExports(V1.ListExportsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = ExportName.Collection,
            States = [.. request.States.Distinct().Select(ExportMapper.Word)],
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, ExportPermissions.Read, query, request.PageSize, request.PageToken);
        var response = new V1.ListExportsResponse { NextPageToken = list.NextPageToken };
        response.Exports.AddRange(list.Hits.Select(hit => ExportMapper.ToProto(RecordMapper.Read(hit, ExportJson.Default.ExportView))));
        return response;
    }

    public override async Task ReadExport(V1.ReadExportRequest request, IServerStreamWriter<V1.ReadExportResponse> responseStream, ServerCallContext context)
    {
        var command = new ReadExport(context.Command(request.RequestId));
        var omitted = 0;
        for (int? from = 0; from is { } at;)
        {
            var page = await Grain(request.Name).ReadAsync(command, at, context.CancellationToken).ValueOrRefuse();
            if (at == 0)
                await responseStream.WriteAsync(new V1.ReadExportResponse { Export = ExportMapper.ToProto(page.Export) }, context.CancellationToken);
            foreach (var view in page.Cases)
                await responseStream.WriteAsync(new V1.ReadExportResponse { Case = CaseMapper.ToProto(view) }, context.CancellationToken);
            omitted += page.Omitted;
            from = page.Next;
        }

        await responseStream.WriteAsync(new V1.ReadExportResponse { Omitted = new V1.Omitted { Records = omitted } }, context.CancellationToken);
    }

    private IExportGrain Grain(string name) => grains.Export(Name<ExportName>(name));
}
