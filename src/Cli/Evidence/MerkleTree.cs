using System.Security.Cryptography;

namespace Coordination.Cli.Evidence;

/// <summary>
/// The root of RFC 6962, section 2.1, over leaf hashes that come one by one: one hash per level is kept, so a ledger
/// of any size fits in two kilobytes.
/// </summary>
internal sealed class MerkleTree
{
    public const int HashSize = 32;
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    // Roots of complete subtrees, the largest first; their sizes are the one-bits of Size.
    private readonly List<byte[]> complete = [];

    public long Size { get; private set; }

    /// <summary>The hash of a leaf: SHA-256 over 0x00 and its content.</summary>
    public static byte[] HashLeaf(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafPrefix]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>Adds the hash of the next leaf.</summary>
    public void Add(ReadOnlySpan<byte> leafHash)
    {
        var node = leafHash.ToArray();
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
        {
            node = HashNode(complete[^1], node);
            complete.RemoveAt(complete.Count - 1);
        }

        complete.Add(node);
        Size++;
    }

    /// <summary>The root over all leaves so far; of none, SHA-256 of nothing.</summary>
    public byte[] Root()
    {
        if (complete.Count == 0)
            return SHA256.HashData([]);
        var root = complete[^1];
        for (var i = complete.Count - 2; i >= 0; i--)
            root = HashNode(complete[i], root);
        return root;
    }

    private static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * HashSize)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashSize)..]);
        return SHA256.HashData(input);
    }
}
