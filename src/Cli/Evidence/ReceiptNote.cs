using System.Text;
using NSec.Cryptography;

namespace Coordination.Cli.Evidence;

/// <summary>
/// A receipt as a signed note (C2SP signed-note): "receipt of" and the origin, a line for each fact, a blank line, then
/// signature lines. It is read and checked without the platform.
/// </summary>
/// <param name="Origin">The platform that gave it.</param>
/// <param name="Facts">What it says, in its order.</param>
internal sealed record ReceiptNote(string Origin, IReadOnlyList<(string Name, string Value)> Facts, string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Title = "receipt of ";
    private const string SignaturePrefix = "\u2014 ";
    private const byte Ed25519Type = 1;

    /// <summary>Null when it is malformed.</summary>
    public static ReceiptNote? Parse(string note)
    {
        var blank = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || note.Contains('\r', StringComparison.Ordinal))
            return null;

        var lines = note[..blank].Split('\n');
        if (lines.Length < 2 || !lines[0].StartsWith(Title, StringComparison.Ordinal))
            return null;

        var facts = new List<(string, string)>();
        foreach (var line in lines.Skip(1))
        {
            var at = line.IndexOf(' ', StringComparison.Ordinal);
            if (at <= 0 || at == line.Length - 1)
                return null;
            facts.Add((line[..at], line[(at + 1)..]));
        }

        var signatures = new List<NoteSignature>();
        foreach (var line in note[(blank + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.StartsWith(SignaturePrefix, StringComparison.Ordinal) ? line[SignaturePrefix.Length..].Split(' ') : [];
            var bytes = new byte[512];
            if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], bytes, out var count) || count < 5
                || Convert.ToBase64String(bytes, 0, count) != parts[1]) // One text for each signature: unused bits are zero.
                return null;
            signatures.Add(new NoteSignature(parts[0], bytes[..4], bytes[4..count]));
        }

        return signatures.Count == 0 ? null : new ReceiptNote(lines[0][Title.Length..], facts, note[..(blank + 1)], signatures);
    }

    /// <summary>Whether one of its signatures is that of the key, and the key that of its origin.</summary>
    public bool IsSignedBy(VerifierKey key)
    {
        if (!string.Equals(Origin, key.Name, StringComparison.Ordinal)
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.Key, KeyBlobFormat.RawPublicKey, out var known)
            || known is null)
        {
            return false;
        }

        var id = SignedNote.KeyId(key.Name, key.Key);
        return Signatures.Any(signature => signature.Name == key.Name
            && signature.KeyId.AsSpan().SequenceEqual(id)
            && SignatureAlgorithm.Ed25519.Verify(known, Encoding.UTF8.GetBytes(Text), signature.Bytes));
    }

    /// <summary>Name, key id in hexadecimal, and base64 of algorithm and key, with plus signs between.</summary>
    internal sealed record VerifierKey(string Name, byte[] Key)
    {
        /// <summary>Null when it is malformed, or its key id is not that of its key.</summary>
        public static VerifierKey? Parse(string text)
        {
            var parts = text.Trim().Split('+', 3);
            var bytes = new byte[64];
            if (parts.Length != 3 || !Convert.TryFromBase64String(parts[2], bytes, out var count) || count != 33 || bytes[0] != Ed25519Type)
                return null;

            var key = bytes[1..33];
            return string.Equals(parts[1], Convert.ToHexStringLower(SignedNote.KeyId(parts[0], key)), StringComparison.OrdinalIgnoreCase)
                ? new VerifierKey(parts[0], key)
                : null;
        }
    }
}
