using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Record types, persons and records over gRPC: map, call one grain, map back.</summary>
internal sealed class RecordGrpcService(IGrainFactory grains) : V1.RecordService.RecordServiceBase
{
    public override async Task<V1.RecordType> RegisterRecordType(V1.RegisterRecordTypeRequest request, ServerCallContext context)
    {
        var command = RecordMapper.ToCommand(request, context.Command(request.RequestId));
        var name = RecordMapper.TypeName(command.Context.Principal.Agency, request.Code);
        return RecordMapper.ToProto(await grains.RecordType(name).RegisterAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.RecordType> UpdateRecordType(V1.UpdateRecordTypeRequest request, ServerCallContext context)
    {
        var command = new UpdateRecordType(
            context.Command(request.RequestId, request.Etag), [.. request.AddFields.Select(RecordMapper.ToField)], [.. request.EndFields]);
        return RecordMapper.ToProto(await Type(request.Name).UpdateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.RecordType> RetireRecordType(V1.RetireRecordTypeRequest request, ServerCallContext context) => RecordMapper.ToProto(
        await Type(request.Name).RetireAsync(new RetireRecordType(context.Command(request.RequestId, request.Etag)), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.RecordType> GetRecordType(V1.GetRecordTypeRequest request, ServerCallContext context) =>
        RecordMapper.ToProto(await Type(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListRecordTypesResponse> ListRecordTypes(V1.ListRecordTypesRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery { Kind = RecordTypeName.Collection, Party = NameOrNull<AgencyName>(request.Agency)?.Id, Order = RegistryOrder.NewestFirst };
        var list = await grains.ListAsync(context, InformationPermissions.ReadRecordTypes, query, request.PageSize, request.PageToken);
        var response = new V1.ListRecordTypesResponse { NextPageToken = list.NextPageToken };
        response.RecordTypes.AddRange(list.Hits.Select(hit => RecordMapper.ToProto(RecordMapper.Read(hit, RecordViewsJson.Default.RecordTypeView))));
        return response;
    }

    public override async Task<V1.Subject> RegisterSubject(V1.RegisterSubjectRequest request, ServerCallContext context)
    {
        var command = new RegisterSubject(context.Command(request.RequestId), request.Minor, request.RetainUntil.ToDateTimeOffset());
        var name = SubjectName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return RecordMapper.ToProto(await grains.Subject(name).RegisterAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Subject> GetSubject(V1.GetSubjectRequest request, ServerCallContext context) =>
        RecordMapper.ToProto(await Subject(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListSubjectsResponse> ListSubjects(V1.ListSubjectsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery { Kind = SubjectName.Collection, Order = RegistryOrder.NewestFirst };
        var list = await grains.ListAsync(context, InformationPermissions.ReadSubjects, query, request.PageSize, request.PageToken);
        var response = new V1.ListSubjectsResponse { NextPageToken = list.NextPageToken };
        response.Subjects.AddRange(list.Hits.Select(hit => RecordMapper.ToProto(RecordMapper.Read(hit, RecordViewsJson.Default.SubjectView))));
        return response;
    }

    public override async Task<V1.Subject> ExtendRetention(V1.ExtendRetentionRequest request, ServerCallContext context)
    {
        var command = new ExtendRetention(context.Command(request.RequestId, request.Etag), request.RetainUntil.ToDateTimeOffset(), request.Reason);
        return RecordMapper.ToProto(await Subject(request.Name).ExtendRetentionAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Subject> PlaceLegalHold(V1.PlaceLegalHoldRequest request, ServerCallContext context)
    {
        var command = new PlaceLegalHold(context.Command(request.RequestId, request.Etag), request.Reason);
        return RecordMapper.ToProto(await Subject(request.Name).PlaceLegalHoldAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Subject> LiftLegalHold(V1.LiftLegalHoldRequest request, ServerCallContext context)
    {
        var command = new LiftLegalHold(context.Command(request.RequestId, request.Etag), request.Reason);
        return RecordMapper.ToProto(await Subject(request.Name).LiftLegalHoldAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Subject> ProposeErasure(V1.ProposeErasureRequest request, ServerCallContext context)
    {
        var command = new ProposeErasure(context.Command(request.RequestId, request.Etag), request.Reason);
        return RecordMapper.ToProto(await Subject(request.Name).ProposeErasureAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Subject> ApproveErasure(V1.ApproveErasureRequest request, ServerCallContext context)
    {
        var command = new ApproveErasure(context.Command(request.RequestId, request.Etag));
        return RecordMapper.ToProto(await Subject(request.Name).ApproveErasureAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> OfferRecord(V1.OfferRecordRequest request, ServerCallContext context)
    {
        var command = RecordMapper.ToCommand(request, context.Command(request.RequestId));
        return RecordMapper.ToProto(await grains.RecordFinder().OfferAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> UpdateRecord(V1.UpdateRecordRequest request, ServerCallContext context)
    {
        var command = new UpdateRecord(context.Command(request.RequestId, request.Etag), RecordMapper.ToInputs(request.Values));
        return RecordMapper.ToProto(await Record(request.Name).UpdateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> WithdrawRecord(V1.WithdrawRecordRequest request, ServerCallContext context) => RecordMapper.ToProto(
        await Record(request.Name).WithdrawAsync(new WithdrawRecord(context.Command(request.RequestId, request.Etag)), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.Record> RaiseHandling(V1.RaiseHandlingRequest request, ServerCallContext context)
    {
        var command = new RaiseHandling(context.Command(request.RequestId, request.Etag), (Access.Handling)request.Handling);
        return RecordMapper.ToProto(await Record(request.Name).RaiseHandlingAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> ProposeLowerHandling(V1.ProposeLowerHandlingRequest request, ServerCallContext context)
    {
        var command = new ProposeLowerHandling(context.Command(request.RequestId, request.Etag), (Access.Handling)request.Handling, request.Reason);
        return RecordMapper.ToProto(await Record(request.Name).ProposeLowerHandlingAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> ApproveLowerHandling(V1.ApproveLowerHandlingRequest request, ServerCallContext context)
    {
        var command = new ApproveLowerHandling(context.Command(request.RequestId, request.Etag), (Access.Handling)request.Handling);
        return RecordMapper.ToProto(await Record(request.Name).ApproveLowerHandlingAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Record> GetRecord(V1.GetRecordRequest request, ServerCallContext context) =>
        RecordMapper.ToProto(await Record(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListRecordsResponse> ListRecords(V1.ListRecordsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = RecordName.Collection,
            Instrument = OrNull(request.RecordType), // The row's column by which records of a type are found.
            Parent = OrNull(request.Subject),
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, InformationPermissions.ReadRecords, query, request.PageSize, request.PageToken);
        var response = new V1.ListRecordsResponse { NextPageToken = list.NextPageToken };
        response.Records.AddRange(list.Hits.Select(hit => RecordMapper.ToProto(RecordMapper.Read(hit, RecordViewsJson.Default.RecordView))));
        return response;
    }

    public override async Task<V1.Record> FindRecord(V1.FindRecordRequest request, ServerCallContext context) => RecordMapper.ToProto(
        await grains.RecordFinder()
            .FindAsync(context.Principal(), Name<RecordTypeName>(request.RecordType), RecordMapper.ToText(request.Reference), context.CancellationToken)
            .ValueOrRefuse());

    private IRecordTypeGrain Type(string name) => grains.RecordType(Name<RecordTypeName>(name));

    private ISubjectGrain Subject(string name) => grains.Subject(Name<SubjectName>(name));

    private IRecordGrain Record(string name) => grains.Record(Name<RecordName>(name));
}
