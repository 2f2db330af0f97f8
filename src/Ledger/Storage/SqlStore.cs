using System.Data.Common;
using Coordination.Ledger.Writing;

namespace Coordination.Ledger.Storage;

/// <summary>
/// A database that holds the ledger. What differs between databases is abstract; the questions, which are the same, are
/// asked in the other parts of this class, one part a subject.
/// </summary>
internal abstract partial class SqlStore : IAsyncDisposable
{
    /// <summary>Whether sessions of the writer block their thread instead of awaiting.</summary>
    public abstract bool Blocks { get; }

    /// <summary>The function that finds a text in another: the haystack first, 0 for not found.</summary>
    protected abstract string FindText { get; }

    /// <summary>Brings the schema up to date. Safe when several processes do it at once.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellationToken);

    public abstract ValueTask<IWriterSession> OpenSessionAsync();

    public abstract StoreFault Classify(Exception exception);

    /// <summary>Codes, never content.</summary>
    public abstract string Describe(Exception exception);

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<Lease> LeaseAsync(CancellationToken cancellationToken);

    /// <summary>A connection for walking an index in its order.</summary>
    /// <param name="toTheEnd">The walk may pass over much that is not wanted; otherwise it is as short as the page.</param>
    protected virtual ValueTask<Lease> LeaseForListAsync(bool toTheEnd, CancellationToken cancellationToken) => LeaseAsync(cancellationToken);

    protected abstract Guid ReadGuid(DbDataReader reader, int ordinal);

    /// <summary>
    /// Called when a read found its connection broken: forget those that lay idle beside it, for they are as old.
    /// </summary>
    protected virtual void ForgetConnections()
    {
    }

    /// <summary>Runs a read on a connection; once more on a fresh one when the first was broken, so it must not leave half an answer behind.</summary>
    protected Task<T> ReadAsync<T>(Func<Lease, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(read, LeaseAsync, cancellationToken);

    /// <inheritdoc cref="ReadAsync{T}(Func{Lease, Task{T}}, CancellationToken)"/>
    protected Task<T> ReadAsync<T>(
        Func<Lease, Task<T>> read, Func<CancellationToken, ValueTask<Lease>> leasing, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                await using var lease = await leasing(cancellationToken).ConfigureAwait(false);
                return await read(lease).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Runs a read, twice when the first finds a broken connection; a failure of the store becomes <see cref="LedgerUnavailableException"/>.</summary>
    protected async Task<T> GuardAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (DbException exception) when (attempt == 1 && Classify(exception) is StoreFault.Lost && !cancellationToken.IsCancellationRequested)
            {
                ForgetConnections();
            }
            catch (Exception exception) when (exception is DbException or IOException or TimeoutException or ObjectDisposedException)
            {
                throw new LedgerUnavailableException($"The ledger's store cannot be read ({Describe(exception)}).", exception);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new LedgerUnavailableException("The ledger's store did not answer in time.", exception);
            }
        }
    }
}
