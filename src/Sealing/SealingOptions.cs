namespace Coordination.Sealing;

/// <summary>Where the keys lie.</summary>
public sealed class SealingOptions
{
    /// <summary>The configuration's section.</summary>
    public const string Section = "Sealing";

    /// <summary>
    /// Gets or sets the folder of the keys; made when missing, for its owner alone. All silos of one ledger need the same
    /// one. Never keep it in one backup with the database. Default: <c>keys</c> in the ledger's data directory.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Gets or sets the file of the master key (32 bytes, base64), under which all keys of the folder are encrypted; made with
    /// mode 600 when missing, and refused when others than its owner can read it. Default: <c>master.key</c> in <see cref="Folder"/>.
    /// </summary>
    public string MasterKeyFile { get; set; } = "";

    /// <summary>Gets or sets how many opened keys are kept in memory. Between 1 and 1,000,000. Default: 10,000.</summary>
    public int CachedKeys { get; set; } = 10_000;

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Folder.Length == 0)
            yield return "Sealing:Folder must not be empty.";
        if (CachedKeys is < 1 or > 1_000_000)
            yield return "Sealing:CachedKeys must be between 1 and 1,000,000.";
    }
}
