using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Texts;
using Coordination.Client;
using Coordination.Client.Calls;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace Coordination.Cli.Commands.Information;

/// <summary>What a mutation is about.</summary>
internal sealed record Target(string Name, string ETag, string RequestId);

/// <summary>The three shapes that nearly every command of information sharing has: change one thing, show one thing, list things.</summary>
internal static class InfoLeaves
{
    /// <summary>Sends a mutation of the thing that the argument names.</summary>
    public delegate AsyncUnaryCall<T> Send<T>(Session session, Target target, ParseResult parsed, CallOptions options);

    /// <summary>Asks for one page of a list.</summary>
    public delegate AsyncUnaryCall<T> Ask<T>(CoordinationClient client, ParseResult parsed, int size, string token, CallOptions options);

    /// <summary>Shows a result to a person.</summary>
    public delegate void Print<T>(Output output, Catalogue texts, T result);

    /// <param name="path">"info.grant.revoke".</param>
    /// <param name="noun">The argument's name.</param>
    /// <param name="whole">Makes a short name whole.</param>
    public static Command Change<T>(
        this Leaves leaves, string path, string noun, Func<string, string> whole, Send<T> send, Print<T> print, params ReadOnlySpan<Symbol> more)
        where T : IMessage
    {
        var argument = leaves.Argument(noun);
        var (etag, requestId) = (leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var target = new Target(whole(parsed.GetRequiredValue(argument)), parsed.GetValue(etag) ?? "", parsed.GetValue(requestId) ?? RequestIds.New());
                var result = await send(session, target, parsed, new CallOptions(cancellationToken: cancellationToken));
                session.Output.Show(result, output => print(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            [argument, .. more, etag, requestId]);
    }

    /// <summary>Makes something new.</summary>
    public static Command Make<T>(
        this Leaves leaves, string path, Func<Session, string, ParseResult, CallOptions, AsyncUnaryCall<T>> send, Print<T> print, params ReadOnlySpan<Symbol> symbols)
        where T : IMessage
    {
        var requestId = leaves.RequestId();
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var result = await send(session, parsed.GetValue(requestId) ?? RequestIds.New(), parsed, new CallOptions(cancellationToken: cancellationToken));
                session.Output.Show(result, output => print(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            [.. symbols, requestId]);
    }

    public static Command Look<T>(
        this Leaves leaves, string path, string noun, Func<string, string> whole, Func<CoordinationClient, string, CallOptions, AsyncUnaryCall<T>> ask, Print<T> print)
        where T : IMessage
    {
        var argument = leaves.Argument(noun);
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var result = await ask(session.Own, whole(parsed.GetRequiredValue(argument)), new CallOptions(cancellationToken: cancellationToken));
                session.Output.Show(result, output => print(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            argument);
    }

    public static Command Listing<T, TItem>(
        this Leaves leaves, string path, Ask<T> ask, Func<T, RepeatedField<TItem>> items, Func<T, string> next, Print<T> print, params ReadOnlySpan<Symbol> filters)
        where T : class, IMessage<T>
    {
        var (limit, token) = (leaves.Number("--limit", 0, 1_000_000), leaves.Text("--page-token", "TOKEN"));
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var options = new CallOptions(cancellationToken: cancellationToken);
                var all = await Paging.GatherAsync(
                    session, parsed.GetValue(limit), parsed.GetValue(token),
                    async (size, page) => await ask(session.Own, parsed, size, page, options), items, next).ConfigureAwait(false);
                session.Output.Show(all, output => print(output, session.Texts, all));
                return ExitCodes.Ok;
            },
            [.. filters, limit, token]);
    }
}
