using System.Collections.Immutable;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Storage;
using NSec.Cryptography;

namespace Coordination.Ledger.Evidence;

/// <summary>Checkpoints, leaves and verification.</summary>
internal sealed class LedgerEvidence(SqlStore store, LedgerOptions options, TimeProvider time) : ILedgerEvidence, IDisposable
{
    private readonly Lazy<Key> _key = new(() => SigningKey.Load(options.SigningKeyFile));
    private readonly SemaphoreSlim _signing = new(1);

    public async Task<LedgerCheckpoint> CheckpointAsync(CancellationToken cancellationToken)
    {
        await _signing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var newest = await store.ReadNewestCheckpointAsync(cancellationToken).ConfigureAwait(false);
            var head = await store.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
            if (newest is not null && newest.Size >= head.Position)
            {
                return newest;
            }

            var tree = new MerkleFrontier();
            tree.Restore(head.Position, head.Frontier);
            var root = tree.Root();
            var key = _key.Value;
            var note = SignedNote.Sign(options.Origin, SignedNote.Body(options.Origin, head.Position, root), key);
            // Stored to the microsecond: the answer is the same now and later.
            var at = Micros.ToTime(Micros.From(time.GetUtcNow()));
            var checkpoint = new LedgerCheckpoint(head.Position, [.. root], at, note, [.. PublicKey(key)]);
            await store.StoreCheckpointAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            return checkpoint;
        }
        finally
        {
            _signing.Release();
        }
    }

    public Task<ImmutableArray<byte[]>> ReadLeavesAsync(long fromPosition, int limit, CancellationToken cancellationToken) =>
        limit <= 0
            ? Task.FromResult(ImmutableArray<byte[]>.Empty)
            : store.ReadLeavesAsync(Math.Max(1, fromPosition), limit, cancellationToken);

    public SignedReceipt SignReceipt(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0 || lines.Any(static line => line.Length == 0 || line.AsSpan().IndexOfAny('\n', '\r') >= 0))
        {
            throw new ArgumentException("A receipt has lines, and each is one line.", nameof(lines));
        }

        var body = $"receipt of {options.Origin}\n{string.Join('\n', lines)}\n";
        return new SignedReceipt(SignedNote.Sign(options.Origin, body, _key.Value), SignedNote.VerifierKey(options.Origin, PublicKey(_key.Value)));
    }

    public IAsyncEnumerable<VerifyProgress> VerifyAsync(CancellationToken cancellationToken)
    {
        List<byte[]> keys = [PublicKey(_key.Value)];
        keys.AddRange(options.EarlierPublicKeys.Select(Convert.FromBase64String));
        return new LedgerVerifier(store, options.Origin, keys).VerifyAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }

        _signing.Dispose();
    }

    private static byte[] PublicKey(Key key) => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
}
