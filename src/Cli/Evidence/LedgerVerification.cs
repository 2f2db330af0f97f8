using Coordination.Cli.Connecting;
using Coordination.Client;
using Coordination.Ledger.V1;
using Spectre.Console;

namespace Coordination.Cli.Evidence;

/// <summary>
/// Checks the record twice: the platform recomputes every leaf from what it stores, and this program builds the tree
/// itself from the exported leaves and holds it against the signed checkpoint.
/// </summary>
internal static class LedgerVerification
{
    public static async Task<IReadOnlyList<Check>> RunAsync(
        Session session, CoordinationClient client, byte[]? pinnedKey, IReadOnlyList<string> earlierNotes, CancellationToken cancellationToken)
    {
        var checks = new Checklist(session);
        var own = await OwnWordAsync(session, client, checks, cancellationToken).ConfigureAwait(false);
        var checkpoint = await client.Ledger.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: cancellationToken);
        var notes = new NoteChecks(checks, session.Texts);
        notes.Newest(checkpoint, pinnedKey);
        var earlier = notes.Earlier(earlierNotes, pinnedKey ?? checkpoint.PublicKey.ToByteArray());

        var sizes = new SortedSet<long>(earlier.Select(n => n.Size)) { checkpoint.Size, own.Size };
        var tree = await OwnTreeAsync(session, client, sizes, checks, cancellationToken).ConfigureAwait(false);
        checks.Add(Same(tree, own.Size, own.Root.Span), "check.own-root", own.Size);
        checks.Add(Same(tree, checkpoint.Size, checkpoint.Root.Span), "check.checkpoint-root", checkpoint.Size);
        foreach (var note in earlier)
            checks.Add(Same(tree, note.Size, note.Root), "check.earlier-root", note.Size);
        return checks.All;
    }

    // What the platform says of itself: every leaf recomputed, positions and versions gapless, checkpoints consistent.
    private static async Task<VerifyLedgerResponse> OwnWordAsync(Session session, CoordinationClient client, Checklist checks, CancellationToken cancellationToken)
    {
        VerifyLedgerResponse? last = null;
        var findings = new List<Finding>();
        await LongWork.RunAsync(session, "ledger.recomputing", async report =>
        {
            using var call = client.Ledger.VerifyLedger(new VerifyLedgerRequest(), cancellationToken: cancellationToken);
            while (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
            {
                last = call.ResponseStream.Current;
                findings.AddRange(last.Findings);
                report(last.Checked, last.Size);
            }
        }).ConfigureAwait(false);

        var whole = last is { Done: true } && last.Checked == last.Size;
        checks.Add(whole && findings.Count == 0, "check.leaves", last?.Checked ?? 0, last?.Size ?? 0);
        checks.Add(whole && findings.All(f => !f.Code.StartsWith("CHECKPOINT", StringComparison.Ordinal)), "check.checkpoints", last?.Checkpoints ?? 0);
        foreach (var finding in findings.DistinctBy(f => (f.Position, f.Code)))
            checks.Add(false, "check.finding", finding.Position, finding.Code, finding.Detail);
        return last ?? new VerifyLedgerResponse();
    }

    private static async Task<IReadOnlyDictionary<long, byte[]>> OwnTreeAsync(
        Session session, CoordinationClient client, SortedSet<long> sizes, Checklist checks, CancellationToken cancellationToken)
    {
        var tree = new MerkleTree();
        var roots = new Dictionary<long, byte[]> { [0] = tree.Root() };
        var gapless = true;
        var wanted = sizes.Max;
        await LongWork.RunAsync(session, "ledger.building", async report =>
        {
            using var call = client.Ledger.ExportLeaves(new ExportLeavesRequest { FromPosition = 1 }, cancellationToken: cancellationToken);
            while (tree.Size < wanted && await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
            {
                var part = call.ResponseStream.Current;
                gapless &= part.FirstPosition == tree.Size + 1 && part.Leaves.Length % MerkleTree.HashSize == 0;
                for (var at = 0; at + MerkleTree.HashSize <= part.Leaves.Length && tree.Size < wanted; at += MerkleTree.HashSize)
                {
                    tree.Add(part.Leaves.Span.Slice(at, MerkleTree.HashSize));
                    if (sizes.Contains(tree.Size))
                        roots[tree.Size] = tree.Root();
                }

                report(tree.Size, wanted);
            }
        }).ConfigureAwait(false);

        checks.Add(gapless && tree.Size == wanted, "check.export", tree.Size, wanted);
        return roots;
    }

    private static bool Same(IReadOnlyDictionary<long, byte[]> roots, long size, ReadOnlySpan<byte> root) =>
        roots.TryGetValue(size, out var own) && root.SequenceEqual(own);
}

/// <summary>Says each check as it is made.</summary>
internal sealed class Checklist(Session session)
{
    private readonly List<Check> all = [];

    public IReadOnlyList<Check> All => all;

    public void Add(bool ok, string key, params object?[] values)
    {
        var check = new Check(ok, session.Texts.Format(key, values));
        all.Add(check);
        if (session.Output.Json)
            return;
        var mark = ok ? "✓" : "✗";
        if (session.Output.IsTerminal)
            session.Output.Console.MarkupLine($"[{(ok ? "green" : "red")}]{mark}[/] {Markup.Escape(check.What)}");
        else
            session.Output.WriteLine($"{mark} {check.What}");
    }
}

/// <summary>A progress bar on a terminal; nothing otherwise, since the result says it all.</summary>
internal static class LongWork
{
    public static async Task RunAsync(Session session, string key, Func<Action<long, long>, Task> work)
    {
        if (!session.Output.IsTerminal || session.Output.Json)
        {
            await work(static (_, _) => { }).ConfigureAwait(false);
            return;
        }

        await session.Output.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(session.Texts[key]), maxValue: 1);
            await work((done, of) => (bar.MaxValue, bar.Value) = (Math.Max(1, of), done)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
