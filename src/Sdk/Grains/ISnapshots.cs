namespace Coordination.Sdk.Grains;

/// <summary>Keeps snapshots of long streams. They can be rebuilt: losing one costs time, nothing else.</summary>
public interface ISnapshots
{
    /// <summary>The newest snapshot, or null. Never throws: a snapshot that cannot be read is none.</summary>
    Task<Snapshot?> ReadAsync(string stream);

    /// <summary>Keeps a snapshot. Never throws.</summary>
    Task WriteAsync(string stream, Snapshot snapshot);
}

/// <param name="Version">The version of the state in it.</param>
/// <param name="At">The time of the newest event in it.</param>
/// <param name="State">JSON in UTF-8.</param>
/// <param name="Requests">The requests answered up to it: 28 bytes each (UUID, hash, version; big-endian).</param>
public sealed record Snapshot(int Version, DateTimeOffset At, byte[] State, byte[] Requests);
