namespace Coordination.Ledger.Hosting;

public enum LedgerStoreKind
{
    /// <summary>One file, one machine.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, for several silos.</summary>
    Postgres,
}

/// <summary>How and where the ledger is kept.</summary>
public sealed class LedgerOptions
{
    /// <summary>Gets or sets the store. Default: Sqlite.</summary>
    public LedgerStoreKind Store { get; set; } = LedgerStoreKind.Sqlite;

    /// <summary>
    /// Gets or sets the Npgsql connection string of the database; required for Postgres. For Sqlite a
    /// Microsoft.Data.Sqlite connection string that replaces the file in <see cref="DataDirectory"/>. Default: empty.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Gets or sets the folder of the SQLite files (<c>ledger.db</c>, <c>orleans.db</c>) and of the signing key; made when
    /// missing. Default: <c>data</c> below the working directory.
    /// </summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Gets or sets how many appends may wait for the writer; beyond it callers are told Busy. Between 1 and 1,000,000. Default: 8,192.</summary>
    public int QueueCapacity { get; set; } = 8_192;

    /// <summary>Gets or sets the most appends of one transaction. Between 1 and 4,096. Default: 512.</summary>
    public int MaxBatch { get; set; } = 512;

    /// <summary>
    /// Gets or sets how long the writer asks the store whether a commit of which the answer was lost was done, before it
    /// settles the callers as Unknown. Between 100 ms and 60 s. Default: 6 seconds.
    /// </summary>
    public TimeSpan SettleWithin { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Gets or sets how long a batch may wait for a lock of the store. Between 100 ms and 60 s. Default: 2 seconds.</summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long one statement may take. Between 1 s and 5 min. Default: 5 seconds.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets how often commits of other silos are looked for while somebody waits for them. Between 10 ms and 60 s.
    /// Default: 250 milliseconds.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how many of the newest entries are kept in memory for those who follow. Between 0 and 1,000,000. Default: 8,192.</summary>
    public int TailCapacity { get; set; } = 8_192;

    /// <summary>Gets or sets the most connections for reading; on PostgreSQL as many again for lists that search, and up to 4 for those that do not. Between 1 and 1,000. Default: 16.</summary>
    public int ReadConnections { get; set; } = 16;

    /// <summary>
    /// Gets or sets the file of the Ed25519 key that signs checkpoints (32 bytes, base64); made with mode 600 when missing.
    /// All silos of one ledger need the same key. Default: <c>ledger-signing.key</c> in <see cref="DataDirectory"/>.
    /// </summary>
    public string SigningKeyPath { get; set; } = "";

    /// <summary>Gets or sets the name of this ledger in its checkpoints; no space, no plus sign. Default: <c>coordination/ledger</c>.</summary>
    public string Origin { get; set; } = "coordination/ledger";

    /// <summary>Gets the public keys (32 bytes, base64) of earlier signing keys, whose checkpoints still count. Default: none.</summary>
    public IList<string> EarlierPublicKeys { get; } = [];

    internal string SigningKeyFile => SigningKeyPath.Length > 0 ? SigningKeyPath : Path.Combine(DataDirectory, "ledger-signing.key");

    internal void CopyTo(LedgerOptions other)
    {
        other.Store = Store;
        other.ConnectionString = ConnectionString;
        other.DataDirectory = DataDirectory;
        other.QueueCapacity = QueueCapacity;
        other.MaxBatch = MaxBatch;
        other.SettleWithin = SettleWithin;
        other.LockTimeout = LockTimeout;
        other.StatementTimeout = StatementTimeout;
        other.PollInterval = PollInterval;
        other.TailCapacity = TailCapacity;
        other.ReadConnections = ReadConnections;
        other.SigningKeyPath = SigningKeyPath;
        other.Origin = Origin;
        other.EarlierPublicKeys.Clear();
        foreach (var key in EarlierPublicKeys)
        {
            other.EarlierPublicKeys.Add(key);
        }
    }
}
