using Coordination.Fakes;
using Coordination.Search.V1;
using Google.Protobuf.WellKnownTypes;
using Xunit;

namespace Coordination;

public sealed class SearchCommandTests
{
    [Fact]
    public async Task Words_need_no_quotes_and_pages_are_gathered()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = message => new SearchResponse
        {
            Hits = { new SearchHit { Name = $"tasks/t{platform.Requests.Count}", Kind = "tasks", Title = "ສຳຫຼວດຊາຍແດນ", State = "in_progress", Province = "LA-VT", UpdateTime = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc).ToTimestamp() } },
            NextPageToken = ((SearchRequest)message).PageToken.Length == 0 ? "next" : "",
        };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("search", "border", "ສຳຫຼວດ", "--kind", "tasks", "cases"));
        var sent = platform.Requests.Select(r => (SearchRequest)r.Request).ToArray();
        Assert.All(sent, request => Assert.Equal(("border ສຳຫຼວດ", "tasks cases"), (request.Text, string.Join(' ', request.Kinds))));
        Assert.Equal([20, 19], sent.Select(request => request.PageSize));
        Assert.Contains("ສຳຫຼວດຊາຍແດນ", coord.Out, StringComparison.Ordinal);
        Assert.Contains("tasks/t2", coord.Out, StringComparison.Ordinal);
        Assert.Contains("LA-VT", coord.Out, StringComparison.Ordinal);

        Assert.Equal(0, await coord.RunAsync("search", "border", "--limit", "0", "--json"));
        Assert.Equal(100, ((SearchRequest)platform.Requests.Last().Request).PageSize);
        Assert.Contains("\"hits\"", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_words_nothing_is_asked()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.NotEqual(0, await coord.RunAsync("search"));
        Assert.Empty(platform.Requests);
    }
}
