using System.CommandLine;
using System.Text.Json;
using Coordination.Cli.Evidence;

namespace Coordination.Cli.Commands;

/// <summary><c>coord receipt verify</c>: what a receipt of a referral or transfer says, and whether the platform said so. Nothing is sent anywhere.</summary>
internal static class ReceiptCommands
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build(Leaves leaves) => leaves.Group("receipt", Verify(leaves));

    private static Command Verify(Leaves leaves)
    {
        var (file, key) = (leaves.Argument("file"), leaves.Text("--key", "VKEY", required: true, describe: "receipt-key"));
        return leaves.Leaf(
            "receipt.verify",
            async (session, parsed, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file), session.Around.WorkingDirectory);
                if (!File.Exists(path))
                    throw new UsageException(session.Texts.Format("usage.file", path));
                var verifier = ReceiptNote.VerifierKey.Parse(parsed.GetValue(key) ?? "") ?? throw new UsageException(session.Texts["usage.verifier-key"]);

                var note = ReceiptNote.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
                var ok = note is not null && note.IsSignedBy(verifier);
                if (session.Output.Json)
                {
                    session.Output.WriteLine(JsonSerializer.Serialize(
                        new { ok, origin = ok ? note!.Origin : "", facts = ok ? note!.Facts.ToDictionary(f => f.Name, f => f.Value) : [] }, Json));
                }
                else if (ok)
                {
                    session.Output.WriteLine(session.Texts.Format("receipt.good", note!.Origin));
                    foreach (var (name, value) in note.Facts)
                        session.Output.WriteLine($"{name} {value}");
                }
                else
                {
                    session.Output.WriteLine(session.Texts[note is null ? "receipt.malformed" : "receipt.bad"]);
                }

                return ok ? ExitCodes.Ok : ExitCodes.VerificationFailed;
            },
            file, key);
    }
}
