using System.Text;
using Coordination.Cli.Evidence;
using NSec.Cryptography;
using Xunit;

namespace Coordination;

public sealed class ReceiptTests : IDisposable
{
    private const string Origin = "coordination/test";
    private const string Body = "receipt of coordination/test\nresource transfers/t1\nevent transfer.accepted\nversion 2\n";

    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);
    private readonly Key other = Key.Create(SignatureAlgorithm.Ed25519);

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_receipt_of_the_platform_is_good_and_says_what_happened()
    {
        var note = ReceiptNote.Parse(Sign(Origin, Body, key));

        Assert.True(note!.IsSignedBy(ReceiptNote.VerifierKey.Parse(VerifierOf(Origin, key))!));
        Assert.Equal([("resource", "transfers/t1"), ("event", "transfer.accepted"), ("version", "2")], note.Facts);
    }

    [Fact]
    public void An_altered_one_is_not_nor_one_of_another_key_or_origin()
    {
        var verifier = ReceiptNote.VerifierKey.Parse(VerifierOf(Origin, key))!;
        Assert.False(ReceiptNote.Parse(Sign(Origin, Body, key).Replace("transfers/t1", "transfers/t2", StringComparison.Ordinal))!.IsSignedBy(verifier));
        Assert.False(ReceiptNote.Parse(Sign(Origin, Body, other))!.IsSignedBy(verifier));
        Assert.False(ReceiptNote.Parse(Sign("elsewhere", Body, key))!.IsSignedBy(verifier));
        Assert.False(ReceiptNote.Parse(Sign(Origin, Body.Replace(Origin, "elsewhere", StringComparison.Ordinal), key))!.IsSignedBy(verifier));
        Assert.False(ReceiptNote.Parse(Sign(Origin, Body, key))!.IsSignedBy(ReceiptNote.VerifierKey.Parse(VerifierOf(Origin, other))!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("receipt of coordination/test\nresource transfers/t1\n")]
    [InlineData("coordination/test\n17\nAAAA\n")] // A checkpoint.
    [InlineData("receipt of coordination/test\nresource\n")]
    public void What_is_no_receipt_is_malformed(string text)
    {
        Assert.Null(ReceiptNote.Parse(text));
        if (!text.StartsWith("receipt of coordination/test\nresource transfers", StringComparison.Ordinal))
            Assert.Null(ReceiptNote.Parse(Sign(Origin, text, key)));
    }

    [Fact]
    public void A_verifier_key_must_be_whole()
    {
        var verifier = VerifierOf(Origin, key);
        Assert.Null(ReceiptNote.VerifierKey.Parse(verifier[..^4]));
        Assert.Null(ReceiptNote.VerifierKey.Parse("x" + verifier)); // Another name has another key id.
        Assert.Null(ReceiptNote.VerifierKey.Parse("coordination/test"));
    }

    private static string Sign(string name, string body, Key key)
    {
        byte[] blob = [.. SignedNote.KeyId(name, Raw(key)), .. SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(body))];
        return $"{body}\n\u2014 {name} {Convert.ToBase64String(blob)}\n";
    }

    private static string VerifierOf(string name, Key key) =>
        $"{name}+{Convert.ToHexStringLower(SignedNote.KeyId(name, Raw(key)))}+{Convert.ToBase64String([1, .. Raw(key)])}";

    private static byte[] Raw(Key key) => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
}
