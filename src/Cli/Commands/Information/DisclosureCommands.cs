using System.CommandLine;
using System.Text.RegularExpressions;
using Coordination.Cli.Printing;
using Coordination.Information.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info disclosures|my-access|access|stats</c>: who saw what of whose data, and why.</summary>
internal static partial class DisclosureCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return Disclosures(leaves);
        yield return MyAccess(leaves);
        yield return leaves.Look("info.access", "access", Access, (client, name, options) => client.Disclosures.GetAccessAsync(
            new GetAccessRequest { Name = name }, options), DisclosurePrinter.Show);
        yield return Stats(leaves);
    }

    private static Command Disclosures(Leaves leaves)
    {
        var (reader, record, grant) = (leaves.Text("--reader", "AGENCY"), leaves.Text("--record", "RECORD"), leaves.Text("--grant", "GRANT", describe: "only-grant"));
        return leaves.Listing(
            "info.disclosures",
            (client, parsed, size, token, options) => client.Disclosures.ListDisclosuresAsync(
                new ListDisclosuresRequest
                {
                    Reader = Agency(parsed.GetValue(reader) ?? ""), Record = Record(parsed.GetValue(record) ?? ""), Grant = Grant(parsed.GetValue(grant) ?? ""),
                    PageSize = size, PageToken = token,
                },
                options),
            r => r.Accesses, r => r.NextPageToken, (output, texts, r) => DisclosurePrinter.List(output, texts, r.Accesses),
            reader, record, grant);
    }

    private static Command MyAccess(Leaves leaves)
    {
        var (who, grant) = (leaves.Text("--by", "SUBJECT", describe: "access-by"), leaves.Text("--grant", "GRANT", describe: "only-grant"));
        return leaves.Listing(
            "info.my-access",
            (client, parsed, size, token, options) => client.Disclosures.ListMyAccessAsync(
                new ListMyAccessRequest { ReaderSubject = parsed.GetValue(who) ?? "", Grant = Grant(parsed.GetValue(grant) ?? ""), PageSize = size, PageToken = token }, options),
            r => r.Accesses, r => r.NextPageToken, (output, texts, r) => DisclosurePrinter.List(output, texts, r.Accesses),
            who, grant);
    }

    private static Command Stats(Leaves leaves)
    {
        var (from, to, agency) = (Month(leaves, "--from-month"), Month(leaves, "--to-month"), leaves.Text("--agency", "AGENCY", describe: "info-agency"));
        return leaves.Leaf(
            "info.stats",
            async (session, parsed, cancellationToken) =>
            {
                var summary = await session.Own.Disclosures.SummarizeSharingAsync(
                    new SummarizeSharingRequest
                    {
                        FromMonth = parsed.GetValue(from) ?? "", ToMonth = parsed.GetValue(to) ?? "", Agency = Agency(parsed.GetValue(agency) ?? ""),
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(summary, output => DisclosurePrinter.Counts(output, session.Texts, summary));
                return ExitCodes.Ok;
            },
            from, to, agency);
    }

    private static Option<string?> Month(Leaves leaves, string name)
    {
        var option = leaves.Text(name, "YYYY-MM");
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !MonthForm().IsMatch(token.Value))
                result.AddError(leaves.Texts.Format("usage.month", token.Value, name));
        });
        return option;
    }

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])$")]
    private static partial Regex MonthForm();
}
