using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Texts;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary>The shapes that the verbs of a case share: one case, often one of its people, often a code of why.</summary>
internal static class CaseLeaves
{
    /// <summary>Sends a mutation with the code of why.</summary>
    public delegate AsyncUnaryCall<Case> SendReasoned(Session session, Target target, string reason, CallOptions options);

    /// <summary>Changes the case that the first argument names.</summary>
    public static Command ChangeCase(
        this Leaves leaves, string verb, InfoLeaves.Send<Case> send, InfoLeaves.Print<Case> print, params ReadOnlySpan<Symbol> more) =>
        leaves.Change("case." + verb, "case", Case, send, print, more);

    public static Command ChangeReasoned(this Leaves leaves, string verb, SendReasoned send)
    {
        var reason = leaves.Reason();
        return leaves.ChangeCase(verb, (session, at, parsed, options) => send(session, at, parsed.GetValue(reason) ?? "", options), CasePrinter.Line, reason);
    }

    /// <summary>A code of why; every verb that has one needs it.</summary>
    public static Option<string?> Reason(this Leaves leaves) => leaves.Text("--reason", "CODE", required: true, describe: "reason-code");

    /// <summary>"p1", the second argument.</summary>
    public static Argument<string> Person(this Leaves leaves) => leaves.Argument("case-person");

    /// <summary>Codes that may be given one by one or with commas between.</summary>
    public static IEnumerable<string> Codes(this ParseResult parsed, Option<string[]> option) =>
        parsed.GetValue(option)!.SelectMany(codes => codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Two parts of one text, "name=code".</summary>
    /// <exception cref="UsageException">There is no such sign, or nothing before it.</exception>
    public static (string Name, string Code) Pair(Catalogue texts, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at].Trim(), text[(at + 1)..].Trim()) : throw new UsageException(texts.Format("usage.pair", text));
    }
}
