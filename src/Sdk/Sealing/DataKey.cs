using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Coordination.Sealing;

namespace Coordination.Sdk.Sealing;

/// <summary>A key that seals the texts of one resource: AES-256-GCM. It lives in memory only; its wrapped form is stored.</summary>
public sealed class DataKey : IDisposable
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private const string Version = "s1.";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key;
    private readonly Lock gate = new();
    private AesGcm? cipher;

    private DataKey(byte[] key)
    {
        this.key = key;
        cipher = new AesGcm(key, TagLength);
    }

    /// <summary>A new one from the system's random source.</summary>
    public static DataKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Takes over the bytes: they are zeroed with it.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public static DataKey From(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length == Length ? new DataKey(key) : throw new ArgumentException("A data key has 32 bytes.", nameof(key));
    }

    /// <summary>The bytes, for wrapping only.</summary>
    internal ReadOnlyMemory<byte> Bytes => key;

    /// <summary>Seals a text.</summary>
    /// <param name="text">What must not be readable.</param>
    /// <param name="context">Where it stands, for example <c>records/r…/name</c>: it opens there only.</param>
    public SealedText Seal(string text, string context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceLength + plain.Length + TagLength];
        var nonce = bytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(cipher is null, this);
            cipher.Encrypt(nonce, plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(context));
        }

        CryptographicOperations.ZeroMemory(plain);
        return new SealedText(Version + Base64Url.EncodeToString(bytes));
    }

    /// <summary>Opens a text.</summary>
    /// <exception cref="SealBrokenException">Another key, another place, or altered.</exception>
    public string Open(SealedText text, string context)
    {
        if (text.Value is null || !text.Value.StartsWith(Version, StringComparison.Ordinal))
            throw new SealBrokenException("This is not a sealed text of a known version.");

        try
        {
            var bytes = Base64Url.DecodeFromChars(text.Value.AsSpan(Version.Length));
            if (bytes.Length < NonceLength + TagLength)
                throw new SealBrokenException("The sealed text is cut short.");

            var plain = new byte[bytes.Length - NonceLength - TagLength];
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(cipher is null, this);
                cipher.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), plain, Encoding.UTF8.GetBytes(context));
            }

            var opened = Encoding.UTF8.GetString(plain);
            CryptographicOperations.ZeroMemory(plain);
            return opened;
        }
        catch (FormatException broken)
        {
            throw new SealBrokenException("The sealed text is no base64.", broken);
        }
        catch (CryptographicException broken)
        {
            throw new SealBrokenException("The sealed text does not open here: another key, another place, or altered.", broken);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            cipher?.Dispose();
            cipher = null;
            CryptographicOperations.ZeroMemory(key);
        }
    }
}

/// <summary>A sealed text does not open: it was altered, moved, or belongs to another key.</summary>
public sealed class SealBrokenException : Exception
{
    public SealBrokenException() { }

    public SealBrokenException(string message) : base(message) { }

    public SealBrokenException(string message, Exception innerException) : base(message, innerException) { }
}
