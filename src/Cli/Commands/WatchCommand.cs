using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Events.V1;
using Google.Protobuf;

namespace Coordination.Cli.Commands;

/// <summary><c>coord watch</c>: what happens, as it happens, until Ctrl-C.</summary>
internal static class WatchCommand
{
    private const int LongestData = 160;

    public static Command Build(Leaves leaves)
    {
        var (fromStart, kinds, resource, token, tokens) = (
            leaves.Flag("--from-start"), leaves.Many("--kind", "KIND", "event-kind"), leaves.Text("--resource", "NAME"),
            leaves.Text("--resume-token", "TOKEN"), leaves.Flag("--bookmarks"));
        var count = leaves.Number("--count", 1, int.MaxValue);
        return leaves.Leaf(
            "watch",
            async (session, parsed, cancellationToken) =>
            {
                var request = new WatchRequest
                {
                    FromStart = parsed.GetValue(fromStart),
                    Resource = parsed.GetValue(resource) ?? "",
                    ResumeToken = parsed.GetValue(token) ?? "",
                    Kinds = { parsed.GetValue(kinds)! },
                };
                var left = parsed.GetValue(count) ?? int.MaxValue;
                if (!session.Output.Json && session.Output.IsTerminal)
                    session.Output.Notice(session.Texts["watch.hint"]);
                await foreach (var response in session.Own.WatchAsync(request, cancellationToken).ConfigureAwait(false))
                {
                    if (response.Event is { } happened)
                        session.Output.ShowLine(response, () => Line(session, happened));
                    else if (parsed.GetValue(tokens))
                        session.Output.ShowLine(response, () => session.Texts.Format("watch.bookmark", response.ResumeToken));
                    else
                        continue;
                    if (response.Event is not null && --left == 0)
                        break;
                }

                return ExitCodes.Ok;
            },
            fromStart, kinds, resource, token, tokens, count);
    }

    private static string Line(Session session, Event happened)
    {
        var texts = session.Texts;
        var what = texts.Has("event." + happened.Type) ? texts["event." + happened.Type] : happened.Type;
        var who = happened.Actor.Length > 0 ? Words.Short(happened.Actor) : texts["platform"];
        return $"{happened.Position,8}  {happened.Time?.ToDateTimeOffset().ToLocalTime():HH:mm:ss}  {happened.Resource}  {what}  {who}  {Brief(happened.Data)}";
    }

    /// <summary>The content on one line, cut where it is long.</summary>
    internal static string Brief(IMessage? data)
    {
        var text = data is null ? "" : JsonFormatter.Default.Format(data);
        return text.Length <= LongestData ? text : string.Concat(text.AsSpan(0, LongestData), "…");
    }
}
