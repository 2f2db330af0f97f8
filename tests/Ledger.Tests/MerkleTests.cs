using System.Security.Cryptography;
using Coordination.Ledger.Evidence;

namespace Coordination.Ledger.Tests;

/// <summary>The tree of RFC 6962, section 2.1, against the published test vectors of Certificate Transparency.</summary>
public sealed class MerkleTests
{
    // The eight leaf inputs of the reference tests, and the roots of the trees over the first n of them.
    private static readonly string[] Inputs =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

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
    public void The_empty_tree_has_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(new MerkleFrontier().Root()));

    [Fact]
    public void Roots_are_those_of_the_published_vectors()
    {
        var tree = new MerkleFrontier();
        for (var at = 0; at < Inputs.Length; at++)
        {
            tree.Append(Leaf(Convert.FromHexString(Inputs[at])));
            Assert.Equal(Roots[at], Convert.ToHexStringLower(tree.Root()));
        }
    }

    [Fact]
    public void The_root_is_that_of_the_recursive_definition_at_every_size()
    {
        var leaves = Enumerable.Range(0, 200).Select(static at => Leaf(BitConverter.GetBytes(at))).ToArray();
        var tree = new MerkleFrontier();
        for (var size = 1; size <= leaves.Length; size++)
        {
            tree.Append(leaves[size - 1]);
            Assert.Equal(Defined(leaves.AsSpan(0, size)), tree.Root());
            var restored = new MerkleFrontier();
            restored.Restore(size, tree.Encode());
            Assert.Equal(tree.Root(), restored.Root());
        }
    }

    [Fact]
    public void A_frontier_that_does_not_belong_to_its_size_is_refused()
    {
        var tree = new MerkleFrontier();
        Assert.Throws<FormatException>(() => tree.Restore(3, new byte[32]));
        Assert.Throws<FormatException>(() => tree.Restore(-1, []));
    }

    [Fact]
    public void A_leaf_changes_with_every_field_and_with_where_a_field_ends()
    {
        var salt = new byte[16];
        var request = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
        byte[] Hash(long position = 1, string stream = "s", int version = 1, string type = "t", string data = "d", Guid? id = null, long command = 1, string agency = "a", string subject = "b", long at = 1)
        {
            var leaf = new byte[32];
            new LeafHasher().Hash(salt, position, stream, version, type, System.Text.Encoding.UTF8.GetBytes(data), id ?? request, command, agency, subject, at, leaf);
            return leaf;
        }

        byte[][] leaves =
        [
            Hash(), Hash(position: 2), Hash(stream: "x"), Hash(version: 2), Hash(type: "x"), Hash(data: "x"), Hash(id: Guid.Empty), Hash(command: 2),
            Hash(agency: "x"), Hash(subject: "x"), Hash(at: 2), Hash(agency: "ab", subject: ""), Hash(agency: "", subject: "ab"), Hash(type: "td", data: ""),
        ];
        Assert.Equal(leaves.Length, leaves.Select(Convert.ToHexString).Distinct().Count());
        // Never changes: what is stored would no longer verify.
        Assert.Equal(Expected(), Convert.ToHexStringLower(leaves[0]));

        string Expected()
        {
            // The documented encoding, written out.
            byte[] bytes =
            [
                0, .. salt, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, (byte)'s', 0, 0, 0, 1, 0, 0, 0, 1, (byte)'t', 0, 0, 0, 1, (byte)'d',
                .. Convert.FromHexString("0198c0de000070008000000000000001"), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, (byte)'a', 0, 0, 0, 1, (byte)'b',
                0, 0, 0, 0, 0, 0, 0, 1,
            ];
            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
    }

    private static byte[] Leaf(byte[] input) => SHA256.HashData([0, .. input]);

    private static byte[] Defined(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. Defined(leaves[..split]), .. Defined(leaves[split..])]);
    }
}
