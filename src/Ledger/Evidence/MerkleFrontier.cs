using System.Numerics;
using System.Security.Cryptography;

namespace Coordination.Ledger.Evidence;

/// <summary>
/// The right edge of an RFC 6962 Merkle tree (section 2.1): the roots of its perfect subtrees, the largest first.
/// It is all that is needed to append and to compute the root, at most 63 hashes. Not thread-safe.
/// </summary>
internal sealed class MerkleFrontier
{
    public const int HashLength = 32;

    private const byte NodePrefix = 1;

    private readonly byte[] _peaks = new byte[64 * HashLength];
    private readonly byte[] _node = new byte[1 + 2 * HashLength];
    private int _count;

    public MerkleFrontier() => _node[0] = NodePrefix;

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Replaces the content.</summary>
    /// <exception cref="FormatException">The number of hashes does not belong to the size.</exception>
    public void Restore(long size, ReadOnlySpan<byte> encoded)
    {
        var count = BitOperations.PopCount((ulong)size);
        if (size < 0 || encoded.Length != count * HashLength)
        {
            throw new FormatException($"A frontier of {size} leaves has {count} hashes, not {encoded.Length} bytes.");
        }

        encoded.CopyTo(_peaks);
        _count = count;
        Size = size;
    }

    /// <summary>Adds a leaf hash of 32 bytes.</summary>
    public void Append(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        leaf.CopyTo(hash);
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            _count--;
            Join(_peaks.AsSpan(_count * HashLength, HashLength), hash, hash);
        }

        hash.CopyTo(_peaks.AsSpan(_count * HashLength, HashLength));
        _count++;
        Size++;
    }

    /// <summary>The root; of an empty tree the hash of nothing.</summary>
    public byte[] Root()
    {
        if (_count == 0)
        {
            return SHA256.HashData([]);
        }

        var root = _peaks.AsSpan((_count - 1) * HashLength, HashLength).ToArray();
        for (var peak = _count - 2; peak >= 0; peak--)
        {
            Join(_peaks.AsSpan(peak * HashLength, HashLength), root, root);
        }

        return root;
    }

    /// <summary>The hashes, the largest subtree first, concatenated.</summary>
    public byte[] Encode() => _peaks.AsSpan(0, _count * HashLength).ToArray();

    private void Join(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        left.CopyTo(_node.AsSpan(1));
        right.CopyTo(_node.AsSpan(1 + HashLength));
        SHA256.HashData(_node, result);
    }
}
