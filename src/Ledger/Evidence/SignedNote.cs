using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Coordination.Ledger.Evidence;

/// <summary>
/// A checkpoint as a signed note, in the form that C2SP specifies (tlog-checkpoint, signed-note): origin, size and
/// base64 root, a line each; an empty line; an em dash, the key's name and base64 of key id and Ed25519 signature.
/// </summary>
internal static class SignedNote
{
    private const byte Ed25519Type = 1;
    private const int KeyIdLength = 4;
    private const string SignaturePrefix = "\u2014 ";

    /// <summary>The text that is signed, its last line break included.</summary>
    public static string Body(string origin, long size, ReadOnlySpan<byte> root) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n");

    public static string Sign(string origin, string body, Key key)
    {
        var signature = SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(body));
        byte[] blob = [.. KeyId(origin, key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), .. signature];
        return $"{body}\n{SignaturePrefix}{origin} {Convert.ToBase64String(blob)}\n";
    }

    /// <summary>Whether a note says just this and one of its signatures is the key's.</summary>
    public static bool Verify(string note, string origin, string body, ReadOnlySpan<byte> publicKey)
    {
        if (!note.StartsWith(body + "\n", StringComparison.Ordinal)
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key))
        {
            return false;
        }

        var prefix = $"{SignaturePrefix}{origin} ";
        Span<byte> blob = stackalloc byte[KeyIdLength + 64];
        foreach (var line in note[(body.Length + 1)..].Split('\n'))
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)
                && Convert.TryFromBase64String(line[prefix.Length..], blob, out var written)
                && written == blob.Length
                && blob[..KeyIdLength].SequenceEqual(KeyId(origin, publicKey))
                && SignatureAlgorithm.Ed25519.Verify(key!, Encoding.UTF8.GetBytes(body), blob[KeyIdLength..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key as verifiers of notes take it.</summary>
    public static string VerifierKey(string name, ReadOnlySpan<byte> publicKey) =>
        $"{name}+{Convert.ToHexStringLower(KeyId(name, publicKey))}+{Convert.ToBase64String([Ed25519Type, .. publicKey])}";

    // The first bytes of SHA-256 over the name, a line break, the algorithm and the public key.
    private static byte[] KeyId(string name, ReadOnlySpan<byte> publicKey) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey])[..KeyIdLength];
}
