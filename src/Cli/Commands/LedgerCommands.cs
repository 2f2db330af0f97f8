using System.CommandLine;
using System.Text.Json;
using Coordination.Cli.Evidence;
using Coordination.Ledger.V1;

namespace Coordination.Cli.Commands;

/// <summary><c>coord ledger verify|checkpoint</c>.</summary>
internal static class LedgerCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("ledger", Verify(leaves), Checkpoint(leaves));

    private static Command Verify(Leaves leaves)
    {
        var (key, notes) = (leaves.Text("--key", "BASE64"), leaves.Many("--note", "FILE"));
        return leaves.Leaf(
            "ledger.verify",
            async (session, parsed, cancellationToken) =>
            {
                var earlier = new List<string>();
                foreach (var file in parsed.GetValue(notes)!)
                {
                    var path = Path.GetFullPath(file, session.Around.WorkingDirectory);
                    if (!File.Exists(path))
                        throw new UsageException(session.Texts.Format("usage.file", path));
                    earlier.Add(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
                }

                var checks = await LedgerVerification.RunAsync(session, session.Own, ReadKey(session.Texts, parsed.GetValue(key)), earlier, cancellationToken).ConfigureAwait(false);
                if (session.Output.Json)
                    session.Output.WriteLine(JsonSerializer.Serialize(new { ok = checks.All(c => c.Ok), checks = checks.Select(c => new { ok = c.Ok, what = c.What }) }, Json));
                return checks.All(c => c.Ok) ? ExitCodes.Ok : ExitCodes.VerificationFailed;
            },
            key, notes);
    }

    private static Command Checkpoint(Leaves leaves) => leaves.Leaf(
        "ledger.checkpoint",
        async (session, _, cancellationToken) =>
        {
            var checkpoint = await session.Own.Ledger.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: cancellationToken);
            session.Output.Show(checkpoint, output =>
            {
                output.WriteLine(checkpoint.Note.TrimEnd('\n'));
                output.Notice(session.Texts.Format("ledger.key", Convert.ToBase64String(checkpoint.PublicKey.Span)));
            });
            return ExitCodes.Ok;
        });

    private static byte[]? ReadKey(Texts.Catalogue texts, string? base64)
    {
        if (base64 is null)
            return null;
        var key = new byte[32];
        return Convert.TryFromBase64String(base64, key, out var length) && length == 32 ? key : throw new UsageException(texts["usage.key"]);
    }

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
