using Coordination.Events;
using Coordination.Names;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>The stream by which an agency's own system answers queries about records that it holds itself.</summary>
internal sealed class ProviderGrpcService(IGrainFactory grains, WatcherCount streams, IHostApplicationLifetime lifetime, TimeProvider time)
    : V1.ProviderService.ProviderServiceBase
{
    private const int DefaultConcurrency = 10;
    private const int MostConcurrency = 100;

    /// <summary>A stream that says nothing takes the place of one that serves.</summary>
    private static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(10);

    public override async Task Serve(
        IAsyncStreamReader<V1.ServeRequest> requestStream, IServerStreamWriter<V1.ServeResponse> responseStream, ServerCallContext context)
    {
        var identity = context.Identity();
        using var counted = streams.Enter(identity.Principal.Agency);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var hello = await HelloAsync(requestStream, ending.Token);
        RecordTypeName[] types = [.. hello.RecordTypes.Distinct().Select(ResourceName.Parse<RecordTypeName>)];
        using var stream = new ProviderStream(
            grains, identity.Principal, responseStream, hello.Concurrency == 0 ? DefaultConcurrency : hello.Concurrency, time);
        try
        {
            await stream.AttachAsync(types);
            var ready = new V1.ProviderReady();
            ready.RecordTypes.AddRange(types.Select(type => type.ToString()));
            await stream.SendAsync(new V1.ServeResponse { Ready = ready }, ending.Token);
            await ServeAsync(stream, types, requestStream, identity.ExpiresAt, ending);
        }
        catch (IOException broken)
        {
            throw new OperationCanceledException("The provider's connection broke.", broken);
        }
        finally
        {
            await ending.CancelAsync();
            await stream.DetachAsync(types);
        }
    }

    private async Task ServeAsync(
        ProviderStream stream, RecordTypeName[] types, IAsyncStreamReader<V1.ServeRequest> requests, DateTimeOffset expiresAt, CancellationTokenSource ending)
    {
        Task[] pumps = [.. types.Select(type => stream.PumpAsync(type, ending.Token))];
        var answers = AnswersAsync(stream, requests, ending.Token);
        var expiry = Task.Delay(Max(expiresAt - time.GetUtcNow(), TimeSpan.Zero), time, ending.Token);
        var first = await Task.WhenAny([answers, expiry, .. pumps]);

        var stopped = lifetime.ApplicationStopping.IsCancellationRequested;
        await ending.CancelAsync();
        await Task.WhenAll([answers, expiry, .. pumps]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopped)
            throw new RefusedException(ProviderRefusals.StreamEnded);
        if (first == expiry)
            throw RefusedException.Unauthenticated(ProviderRefusals.TokenExpired);
        await first;
    }

    private static async Task AnswersAsync(ProviderStream stream, IAsyncStreamReader<V1.ServeRequest> requests, CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            if (requests.Current.MessageCase is not V1.ServeRequest.MessageOneofCase.Answer)
                throw new RefusedException(ProviderRefusals.HelloExpected);
            await stream.AnswerAsync(requests.Current.Answer);
        }
    }

    private async Task<V1.ProviderHello> HelloAsync(IAsyncStreamReader<V1.ServeRequest> requests, CancellationToken cancellationToken)
    {
        // The wait itself is ended, not left behind: a read that outlives its call takes the bytes of the connection's next one.
        using var patience = new CancellationTokenSource(HelloWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (!await requests.MoveNext(either.Token) || requests.Current.MessageCase is not V1.ServeRequest.MessageOneofCase.Hello)
                throw new RefusedException(ProviderRefusals.HelloExpected);
        }
        catch (Exception ended) when (ended is OperationCanceledException or RpcException && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException(ProviderRefusals.HelloExpected);
        }

        var hello = requests.Current.Hello;
        if (hello.RecordTypes.Count == 0)
            throw RefusedException.Invalid("hello.record_types", "Name at least one record type that this system serves.");
        return hello.Concurrency is >= 0 and <= MostConcurrency
            ? hello
            : throw RefusedException.Invalid("hello.concurrency", $"Set it from 1 to {MostConcurrency}, or leave it out.");
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
