using System.Data.Common;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Storage;
using Coordination.Ledger.Writing;

namespace Coordination.Ledger.Postgres;

internal sealed class PostgresStore(LedgerOptions options) : SqlStore
{
    public override bool Blocks => false;
    protected override string FindText => "strpos";
    public override Task MigrateAsync(CancellationToken cancellationToken) => throw new LedgerUnavailableException(options.Store.ToString());
    public override ValueTask<IWriterSession> OpenSessionAsync() => throw new LedgerUnavailableException();
    public override StoreFault Classify(Exception exception) => StoreFault.Lost;
    public override string Describe(Exception exception) => exception.GetType().Name;
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    protected override ValueTask<Lease> LeaseAsync(CancellationToken cancellationToken) => throw new LedgerUnavailableException();
    protected override Guid ReadGuid(DbDataReader reader, int ordinal) => reader.GetGuid(ordinal);
}
