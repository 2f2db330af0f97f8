using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Modules;

/// <summary>Refuses methods of modules that the silos do not serve, with MODULE_DISABLED.</summary>
internal sealed class ModuleGateInterceptor(ModuleGate gate) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Guard(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Guard(context);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Guard(context);
        return continuation(requestStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Guard(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Guard(ServerCallContext context)
    {
        if (gate.Shut(context.Method) is { } module)
            throw new RefusedException(ModuleRefusals.Disabled.With("module", module));
    }
}
