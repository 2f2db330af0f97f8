namespace Coordination.Http;

/// <summary>Lets an answer through as it is written; of a refusal it holds what is said, until it was looked at.</summary>
internal sealed class RefusalStream(Stream inner, HttpResponse response) : Stream
{
    private MemoryStream? held;

    /// <summary>The body of a refusal; null when the answer has gone out.</summary>
    public byte[]? Held => held?.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private Stream Target => held ?? (response.StatusCode < StatusCodes.Status400BadRequest || response.HasStarted ? inner : held = new MemoryStream());

    public override void Flush() => Target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Target.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Target.Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Target.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target.WriteAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            held?.Dispose();
        base.Dispose(disposing);
    }
}
