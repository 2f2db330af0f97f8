using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>The vault of identities over gRPC: map, call one grain, map back.</summary>
internal sealed class IdentityGrpcService(IGrainFactory grains) : V1.IdentityService.IdentityServiceBase
{
    public override async Task<V1.Identity> StoreIdentity(V1.StoreIdentityRequest request, ServerCallContext context)
    {
        var command = new StoreIdentity(
            context.Command(request.RequestId, request.Etag),
            Name<CaseName>(request.Case),
            request.Person,
            [.. request.Fields.Select(f => new IdentityFieldInput(f.Field, new PlainText(Text.Normalize(f.Value))))]);
        return ToProto(await grains.Identity(IdentityName.Of(command.Case, command.Person)).StoreAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Identity> GetIdentity(V1.GetIdentityRequest request, ServerCallContext context) =>
        ToProto(await Identity(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ReadIdentityResponse> ReadIdentity(V1.ReadIdentityRequest request, ServerCallContext context)
    {
        var command = new ReadIdentity(
            context.Command(request.RequestId), [.. request.Fields.Distinct(StringComparer.Ordinal)], request.Purpose, request.Reason);
        var opened = await Identity(request.Name).ReadIdentityAsync(command, context.CancellationToken).ValueOrRefuse();
        var response = new V1.ReadIdentityResponse { Identity = ToProto(opened.Identity), Access = opened.Access.ToString() };
        response.Fields.AddRange(opened.Fields.Select(f => new V1.IdentityField { Field = f.Field, Value = f.Value.Value }));
        return response;
    }

    public override async Task<V1.Identity> ProposeIdentityErasure(V1.ProposeIdentityErasureRequest request, ServerCallContext context)
    {
        var command = new ProposeIdentityErasure(context.Command(request.RequestId, request.Etag), request.Reason);
        return ToProto(await Identity(request.Name).ProposeErasureAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Identity> ApproveIdentityErasure(V1.ApproveIdentityErasureRequest request, ServerCallContext context)
    {
        var command = new ApproveIdentityErasure(context.Command(request.RequestId, request.Etag));
        return ToProto(await Identity(request.Name).ApproveErasureAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    private IIdentityVaultGrain Identity(string name) => grains.Identity(Name<IdentityName>(name));

    private static V1.Identity ToProto(IdentityView view)
    {
        var message = new V1.Identity
        {
            Name = view.Name.ToString(),
            Case = view.Case.ToString(),
            Person = view.Person,
            Erased = view.Erased,
            ErasureProposed = view.ErasureProposed,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.Fields.AddRange(view.Fields);
        return message;
    }
}
