using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Coordination.Registry;

namespace Coordination.Silo.Search;

/// <summary>Where a page of a search ended, tied to the search and to whom it was made for.</summary>
internal static class SearchToken
{
    private const byte Format = 1;
    private const int Length = 1 + 8 + 4 + 8;

    public static string Write(RegistrySearch search, MatchCursor cursor)
    {
        var bytes = new byte[Length];
        bytes[0] = Format;
        Fingerprint(search).CopyTo(bytes.AsSpan(1));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), cursor.Words);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(13), cursor.Key);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False when the token is malformed or of another search.</summary>
    public static bool TryRead(string token, RegistrySearch search, out MatchCursor cursor)
    {
        cursor = default;
        if (token.Length > 100 || !Base64Url.IsValid(token))
            return false;

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != Length || bytes[0] != Format || !Fingerprint(search).AsSpan().SequenceEqual(bytes.AsSpan(1, 8)))
            return false;

        cursor = new MatchCursor(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(13)));
        return true;
    }

    // The page size may change between pages.
    private static byte[] Fingerprint(RegistrySearch search) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { search.Text, search.Scopes, search.Viewer }))[..8];
}
