using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Coordination.Cli.Evidence;

/// <summary>
/// A checkpoint as a signed note (C2SP signed-note and tlog-checkpoint): origin, size and root on a line each, a blank
/// line, then signature lines.
/// </summary>
internal sealed record SignedNote(string Origin, long Size, byte[] Root, string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string SignaturePrefix = "\u2014 ";
    private const byte Ed25519Type = 1;

    /// <summary>Reads a note; null with the reason when it is malformed.</summary>
    public static SignedNote? Parse(string note, out string reason)
    {
        reason = "";
        var blank = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0)
            return Bad("there is no blank line before the signatures", out reason);
        var text = note[..(blank + 1)];
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[0].Length == 0)
            return Bad("the text has not the lines origin, size and root", out reason);
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || lines[1] != size.ToString(CultureInfo.InvariantCulture))
            return Bad("the size is not a number", out reason);
        var root = new byte[MerkleTree.HashSize];
        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != root.Length)
            return Bad("the root is not 32 bytes in base64", out reason);

        var signatures = new List<NoteSignature>();
        foreach (var line in note[(blank + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? line[SignaturePrefix.Length..].Split(' ') : [];
            var bytes = new byte[512];
            if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], bytes, out var count) || count < 5
                || Convert.ToBase64String(bytes, 0, count) != parts[1]) // One text for each signature: unused bits are zero.
                return Bad("a signature line is malformed", out reason);
            signatures.Add(new NoteSignature(parts[0], bytes[..4], bytes[4..count]));
        }

        return signatures.Count == 0 ? Bad("it has no signature", out reason) : new SignedNote(lines[0], size, root, text, signatures);
    }

    /// <summary>Whether a signature of the origin's own key is there and right.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey)
    {
        var id = KeyId(Origin, publicKey);
        foreach (var signature in Signatures)
        {
            if (signature.Name == Origin
                && signature.KeyId.AsSpan().SequenceEqual(id)
                && PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
                && key is not null
                && SignatureAlgorithm.Ed25519.Verify(key, Encoding.UTF8.GetBytes(Text), signature.Bytes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first four bytes of SHA-256 over the name, a line feed, the algorithm's number and the key.</summary>
    public static byte[] KeyId(string name, ReadOnlySpan<byte> publicKey) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey])[..4];

    private static SignedNote? Bad(string why, out string reason)
    {
        reason = why;
        return null;
    }
}

/// <param name="Name">The signer's name; the origin for the platform's own.</param>
internal sealed record NoteSignature(string Name, byte[] KeyId, byte[] Bytes);
