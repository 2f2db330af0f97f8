namespace Coordination.Ledger.Storage;

/// <summary>An entry with its evidence, as it lies in the store.</summary>
internal readonly record struct StoredEntry(LedgerEntry Entry, byte[] Salt, byte[] Leaf);
