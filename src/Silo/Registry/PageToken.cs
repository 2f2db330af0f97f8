using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coordination.Registry;

namespace Coordination.Silo.Registry;

/// <summary>Where a page ended, tied to its query: with another filter it is of no use.</summary>
internal static class PageToken
{
    private const byte Format = 1;
    private const int Fixed = 1 + 8 + 8;

    public static string Write(Viewer viewer, RegistryQuery query, RegistryCursor cursor)
    {
        var bytes = new byte[Fixed + Encoding.UTF8.GetByteCount(cursor.Name)];
        bytes[0] = Format;
        Fingerprint(viewer, query).CopyTo(bytes.AsSpan(1));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), cursor.Key);
        Encoding.UTF8.GetBytes(cursor.Name, bytes.AsSpan(Fixed));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False when the token is malformed or of another query.</summary>
    public static bool TryRead(string token, Viewer viewer, RegistryQuery query, out RegistryCursor cursor)
    {
        cursor = default;
        if (token.Length > 400 || !Base64Url.IsValid(token))
            return false;

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= Fixed || bytes[0] != Format || !Fingerprint(viewer, query).AsSpan().SequenceEqual(bytes.AsSpan(1, 8)))
            return false;

        cursor = new RegistryCursor(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9)), Encoding.UTF8.GetString(bytes.AsSpan(Fixed)));
        return true;
    }

    private static byte[] Fingerprint(Viewer viewer, RegistryQuery query)
    {
        // The page size may change between pages, and the moment against which "overdue" is judged does.
        var bound = query with { PageSize = 0, OverdueAt = query.OverdueAt is null ? null : DateTimeOffset.UnixEpoch };
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { viewer, bound }))[..8];
    }
}
