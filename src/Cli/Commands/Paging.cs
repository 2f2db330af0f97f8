using Coordination.Cli.Connecting;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Coordination.Cli.Commands;

/// <summary>Reads a list page by page.</summary>
internal static class Paging
{
    /// <summary>Asked of the platform at once.</summary>
    public const int PageSize = 200;

    /// <summary>Shown when no limit is given.</summary>
    public const int DefaultLimit = 200;

    /// <summary>Gathers pages into one response until <paramref name="limit"/> items; 0: all.</summary>
    /// <param name="ask">Asks for a page of a size by a token.</param>
    public static async Task<TResponse> GatherAsync<TResponse, TItem>(
        Session session,
        int? limit,
        string? firstToken,
        Func<int, string, Task<TResponse>> ask,
        Func<TResponse, RepeatedField<TItem>> items,
        Func<TResponse, string> token)
        where TResponse : class, IMessage<TResponse>
    {
        var most = limit ?? DefaultLimit;
        var all = await ask(Size(most, 0), firstToken ?? "").ConfigureAwait(false);
        while (token(all).Length > 0 && (most == 0 || items(all).Count < most))
        {
            var next = await ask(Size(most, items(all).Count), token(all)).ConfigureAwait(false);
            items(all).AddRange(items(next));
            // A merge would keep the old token when the new one is empty.
            all.Descriptor.FindFieldByName("next_page_token").Accessor.SetValue(all, token(next));
        }

        if (token(all).Length > 0 && !session.Output.Json)
            session.Output.Notice(session.Texts.Format("notice.more", items(all).Count));
        return all;
    }

    private static int Size(int most, int have) => most == 0 ? PageSize : Math.Min(PageSize, most - have);
}
