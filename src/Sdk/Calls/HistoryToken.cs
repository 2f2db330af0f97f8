using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Coordination.Outcomes;

namespace Coordination.Sdk.Calls;

/// <summary>Where a page of a resource's history ended. It belongs to its resource; rights are asked anew with every page.</summary>
public static class HistoryToken
{
    private const int Length = 12;

    public static string Of(string resource, int afterVersion)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Mark(resource, bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], afterVersion);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>0 for an empty token.</summary>
    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID: malformed, or of another resource.</exception>
    public static int Read(string resource, string token)
    {
        if (token.Length == 0)
            return 0;

        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> mark = stackalloc byte[8];
        Mark(resource, mark);
        if (token.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == Length
            && bytes[..8].SequenceEqual(mark)
            && BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) is > 0 and var after)
        {
            return after;
        }

        throw new RefusedException(CommonRefusals.PageTokenInvalid);
    }

    private static void Mark(string resource, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(resource), hash);
        hash[..8].CopyTo(into);
    }
}
