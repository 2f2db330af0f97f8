namespace Coordination.Ledger.Writing;

/// <summary>The one row that orders everything.</summary>
/// <param name="Position">The newest position; the number of entries.</param>
/// <param name="Frontier">The right edge of the Merkle tree over them.</param>
internal readonly record struct LedgerHead(long Position, byte[] Frontier);

/// <summary>
/// A connection of the writer and the transaction on it. Members throw what the store's driver throws;
/// <see cref="Storage.SqlStore.Classify"/> says what it means.
/// </summary>
internal interface IWriterSession : IAsyncDisposable
{
    /// <summary>Starts a transaction, locks the head, and reads the versions of streams (0 for none) in their order.</summary>
    ValueTask<LedgerHead> BeginAsync(List<string> streams, List<int> versions);

    /// <summary>Writes everything, the head too, and commits.</summary>
    ValueTask CommitAsync(BatchColumns columns);

    /// <summary>Ends the transaction without writing.</summary>
    ValueTask RollbackAsync();

    /// <summary>
    /// Locks the head, so that no earlier transaction of ours can still be on its way, reads the salt of an entry,
    /// and ends the transaction. Null when there is no such entry.
    /// </summary>
    ValueTask<byte[]?> FindSaltAsync(string stream, int version);
}

/// <summary>What a failure of the store means for the transaction in which it happened.</summary>
internal enum StoreFault
{
    /// <summary>A version of a stream exists already. Nothing was written.</summary>
    VersionTaken,

    /// <summary>The store refuses the content. Nothing was written.</summary>
    Content,

    /// <summary>The store cannot do it now. Nothing was written.</summary>
    Unavailable,

    /// <summary>The connection is broken; whether a commit on its way was done has to be asked.</summary>
    Lost,
}
