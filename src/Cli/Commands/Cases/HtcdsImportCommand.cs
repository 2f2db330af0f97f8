using System.CommandLine;
using System.Text;
using System.Text.Json;
using Coordination.Cli.Connecting;
using Coordination.Cli.Exporting;
using Coordination.Cli.Importing;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord import htcds</c>: cases of another system that speaks the standard.</summary>
internal static class HtcdsImportCommand
{
    /// <summary>More lines are counted, not shown.</summary>
    private const int MostShown = 50;

    public static Command Build(Leaves leaves)
    {
        var file = leaves.Argument("file");
        var (purpose, basis) = (leaves.Text("--purpose", "CODE", required: true), leaves.Text("--basis", "INSTRUMENT", required: true));
        var (retain, identity) = (leaves.Time("--retain-until", required: true, describe: "case-retain"), leaves.Flag("--with-identity", "import-identity"));
        return leaves.Leaf(
            "import.htcds",
            async (session, parsed, cancellationToken) =>
            {
                // To the day: a second run on the same day, with "+260w", must say the same.
                var until = new DateTimeOffset(parsed.GetValue(retain)!.Value.UtcDateTime.Date, TimeSpan.Zero);
                var terms = new HtcdsTerms(
                    parsed.GetValue(purpose)!, Reading.ResourceNames.Instrument(parsed.GetValue(basis)!), until, parsed.GetValue(identity));
                return await ImportAsync(session, parsed.GetRequiredValue(file), terms, cancellationToken).ConfigureAwait(false);
            },
            file, purpose, basis, retain, identity);
    }

    private static async Task<int> ImportAsync(Session session, string file, HtcdsTerms terms, CancellationToken cancellationToken)
    {
        var texts = session.Texts;
        var path = Path.GetFullPath(file, session.Around.WorkingDirectory);
        var (losses, broken) = (new HtcdsLosses(terms.WithIdentity), new List<int>());
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var records = IsJson(path) ? HtcdsFile.ReadJson(stream) : HtcdsFile.ReadCsv(reader, broken.Add);
            var import = new HtcdsImport(session.Own, await ImportCommands.NowAsync(session, cancellationToken).ConfigureAwait(false));
            await import.RunAsync(new HtcdsToCase(terms, losses).Cases(records), cancellationToken).ConfigureAwait(false);
            Tell(session, losses, broken, import);
            Summarise(session, losses, broken, import);
            return broken.Count == 0 && !import.Refused.Any() ? ExitCodes.Ok : ExitCodes.Refused;
        }
        catch (ImportFault fault)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts.Format(fault.Key, fault.Values)));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(texts.Format("usage.csv", file, texts["csv.unreadable"]));
        }
    }

    private static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static void Tell(Session session, HtcdsLosses losses, List<int> broken, HtcdsImport import)
    {
        var texts = session.Texts;
        List<string> lines =
        [
            .. broken.Select(line => texts.Format("import.reject", line, texts["htcds.broken"])),
            .. losses.BadValues.Select(bad => texts.Format("import.reject-column", bad.Line, bad.Column, texts["htcds.bad"])),
            .. import.Refused.Select(no => texts.Format("import.reject-column", no.Line, no.Step, no.Why)),
        ];
        foreach (var line in lines.Take(MostShown))
            session.Output.Notice(line);
        if (lines.Count > MostShown)
            session.Output.Notice(texts.Format("htcds.more", lines.Count - MostShown));
        foreach (var (column, count) in losses.Columns)
            session.Output.Notice(texts.Format("htcds.not-held", column, count));
        if (import.OtherOwners > 0)
            session.Output.Notice(texts.Format("htcds.owners", import.OtherOwners));
    }

    private static void Summarise(Session session, HtcdsLosses losses, List<int> broken, HtcdsImport import)
    {
        if (session.Output.Json)
        {
            session.Output.WriteLine(JsonSerializer.Serialize(new
            {
                added = import.Added,
                alreadyThere = import.Known,
                brokenLines = broken.Count,
                badValues = losses.BadValues.Count(),
                refused = import.Refused.Count(),
                notHeld = losses.Columns,
            }));
            return;
        }

        session.Output.WriteLine(session.Texts.Format("htcds.done", import.Added, import.Known, broken.Count + import.Refused.Count(), losses.BadValues.Count()));
    }
}
