using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Coordination.Events;

/// <summary>Where a watch continues: opaque to callers, so that its form may change.</summary>
/// <remarks>12 bytes, base64url: version 1, the position (big endian), and 3 bytes of SHA-256 that catch a mangled token. It is no secret.</remarks>
internal static class ResumeToken
{
    private const byte Version = 1;
    private const int Length = 12;
    private const int Signed = 9;

    public static string Of(long position)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], position);
        Seal(bytes[..Signed], bytes[Signed..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string token, out long position)
    {
        position = 0;
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> seal = stackalloc byte[Length - Signed];
        if (token.Length != 16 || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != Length
            || bytes[0] != Version)
            return false;

        Seal(bytes[..Signed], seal);
        position = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        return position >= 0 && seal.SequenceEqual(bytes[Signed..]);
    }

    private static void Seal(ReadOnlySpan<byte> content, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(content, hash);
        hash[..seal.Length].CopyTo(seal);
    }
}
