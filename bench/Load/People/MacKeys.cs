using System.Security.Cryptography;
using System.Text;
using Coordination.Sealing;

namespace Coordination.Bench.Load.People;

/// <summary>Keyed hashes with keys of this run; nothing is sealed with it.</summary>
internal sealed class MacKeys(byte[] secret) : IKeyStore
{
    public byte[] Mac(string use, ReadOnlySpan<byte> data) => HMACSHA256.HashData(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(use)), data);

    public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();
}
