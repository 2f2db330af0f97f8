using System.Buffers.Text;
using Coordination.Sealing;

namespace Coordination.Sdk.Sealing;

/// <summary>Makes and opens data keys with the key store.</summary>
public sealed class Sealer(IKeyStore keys)
{
    /// <summary>A new data key and its wrapped form, which is stored beside what it seals.</summary>
    /// <param name="keyName">The key that wraps it: the person's name, so that erasing the person destroys it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="KeyDestroyedException">The named key was destroyed.</exception>
    /// <exception cref="KeyStoreUnavailableException">The key store is away.</exception>
    public async ValueTask<(DataKey Key, string Wrapped)> NewAsync(string keyName, CancellationToken cancellationToken)
    {
        var key = DataKey.Create();
        try
        {
            return (key, Base64Url.EncodeToString(await keys.WrapAsync(keyName, key.Bytes, cancellationToken)));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The data key of its wrapped form.</summary>
    /// <exception cref="KeyDestroyedException">The named key was destroyed.</exception>
    /// <exception cref="KeyStoreUnavailableException">The key store is away, or the wrapped form is not its work.</exception>
    /// <exception cref="SealBrokenException">The wrapped form is damaged.</exception>
    public async ValueTask<DataKey> OpenAsync(string keyName, string wrapped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(wrapped);
        }
        catch (FormatException broken)
        {
            throw new SealBrokenException("The wrapped key is no base64.", broken);
        }

        return DataKey.From(await keys.UnwrapAsync(keyName, bytes, cancellationToken));
    }
}
