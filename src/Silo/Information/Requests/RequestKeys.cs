using Coordination.Information;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>
/// The data key of one request. It is opened at first need and stays in memory with the grain; the key store is asked at
/// each use whether the key that wraps it still is.
/// </summary>
internal sealed class RequestKeys(string stream, Sealer sealer, IKeyStore keys) : IDisposable
{
    private DataKey? opened;
    private string? wrapped;

    /// <summary>Seals texts of a request whose data key this is.</summary>
    public Seal SealWith(DataKey key) => (text, place) => key.Seal(text.Value, ContextOf(place));

    /// <summary>Opens texts.</summary>
    public Unseal UnsealWith(DataKey key) => (text, place) => key.Open(text, ContextOf(place));

    /// <exception cref="KeyDestroyedException">The key is gone for ever.</exception>
    /// <exception cref="KeyStoreUnavailableException">The key store is away.</exception>
    public async ValueTask<DataKey> OpenAsync(SealedContent content, CancellationToken cancellationToken)
    {
        if (await keys.IsDestroyedAsync(content.KeyName, cancellationToken))
        {
            Dispose();
            throw new KeyDestroyedException("The key of this request was destroyed.");
        }

        if (opened is { } known && string.Equals(wrapped, content.WrappedKey, StringComparison.Ordinal))
            return known;

        var fresh = await sealer.OpenAsync(content.KeyName, content.WrappedKey, cancellationToken);
        if (opened is { } first && string.Equals(wrapped, content.WrappedKey, StringComparison.Ordinal))
        {
            fresh.Dispose();
            return first;
        }

        // Another content's key may be in use by a call that waits: it is left to the collector.
        wrapped = content.WrappedKey;
        return opened = fresh;
    }

    public void Dispose()
    {
        opened?.Dispose();
        opened = null;
        wrapped = null;
    }

    private string ContextOf(string place) => $"{stream}/{place}";
}
