namespace Coordination.Sealing;

/// <summary>
/// Keys that lie outside the database: a folder of files by default, an HSM or a vault elsewhere. Destroying a key makes
/// all that was wrapped with it unreadable for ever, in every copy and backup of the database.
/// </summary>
public interface IKeyStore
{
    /// <summary>Wraps a data key with a named key, which is made when it is new.</summary>
    /// <param name="keyName">A resource's name, for example <c>subjects/s…</c>.</param>
    /// <param name="dataKey">32 bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="KeyDestroyedException">The named key was destroyed.</exception>
    /// <exception cref="KeyStoreUnavailableException">The store cannot be reached or written.</exception>
    ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken);

    /// <summary>The data key that was wrapped; the caller zeroes it.</summary>
    /// <exception cref="KeyDestroyedException">The named key was destroyed.</exception>
    /// <exception cref="KeyStoreUnavailableException">The store cannot be reached, or this is not its work.</exception>
    ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken);

    /// <summary>Destroys a named key, durably; it can never be made again. A repeat does nothing.</summary>
    /// <exception cref="KeyStoreUnavailableException">The store cannot be reached or written.</exception>
    ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken);

    /// <exception cref="KeyStoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken);

    /// <summary>HMAC-SHA256 with a secret of that use: who has the database alone cannot try out guesses.</summary>
    /// <param name="use">For example <c>record-reference</c>; other uses give other values.</param>
    /// <param name="data">What is hashed.</param>
    byte[] Mac(string use, ReadOnlySpan<byte> data);
}

/// <summary>The key is gone for ever.</summary>
public sealed class KeyDestroyedException : Exception
{
    public KeyDestroyedException() { }

    public KeyDestroyedException(string message) : base(message) { }

    public KeyDestroyedException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The key store could not be reached, or what it holds is damaged.</summary>
public sealed class KeyStoreUnavailableException : Exception
{
    public KeyStoreUnavailableException() { }

    public KeyStoreUnavailableException(string message) : base(message) { }

    public KeyStoreUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
