using Coordination.Ledger.Evidence;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>What a database administrator changes is found.</summary>
public abstract class EvidenceCompliance : LedgerCompliance
{
    [Fact]
    public async Task A_checkpoint_is_made_once_for_a_size_and_its_note_verifies()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 3));
        var checkpoint = await ledger.Evidence.CheckpointAsync(Cancelled);
        var again = await ledger.Evidence.CheckpointAsync(Cancelled);
        Assert.Equal((checkpoint.Note, checkpoint.At), (again.Note, again.At));
        Assert.Equal(3, checkpoint.Size);
        var body = SignedNote.Body("coordination/ledger", 3, checkpoint.Root.AsSpan());
        Assert.True(SignedNote.Verify(checkpoint.Note, "coordination/ledger", body, checkpoint.PublicKey.AsSpan()));
        Assert.StartsWith($"coordination/ledger\n3\n{Convert.ToBase64String(checkpoint.Root.AsSpan())}\n\n\u2014 coordination/ledger ", checkpoint.Note, StringComparison.Ordinal);

        var tree = new MerkleFrontier();
        foreach (var leaf in await ledger.Evidence.ReadLeavesAsync(1, 100, Cancelled))
        {
            tree.Append(leaf);
        }

        Assert.Equal(checkpoint.Root, tree.Root());
        await ledger.AppendAsync(Sample.Append("tasks/t1", 3));
        Assert.Equal(4, (await ledger.Evidence.CheckpointAsync(Cancelled)).Size);
        await AssertWholeAsync(ledger, 4);
    }

    [Fact]
    public async Task A_receipt_is_signed_by_the_key_of_the_checkpoints_and_is_never_one()
    {
        await using var ledger = await Store.OpenAsync();
        var key = (await ledger.Evidence.CheckpointAsync(Cancelled)).PublicKey;
        var receipt = ledger.Evidence.SignReceipt(["resource tasks/t1", "version 2"]);

        Assert.True(SignedNote.Verify(receipt.Note, "coordination/ledger", "receipt of coordination/ledger\nresource tasks/t1\nversion 2\n", key.AsSpan()));
        Assert.Equal(receipt, ledger.Evidence.SignReceipt(["resource tasks/t1", "version 2"]));
        Assert.Equal(SignedNote.VerifierKey("coordination/ledger", key.AsSpan()), receipt.VerifierKey);
        Assert.Throws<ArgumentException>(() => ledger.Evidence.SignReceipt([]));
        Assert.Throws<ArgumentException>(() => ledger.Evidence.SignReceipt(["resource tasks/t1\n17"]));
    }

    [Fact]
    public async Task An_empty_ledger_has_a_checkpoint_and_is_whole()
    {
        await using var ledger = await Store.OpenAsync();
        Assert.Equal(0, (await ledger.Evidence.CheckpointAsync(Cancelled)).Size);
        await AssertWholeAsync(ledger, 0);
    }

    [Fact]
    public async Task Leaves_are_read_from_a_position_on()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 9));
        var all = await ledger.Evidence.ReadLeavesAsync(1, 100, Cancelled);
        Assert.Equal(9, all.Length);
        Assert.All(all, static leaf => Assert.Equal(32, leaf.Length));
        Assert.Equal(all.Skip(3).Take(2), await ledger.Evidence.ReadLeavesAsync(4, 2, Cancelled));
        Assert.Empty(await ledger.Evidence.ReadLeavesAsync(10, 100, Cancelled));
    }

    public static TheoryData<string, string, string> Tamperings => new()
    {
        { "edit data", "update ledger_entry set data = salt where position = 7", "LEAF_MISMATCH 7" },
        { "edit type", "update ledger_entry set type = 'x' where position = 1", "LEAF_MISMATCH 1" },
        { "edit actor", "update ledger_entry set agency = 'x' where position = 20", "LEAF_MISMATCH 20" },
        { "edit subject", "update ledger_entry set subject = 'x' where position = 2", "LEAF_MISMATCH 2" },
        { "edit time", "update ledger_entry set at = at + 1 where position = 2", "LEAF_MISMATCH 2" },
        { "edit command", "update ledger_entry set command_hash = 0 where position = 2", "LEAF_MISMATCH 2" },
        { "edit request", "update ledger_entry set request_id = (select request_id from ledger_entry where position = 1) where position = 2", "LEAF_MISMATCH 2" },
        { "edit leaf", "update ledger_entry set leaf = (select leaf from ledger_entry where position = 3) where position = 2", "LEAF_MISMATCH 2" },
        { "edit salt", "update ledger_entry set salt = (select salt from ledger_entry where position = 3) where position = 2", "LEAF_MISMATCH 2" },
        { "move to another stream", "update ledger_entry set stream = 'tasks/other' where position = 20", "LEAF_MISMATCH 20" },
        { "delete one", "delete from ledger_entry where position = 7", "POSITION_GAP 7" },
        { "delete one of a stream", "delete from ledger_entry where position = 7", "VERSION_GAP 8" },
        { "truncate", "delete from ledger_entry where position > 15", "POSITION_GAP 16" },
        { "truncate with the head", "delete from ledger_entry where position > 15; update ledger_head set position = 15", "HEAD_MISMATCH 15" },
        { "insert behind the head", "insert into ledger_entry select 21, 'tasks/new', 1, type, data, request_id, command_hash, agency, subject, at, salt, leaf from ledger_entry where position = 1", "HEAD_MISMATCH 21" },
        { "insert with the head", "insert into ledger_entry select 21, 'tasks/new', 1, type, data, request_id, command_hash, agency, subject, at, salt, leaf from ledger_entry where position = 1; update ledger_head set position = 21", "LEAF_MISMATCH 21" },
        { "swap", "update ledger_entry set position = -3 where position = 3; update ledger_entry set position = 3 where position = 4; update ledger_entry set position = 4 where position = -3", "LEAF_MISMATCH 3" },
        { "frontier", "update ledger_head set frontier = (select leaf from ledger_entry where position = 1)", "HEAD_MISMATCH 20" },
        { "checkpoint's root", "update checkpoint set root = (select leaf from ledger_entry where position = 1) where size = 10", "CHECKPOINT_MISMATCH 10" },
        { "checkpoint's note", "update checkpoint set note = (select note from checkpoint where size = 20) where size = 10", "CHECKPOINT_SIGNATURE 10" },
        { "checkpoint's size", "update checkpoint set size = 25 where size = 20", "CHECKPOINT_MISMATCH 25" },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task A_tampering_is_found(string what, string sql, string finding)
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        await AssertWholeAsync(ledger, 20);
        await Store.ExecuteAsync(sql);
        var (_, findings) = await VerifyAsync(ledger);
        Assert.True(findings.Any(found => $"{found.Code} {found.Position}" == finding), $"{what}: {string.Join("; ", findings)}");
    }

    [Fact]
    public async Task Who_edits_and_hashes_anew_is_caught_by_the_tree_and_who_rewrites_the_head_too_by_the_checkpoint()
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        var entries = (await ledger.Store.ReadStoredAsync(0, 100, Cancelled)).ToArray();
        var tree = new MerkleFrontier();
        var forged = new byte[32];
        foreach (var (entry, salt, leaf) in entries)
        {
            if (entry.Position == 5)
            {
                new LeafHasher().Hash(
                    salt, 5, entry.Stream, entry.Version, "forged", entry.Data.Span, entry.RequestId, entry.CommandHash, entry.Agency, entry.Subject,
                    Storage.Micros.From(entry.At), forged);
                tree.Append(forged);
            }
            else
            {
                tree.Append(leaf);
            }
        }

        await Store.ExecuteAsync($"update ledger_entry set type = 'forged', leaf = {Literal(forged)} where position = 5");
        Assert.Equal(
            ["CHECKPOINT_MISMATCH 10", "CHECKPOINT_MISMATCH 20", "HEAD_MISMATCH 20"],
            (await VerifyAsync(ledger)).Findings.Select(static found => $"{found.Code} {found.Position}").Order());

        await Store.ExecuteAsync($"update ledger_head set frontier = {Literal(tree.Encode())}");
        Assert.Equal(
            ["CHECKPOINT_MISMATCH 10", "CHECKPOINT_MISMATCH 20"],
            (await VerifyAsync(ledger)).Findings.Select(static found => $"{found.Code} {found.Position}").Order());
    }

    [Fact]
    public async Task A_checkpoint_signed_with_another_key_is_found_unless_the_key_is_known()
    {
        string publicKey;
        await using (var ledger = await Store.OpenAsync())
        {
            await ledger.AppendAsync(Sample.Append("tasks/t1", 0));
            publicKey = Convert.ToBase64String((await ledger.Evidence.CheckpointAsync(Cancelled)).PublicKey.AsSpan());
        }

        await using var other = await Store.OpenAsync(options => options.SigningKeyPath = Path.Combine(Store.Folder, "other.key"));
        Assert.Equal(["CHECKPOINT_SIGNATURE"], (await VerifyAsync(other)).Findings.Select(static found => found.Code));
        await using var rotated = await Store.OpenAsync(options =>
        {
            options.SigningKeyPath = Path.Combine(Store.Folder, "other.key");
            options.EarlierPublicKeys.Add(publicKey);
        });
        await AssertWholeAsync(rotated, 1);
    }

    [Fact]
    public async Task Findings_are_bounded()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 150));
        await Store.ExecuteAsync("update ledger_entry set type = 'x'");
        var (last, findings) = await VerifyAsync(ledger);
        Assert.Equal(100, findings.Count);
        Assert.Equal(150, last.Checked);
    }

    private static async Task FillAsync(LedgerRuntime ledger)
    {
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 10));
        await ledger.Evidence.CheckpointAsync(Cancelled);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(at => ledger.AppendAsync(Sample.Append($"tasks/s{at}", 0))));
        await ledger.Evidence.CheckpointAsync(Cancelled);
    }

    private string Literal(byte[] bytes) =>
        Store is SqliteTestStore ? $"x'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'::bytea";
}
