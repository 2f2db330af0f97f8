using System.Collections.Immutable;

namespace Coordination.Ledger;

/// <summary>Proof that the record is whole.</summary>
public interface ILedgerEvidence
{
    /// <summary>The newest signed checkpoint; makes and stores one when the ledger has grown since the last.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    Task<LedgerCheckpoint> CheckpointAsync(CancellationToken cancellationToken);

    /// <summary>Leaves from a position on, at most <paramref name="limit"/>, 32 bytes each.</summary>
    Task<ImmutableArray<byte[]>> ReadLeavesAsync(long fromPosition, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Signs lines as a note with the key of the checkpoints. The text begins with a line of its own, "receipt of" and the
    /// origin, so that it can never be taken for a checkpoint.
    /// </summary>
    /// <param name="lines">Without line breaks; nothing about a person.</param>
    SignedReceipt SignReceipt(IReadOnlyList<string> lines);

    /// <summary>Recomputes all from what is stored; yields progress, the last with <see cref="VerifyProgress.Done"/>.</summary>
    IAsyncEnumerable<VerifyProgress> VerifyAsync(CancellationToken cancellationToken);
}

/// <param name="Note">C2SP signed-note.</param>
/// <param name="VerifierKey">Name, key id in hexadecimal, and base64 of algorithm and public key, with plus signs between.</param>
public sealed record SignedReceipt(string Note, string VerifierKey);

/// <summary>A signed statement of size and root.</summary>
[GenerateSerializer, Immutable]
public sealed record LedgerCheckpoint(long Size, ImmutableArray<byte> Root, DateTimeOffset At, string Note, ImmutableArray<byte> PublicKey);

[GenerateSerializer, Immutable]
public sealed record VerifyProgress(
    long Checked,
    long Size,
    bool Done,
    ImmutableArray<VerifyFinding> Findings,
    ImmutableArray<byte> Root,
    int Checkpoints);

/// <param name="Code">LEAF_MISMATCH, POSITION_GAP, VERSION_GAP, HEAD_MISMATCH, CHECKPOINT_MISMATCH or CHECKPOINT_SIGNATURE.</param>
[GenerateSerializer, Immutable]
public sealed record VerifyFinding(long Position, string Code, string Detail);
