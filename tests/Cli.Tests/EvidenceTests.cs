using System.Security.Cryptography;
using System.Text;
using Coordination.Cli.Evidence;
using Coordination.Fakes;
using Coordination.Ledger.V1;
using Google.Protobuf;
using NSec.Cryptography;
using Xunit;

namespace Coordination;

public sealed class EvidenceTests
{
    // The test leaves that implementations of RFC 6962 share, with the roots over the first n of them.
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_tree_has_the_roots_of_the_published_vectors()
    {
        var tree = new MerkleTree();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(tree.Root()));
        foreach (var (input, root) in Inputs.Zip(Roots))
        {
            tree.Add(MerkleTree.HashLeaf(Convert.FromHexString(input)));
            Assert.Equal(root, Convert.ToHexStringLower(tree.Root()));
        }
    }

    [Fact]
    public void The_tree_equals_the_definition_at_every_size()
    {
        var leaves = Enumerable.Range(0, 130).Select(i => SHA256.HashData(BitConverter.GetBytes(i))).ToList();
        var tree = new MerkleTree();
        for (var n = 1; n <= leaves.Count; n++)
        {
            tree.Add(leaves[n - 1]);
            Assert.Equal(ByDefinition(leaves[..n]), tree.Root());
        }
    }

    [Fact]
    public void A_note_that_was_signed_is_recognised_and_any_changed_byte_is_not()
    {
        using var key = new Signer();
        var note = key.Note(3, SHA256.HashData("root"u8));

        var read = SignedNote.Parse(note, out _);
        Assert.NotNull(read);
        Assert.Equal(3, read.Size);
        Assert.True(read.IsSignedBy(key.Public));
        Assert.False(read.IsSignedBy(new Signer().Public));

        for (var i = 0; i < note.Length; i++)
        {
            var changed = string.Concat(note.AsSpan(0, i), note[i] is 'A' ? "B" : "A", note.AsSpan(i + 1));
            Assert.False(SignedNote.Parse(changed, out _)?.IsSignedBy(key.Public) ?? false, $"at {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n3\nAAAA\n\n— origin AAAA\n")]
    [InlineData("origin\n3\n\n")]
    [InlineData("origin\n03\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— origin AAAAAAAA\n")]
    [InlineData("origin\n-3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— origin AAAAAAAA\n")]
    [InlineData("origin\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n")]
    [InlineData("origin\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n- origin AAAAAAAA\n")]
    public void What_is_no_note_is_none(string text)
    {
        Assert.Null(SignedNote.Parse(text, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task A_whole_record_passes_every_check()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        key.Publish(platform, 70);
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("ledger", "verify"));
        Assert.DoesNotContain("✗", coord.Out, StringComparison.Ordinal);
        Assert.Equal(7, coord.Out.Count(c => c is '✓'));
    }

    [Fact]
    public async Task A_leaf_that_was_tampered_with_ends_with_4()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        key.Publish(platform, 70);
        var bytes = platform.Leaves[0].Leaves.ToByteArray();
        bytes[5 * 32] ^= 1;
        platform.Leaves = [new ExportLeavesResponse { FirstPosition = 1, Leaves = ByteString.CopyFrom(bytes) }, .. platform.Leaves.Skip(1)];
        using var coord = new CoordRun(platform);

        Assert.Equal(4, await coord.RunAsync("ledger", "verify"));
        Assert.Contains("✗ The tree that this program built over 70 leaves has the root that was signed.", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leaf_that_is_missing_ends_with_4()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        key.Publish(platform, 70);
        platform.Leaves = [.. platform.Leaves.Take(1)];
        using var coord = new CoordRun(platform);

        Assert.Equal(4, await coord.RunAsync("ledger", "verify"));
    }

    [Fact]
    public async Task A_wrong_signature_ends_with_4()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        using var other = new Signer();
        key.Publish(platform, 10);
        platform.Checkpoint.PublicKey = ByteString.CopyFrom(other.Public);
        using var coord = new CoordRun(platform);

        Assert.Equal(4, await coord.RunAsync("ledger", "verify"));
        Assert.Contains("✗ The signature", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_pinned_must_be_the_one_that_signed()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        using var other = new Signer();
        key.Publish(platform, 10);
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("ledger", "verify", "--key", Convert.ToBase64String(key.Public)));
        Assert.Equal(4, await coord.RunAsync("ledger", "verify", "--key", Convert.ToBase64String(other.Public)));
    }

    [Fact]
    public async Task A_kept_note_must_still_be_the_beginning_of_the_record()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        var earlier = key.Publish(platform, 33);
        key.Publish(platform, 70);
        using var coord = new CoordRun(platform);
        var file = Path.Combine(coord.Folder, "kept.note");

        await File.WriteAllTextAsync(file, earlier, TestContext.Current.CancellationToken);
        Assert.Equal(0, await coord.RunAsync("ledger", "verify", "--note", file));

        // A forked history: signed by the right key, over other entries.
        await File.WriteAllTextAsync(file, key.Note(33, SHA256.HashData("fork"u8)), TestContext.Current.CancellationToken);
        Assert.Equal(4, await coord.RunAsync("ledger", "verify", "--note", file));
        Assert.Contains("✗ The record still begins with the 33 entries", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_platform_finds_itself_ends_with_4_and_is_listed()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        key.Publish(platform, 10);
        platform.Verification =
        [
            new VerifyLedgerResponse
            {
                Checked = 10, Size = 10, Done = true, Root = platform.Checkpoint.Root, Checkpoints = 1,
                Findings = { new Finding { Position = 4, Code = "LEAF_MISMATCH", Detail = "The entry was changed." } },
            },
        ];
        using var coord = new CoordRun(platform);

        Assert.Equal(4, await coord.RunAsync("ledger", "verify"));
        Assert.Contains("LEAF_MISMATCH", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verification_that_stops_half_way_ends_with_4()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var key = new Signer();
        key.Publish(platform, 10);
        platform.Verification = [new VerifyLedgerResponse { Checked = 5, Size = 10 }];
        using var coord = new CoordRun(platform);

        Assert.Equal(4, await coord.RunAsync("ledger", "verify"));
    }

    private static byte[] ByDefinition(List<byte[]> leaves)
    {
        if (leaves.Count == 1)
            return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Count)
            k *= 2;
        return SHA256.HashData([1, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }

    private sealed class Signer : IDisposable
    {
        private const string Origin = "coordination.test/ledger";
        private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);

        public byte[] Public => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

        public string Note(long size, byte[] root)
        {
            var text = $"{Origin}\n{size}\n{Convert.ToBase64String(root)}\n";
            byte[] signature = [.. SignedNote.KeyId(Origin, Public), .. SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(text))];
            return $"{text}\n— {Origin} {Convert.ToBase64String(signature)}\n";
        }

        /// <summary>Lets the platform serve a ledger of so many entries; a longer one begins as a shorter one.</summary>
        public string Publish(FakePlatform platform, int size)
        {
            var leaves = Enumerable.Range(1, size).Select(i => MerkleTree.HashLeaf(Encoding.UTF8.GetBytes($"entry {i}"))).ToList();
            var root = ByDefinition(leaves);
            platform.Checkpoint = new Checkpoint { Size = size, Root = ByteString.CopyFrom(root), Note = Note(size, root), PublicKey = ByteString.CopyFrom(Public) };
            platform.Leaves =
            [
                .. leaves.Chunk(32).Select((chunk, index) => new ExportLeavesResponse
                {
                    FirstPosition = (index * 32) + 1, Leaves = ByteString.CopyFrom([.. chunk.SelectMany(l => l)]),
                }),
            ];
            platform.Verification =
            [
                new VerifyLedgerResponse { Checked = size / 2, Size = size },
                new VerifyLedgerResponse { Checked = size, Size = size, Done = true, Root = ByteString.CopyFrom(root), Checkpoints = 1 },
            ];
            return platform.Checkpoint.Note;
        }

        public void Dispose() => key.Dispose();
    }
}
