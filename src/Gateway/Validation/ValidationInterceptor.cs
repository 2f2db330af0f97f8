using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Validation;

/// <summary>Holds every request against the rules of its fields and reports all that is wrong at once.</summary>
internal sealed class ValidationInterceptor(PlanCache plans) : Interceptor
{
    private const int MaxViolations = 100;

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedReader<TRequest>(requestStream, this), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedReader<TRequest>(requestStream, this), responseStream, context);

    /// <exception cref="RefusedException">INVALID_ARGUMENT, reason REQUEST_INVALID.</exception>
    internal void Check<TRequest>(TRequest request)
    {
        if (request is not IMessage message)
            return;

        var plan = plans.Of(message.Descriptor);
        if (plan.IsValid(message))
            return;

        var violations = ImmutableArray.CreateBuilder<FieldViolation>();
        plan.Collect(message, "", violations);
        throw RefusedException.Invalid(violations.Count > MaxViolations ? violations.ToImmutable()[..MaxViolations] : violations.ToImmutable());
    }

    private sealed class CheckedReader<T>(IAsyncStreamReader<T> inner, ValidationInterceptor validation) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await inner.MoveNext(cancellationToken))
                return false;

            validation.Check(inner.Current);
            return true;
        }
    }
}
