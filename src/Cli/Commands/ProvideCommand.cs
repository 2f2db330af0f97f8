using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Providing;
using Coordination.Client;
using Coordination.Information.V1;

namespace Coordination.Cli.Commands;

/// <summary><c>coord provide</c>: a CSV file answers the platform's queries, so that an agency without developers can take part.</summary>
internal static class ProvideCommand
{
    private const int DefaultConcurrency = 10;

    public static Command Build(Leaves leaves)
    {
        var (from, type, key, map) = (
            leaves.Text("--from", "FILE", required: true, describe: "provide-from"), leaves.Text("--type", "NAME", required: true, describe: "provide-type"),
            leaves.Text("--key", "COLUMN", required: true, describe: "provide-key"), leaves.Many("--map", "COLUMN=FIELD"));
        var (offer, retain, minor) = (leaves.Flag("--offer"), leaves.Time("--retain-until"), leaves.Flag("--minor"));
        var (concurrency, count) = (leaves.Number("--concurrency", 1, 100), leaves.Number("--count", 1, int.MaxValue, describe: "provide-count"));
        return leaves.Leaf(
            "provide",
            async (session, parsed, cancellationToken) =>
            {
                var source = new CsvSource(session, parsed.GetValue(from)!, parsed.GetValue(key)!, Map(session, parsed.GetValue(map)!));
                var name = parsed.GetValue(type)!;
                if (!name.StartsWith("recordTypes/", StringComparison.Ordinal))
                    name = "recordTypes/" + name;
                if (parsed.GetValue(offer))
                {
                    var until = parsed.GetValue(retain) ?? throw new UsageException(session.Texts["usage.retain"]);
                    var (offered, known) = await CsvOffering.OfferAsync(
                        session.Own.Records, source.Table, name, until, parsed.GetValue(minor), cancellationToken).ConfigureAwait(false);
                    session.Output.Notice(session.Texts.Format("provide.offered", offered, known));
                }

                var hello = new ProviderHello { Concurrency = parsed.GetValue(concurrency) ?? DefaultConcurrency, RecordTypes = { name } };
                await ServeAsync(session, session.Own, session.ClientId, source, hello, parsed.GetValue(count) ?? int.MaxValue, null, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Ok;
            },
            from, type, key, map, offer, retain, minor, concurrency, count);
    }

    /// <summary>Serves until so many queries were answered.</summary>
    /// <param name="clientId">As whom <paramref name="client"/> is signed in.</param>
    /// <param name="onReady">Called whenever the platform takes it for present.</param>
    internal static async Task ServeAsync(
        Session session, CoordinationClient client, string clientId, CsvSource source, ProviderHello hello, int count, Action? onReady, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var left = count;
        try
        {
            await client.ServeAsync(hello, Answer, Ready, enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Enough.
        }

        void Ready()
        {
            session.Output.Notice(session.Texts.Format("provide.ready", source.Table.Count, hello.RecordTypes[0], clientId));
            onReady?.Invoke();
        }

        ValueTask<IReadOnlyDictionary<string, string>?> Answer(ProviderQuery query, CancellationToken cancellation)
        {
            var found = source.Table.Find(query.Reference);
            Print(session, query, found is not null);
            if (Interlocked.Decrement(ref left) == 0)
                enough.CancelAfter(TimeSpan.FromSeconds(1)); // The last answer is on its way.
            return ValueTask.FromResult(found);
        }
    }

    /// <summary>What was asked, under which grant, by whom: never the reference or a value.</summary>
    private static void Print(Session session, ProviderQuery query, bool found)
    {
        var shown = new ProviderQuery(query) { Reference = "", QueryId = "" };
        session.Output.ShowLine(shown, () => found
            ? session.Texts.Format("provide.answered", query.Grant, Words.Short(query.Recipient), string.Join(", ", query.Fields))
            : session.Texts.Format("provide.not-found", query.Grant, Words.Short(query.Recipient)));
    }

    private static Dictionary<string, string> Map(Session session, string[] pairs)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            // A column or a field that is named twice would leave to chance what is sent.
            if (pair.Split('=', 2) is not [{ Length: > 0 } column, { Length: > 0 } field] || fields.ContainsValue(field) || !fields.TryAdd(column, field))
                throw new UsageException(session.Texts.Format("usage.map", pair));
        }

        return fields;
    }
}
