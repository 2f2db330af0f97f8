using Coordination.Access;
using Coordination.Errors;
using Coordination.Outcomes;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Auth;

/// <summary>
/// Before anything else of a call is looked at: who calls, whether it could ever be allowed, and for what purpose.
/// The silo asks again, with the relation to the resource.
/// </summary>
internal sealed class AuthorizationInterceptor(MethodRules rules, AccessPolicy policy, Authenticator authenticator) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await GuardAsync(context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await GuardAsync(context);
        await continuation(request, responseStream, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await GuardAsync(context);
        return await continuation(requestStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await GuardAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async ValueTask GuardAsync(ServerCallContext context)
    {
        if (rules.Find(context.Method) is not { } rule)
        {
            if (MethodRules.IsInfrastructure(ServiceOf(context.Method)))
                return;

            // The start-up check makes this impossible; if it is not, the door stays shut.
            throw new RefusedException(CommonRefusals.PermissionDenied);
        }

        if (rule.Public)
            return;

        var identity = await authenticator.AuthenticateAsync(context.GetHttpContext());
        if (!policy.MayEver(identity.Principal, rule.Permission))
            throw new RefusedException(CommonRefusals.PermissionDenied);
        if (rule.PurposeRequired && string.IsNullOrWhiteSpace(context.Purpose()))
            throw new RefusedException(GatewayRefusals.PurposeRequired);

        context.SetIdentity(identity);
    }

    private static string ServiceOf(string method) =>
        method.LastIndexOf('/') is var end and > 0 ? method[1..end] : method;
}
