using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Coordination.Ledger.Storage;

namespace Coordination.Ledger.Evidence;

/// <summary>
/// One pass over the whole ledger. Leaves are computed anew from what is stored, the tree from them; so a change of an
/// entry shows in its leaf, and where the leaf was changed with it in the tree's root, and where the head was changed too
/// in the signed checkpoints. Memory: one page of entries, and a number a stream.
/// </summary>
internal sealed class LedgerVerifier(SqlStore store, string origin, IReadOnlyList<byte[]> publicKeys)
{
    private const int Page = 1_000;

    /// <summary>The most findings that are listed.</summary>
    private const int MostFindings = 100;

    private readonly Dictionary<string, int> _versions = [];
    private readonly MerkleFrontier _tree = new();
    private readonly LeafHasher _hasher = new();
    private readonly Queue<LedgerCheckpoint> _checkpoints = [];
    private readonly byte[] _leaf = new byte[MerkleFrontier.HashLength];
    private readonly ImmutableArray<VerifyFinding>.Builder _findings = ImmutableArray.CreateBuilder<VerifyFinding>();
    private int _found;
    private long _lastCheckpoint = -1;
    private bool _moreCheckpoints = true;
    private int _checkpointsChecked;
    private long _checked;
    private long _next = 1;

    public async IAsyncEnumerable<VerifyProgress> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await store.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        await CheckCheckpointsAsync(head.Position, cancellationToken).ConfigureAwait(false);
        for (long after = 0; after < head.Position;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await store.ReadStoredAsync(after, Page, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            foreach (var stored in page)
            {
                if (stored.Entry.Position > head.Position)
                {
                    break;
                }

                Check(stored);
                await CheckCheckpointsAsync(head.Position, cancellationToken).ConfigureAwait(false);
            }

            after = page[^1].Entry.Position;
            yield return Progress(head.Position, done: false);
        }

        await CheckEndAsync(head, cancellationToken).ConfigureAwait(false);
        yield return Progress(head.Position, done: true);
    }

    private void Check(StoredEntry stored)
    {
        var entry = stored.Entry;
        if (entry.Position != _next)
        {
            Find(_next, "POSITION_GAP", $"Position {_next} is missing; {entry.Position} follows.");
        }

        ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(_versions, entry.Stream, out _);
        if (entry.Version != version + 1)
        {
            Find(entry.Position, "VERSION_GAP", $"Version {entry.Version} of {entry.Stream} follows version {version}.");
        }

        version = entry.Version;
        if (stored.Salt.Length != LeafHasher.SaltLength)
        {
            Find(entry.Position, "LEAF_MISMATCH", "The salt is not whole.");
            Array.Clear(_leaf);
        }
        else
        {
            _hasher.Hash(
                stored.Salt, entry.Position, entry.Stream, entry.Version, entry.Type, entry.Data.Span, entry.RequestId,
                entry.CommandHash, entry.Agency, entry.Subject, Micros.From(entry.At), _leaf);
            if (!stored.Leaf.AsSpan().SequenceEqual(_leaf))
            {
                Find(entry.Position, "LEAF_MISMATCH", $"Entry {entry.Version} of {entry.Stream} is not what was hashed when it was written.");
            }
        }

        _tree.Append(_leaf);
        _next = entry.Position + 1;
        _checked++;
    }

    // Compares the checkpoints of the size that the tree has now, and of those smaller ones that it can never have.
    private async ValueTask CheckCheckpointsAsync(long size, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_checkpoints.Count == 0)
            {
                if (!_moreCheckpoints)
                {
                    return;
                }

                foreach (var read in await store.ReadCheckpointsAsync(_lastCheckpoint, Page, cancellationToken).ConfigureAwait(false))
                {
                    _checkpoints.Enqueue(read);
                    _lastCheckpoint = read.Size;
                }

                _moreCheckpoints = _checkpoints.Count == Page;
                if (_checkpoints.Count == 0)
                {
                    return;
                }
            }

            var checkpoint = _checkpoints.Peek();
            if (checkpoint.Size > _tree.Size)
            {
                return;
            }

            _checkpoints.Dequeue();
            Check(checkpoint, size);
        }
    }

    private void Check(LedgerCheckpoint checkpoint, long size)
    {
        _checkpointsChecked++;
        if (checkpoint.Size > size || checkpoint.Size != _tree.Size || !_tree.Root().AsSpan().SequenceEqual(checkpoint.Root.AsSpan()))
        {
            Find(checkpoint.Size, "CHECKPOINT_MISMATCH", $"The tree of {_tree.Size} entries is not the one of which size {checkpoint.Size} was signed.");
        }

        var body = SignedNote.Body(origin, checkpoint.Size, checkpoint.Root.AsSpan());
        if (!publicKeys.Any(key => SignedNote.Verify(checkpoint.Note, origin, body, key)))
        {
            Find(checkpoint.Size, "CHECKPOINT_SIGNATURE", $"The note of size {checkpoint.Size} is not signed by a known key of {origin}.");
        }
    }

    private async Task CheckEndAsync(Writing.LedgerHead head, CancellationToken cancellationToken)
    {
        if (_next <= head.Position)
        {
            Find(_next, "POSITION_GAP", $"Positions {_next} to {head.Position} are missing.");
        }

        if (!_tree.Encode().AsSpan().SequenceEqual(head.Frontier))
        {
            Find(head.Position, "HEAD_MISMATCH", "The tree over the entries is not the one that the head row holds.");
        }

        // The ledger may have grown meanwhile, but entries beyond its head are nobody's.
        var newest = await store.ReadNewestPositionAsync(cancellationToken).ConfigureAwait(false);
        if (newest.Entry > newest.Head)
        {
            Find(newest.Entry, "HEAD_MISMATCH", $"Entries up to {newest.Entry} exist, but the head row says {newest.Head}.");
        }

        // What is left was signed at a size that the ledger does not have; unless it was signed during this pass.
        while (_checkpoints.TryDequeue(out var checkpoint))
        {
            if (checkpoint.Size > newest.Head || checkpoint.Size <= head.Position)
            {
                Check(checkpoint, head.Position);
            }
        }
    }

    private void Find(long position, string code, string detail)
    {
        if (_found++ < MostFindings)
        {
            _findings.Add(new VerifyFinding(position, code, detail));
        }
    }

    // Findings are told once, in the progress that follows them.
    private VerifyProgress Progress(long size, bool done)
    {
        var findings = _findings.DrainToImmutable();
        return new VerifyProgress(_checked, size, done, findings, [.. _tree.Root()], _checkpointsChecked);
    }
}
