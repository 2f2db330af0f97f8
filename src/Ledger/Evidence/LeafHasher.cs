using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coordination.Ledger.Evidence;

/// <summary>
/// The leaf of an entry: SHA-256 over 0x00 (RFC 6962's leaf prefix), the salt, and every field of the entry.
/// Numbers are big-endian of fixed width; texts (UTF-8) and bytes are preceded by their length in four bytes, so that no
/// two entries share an encoding. The salt keeps a short field from being guessed from a published leaf.
/// Not thread-safe: it reuses its buffer.
/// </summary>
internal sealed class LeafHasher
{
    public const int SaltLength = 16;

    private const byte LeafPrefix = 0;

    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <param name="at">Unix microseconds.</param>
    /// <param name="leaf">Receives 32 bytes.</param>
    public void Hash(
        ReadOnlySpan<byte> salt, long position, string stream, int version, string type, ReadOnlySpan<byte> data,
        Guid requestId, long commandHash, string agency, string subject, long at, Span<byte> leaf)
    {
        _length = 0;
        Reserve(1)[0] = LeafPrefix;
        salt.CopyTo(Reserve(SaltLength));
        Write(position);
        Write(stream);
        Write(version);
        Write(type);
        Write(data.Length);
        data.CopyTo(Reserve(data.Length));
        requestId.TryWriteBytes(Reserve(16), bigEndian: true, out _);
        Write(commandHash);
        Write(agency);
        Write(subject);
        Write(at);
        SHA256.HashData(_buffer.AsSpan(0, _length), leaf);
    }

    private void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

    private void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    private void Write(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var start = _length;
        Reserve(4 + most);
        var written = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(start + 4));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(start), written);
        _length = start + 4 + written;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
