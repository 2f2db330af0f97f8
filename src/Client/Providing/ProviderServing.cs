using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Information.V1;
using Grpc.Core;

namespace Coordination.Client.Providing;

/// <summary>Looks up one record in the agency's own system.</summary>
/// <param name="query">What is asked: it was admitted by the platform. Never log its reference.</param>
/// <param name="cancellationToken">Cancelled when the stream ends, and after 6 seconds, when nobody waits for the answer any more.</param>
/// <returns>The values of the fields that were asked for, by field; null when there is no such record.</returns>
public delegate ValueTask<IReadOnlyDictionary<string, string>?> ProviderLookup(ProviderQuery query, CancellationToken cancellationToken);

/// <summary>A provider's stream that outlives its connections.</summary>
internal sealed class ProviderServing(ProviderService.ProviderServiceClient provider, CoordinationClientOptions options)
{
    /// <summary>The platform waits for 5 seconds; by the caller's clock, since the query's deadline is by another one.</summary>
    private static readonly TimeSpan LookupWithin = TimeSpan.FromSeconds(6);

    private readonly TimeProvider time = options.TimeProvider;

    public async Task RunAsync(ProviderHello hello, ProviderLookup lookup, Action? onReady, CancellationToken cancellationToken)
    {
        var attempt = 0;
        var established = false;
        var brokenSince = time.GetUtcNow();
        while (true)
        {
            var failure = await ServeAsync(
                hello,
                lookup,
                () =>
                {
                    (attempt, established) = (0, true);
                    onReady?.Invoke();
                },
                cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt == 0)
                brokenSince = time.GetUtcNow();
            attempt++;
            if (!Passes(failure, attempt))
                throw failure.After(attempt, "", false);

            var pause = RetryPause.Of(options, attempt, failure.RetryAfter, Random.Shared.NextDouble());
            var patience = established ? options.WatchResumeWithin : options.RetryWithin;
            if (patience != Timeout.InfiniteTimeSpan && time.GetUtcNow() + pause - brokenSince > patience)
                throw failure.After(attempt, "", false);

            options.OnRetry?.Invoke(new RetryNotice("/coordination.information.v1.ProviderService/Serve", attempt, pause, failure));
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One connection; why it ended.</summary>
    private async Task<CoordinationException> ServeAsync(
        ProviderHello hello, ProviderLookup lookup, Action onReady, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writing = new SemaphoreSlim(1, 1);
        string? token = null;
        var answers = new HashSet<Task>();
        try
        {
            (var prepared, token) = await CallInterceptor.PrepareAsync(options, new CallOptions(cancellationToken: ends.Token), null).ConfigureAwait(false);
            using var call = provider.Serve(prepared);
            await call.RequestStream.WriteAsync(new ServeRequest { Hello = hello }, ends.Token).ConfigureAwait(false);
            while (await call.ResponseStream.MoveNext(ends.Token).ConfigureAwait(false))
            {
                if (call.ResponseStream.Current.MessageCase is ServeResponse.MessageOneofCase.Ready)
                    onReady();
                if (call.ResponseStream.Current.Query is not { } query)
                    continue;

                answers.RemoveWhere(static answered => answered.IsCompletedSuccessfully);
                answers.Add(AnswerAsync(call.RequestStream, writing, query, lookup, ends.Token));
            }

            return new CoordinationException(StatusCode.Unavailable, "", "The platform ended the stream.");
        }
        catch (RpcException e)
        {
            if (e.StatusCode is StatusCode.Unauthenticated && token is not null)
                options.TokenSource!.Reject(token);
            return CallInterceptor.Typed(e);
        }
        catch (CoordinationException e)
        {
            return e;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return new CoordinationException(StatusCode.Unavailable, "", "The stream broke.", e);
        }
        finally
        {
            await ends.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A lookup that fails is not answered: the reader is told that the provider is away, and the stream goes on.</summary>
    private async Task AnswerAsync(
        IClientStreamWriter<ServeRequest> stream, SemaphoreSlim writing, ProviderQuery query, ProviderLookup lookup, CancellationToken cancellationToken)
    {
        await Task.Yield();
        IReadOnlyDictionary<string, string>? found;
        try
        {
            using var limit = new CancellationTokenSource(LookupWithin, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            found = await lookup(query, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return; // The lookup's owner saw its own exception; its words may hold personal data and go no further.
        }

        var answer = new ProviderAnswer { QueryId = query.QueryId, Found = found is not null };
        foreach (var field in query.Fields)
        {
            if (found is not null && found.TryGetValue(field, out var value))
                answer.Fields.Add(new ProvidedField { Field = field, Value = value });
        }

        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(new ServeRequest { Answer = answer }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    // A token that ended while the stream was open is renewed; being told so twice in a row is a refusal.
    private static bool Passes(CoordinationException failure, int attempt) =>
        failure.IsTransient
        || failure.Reason is "PROVIDER_STREAM_ENDED"
        || failure.StatusCode is StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown
        || (failure.StatusCode is StatusCode.Unauthenticated && failure.Reason is not "TOKEN_REFUSED" && attempt <= 1);
}
