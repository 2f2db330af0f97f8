using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Coordination.Silo.Directory;

/// <summary>Where a page of the directory ended, tied to its query: with another filter it is of no use.</summary>
internal static class ListToken
{
    private const byte Format = 1;
    private const int Fixed = 1 + 8;
    private const int LongestName = 100;

    /// <param name="query">The filters, written the same way each time; without page size and token.</param>
    /// <param name="last">The name of the page's last resource.</param>
    public static string Write(string query, string last)
    {
        var bytes = new byte[Fixed + Encoding.UTF8.GetByteCount(last)];
        bytes[0] = Format;
        Fingerprint(query).CopyTo(bytes.AsSpan(1));
        Encoding.UTF8.GetBytes(last, bytes.AsSpan(Fixed));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False when the token is malformed or of another query. No token: the list's beginning.</summary>
    public static bool TryRead(string? token, string query, out string after)
    {
        after = "";
        if (string.IsNullOrEmpty(token))
            return true;
        if (token.Length > 2 * LongestName || !Base64Url.IsValid(token))
            return false;

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= Fixed || bytes[0] != Format || !Fingerprint(query).SequenceEqual(bytes.AsSpan(1, 8)))
            return false;

        after = Encoding.UTF8.GetString(bytes.AsSpan(Fixed));
        return true;
    }

    private static ReadOnlySpan<byte> Fingerprint(string query) => SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, 8);
}
