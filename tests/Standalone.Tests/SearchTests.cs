using Coordination.Search.V1;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

public sealed class SearchTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;
    private readonly SearchService.SearchServiceClient search = new(shared.Platform.Channel);

    [Fact]
    public async Task A_task_is_found_by_its_agencies_and_the_committee_and_by_nobody_else()
    {
        var task = await platform.AssignAsync(request => request.Title = "ສໍາຫຼວດ xylophone capacity", "mlsw", "lwu");

        foreach (var text in new[] { "xylophone", "XYLO", "ສຳຫຼວດ xylophone" })
        {
            Assert.Equal(task.Name, await FindAsync("mlsw", text));
            Assert.Equal(task.Name, await FindAsync("lwu", text));
            Assert.Equal(task.Name, await FindAsync("secretariat", text));
            Assert.Equal("", await FindAsync("moj", text));
        }

        var hit = Assert.Single((await search.SearchAsync(new SearchRequest { Text = "xylophone" }, await platform.AsAsync("mlsw"))).Hits);
        Assert.Equal(("tasks", "ສໍາຫຼວດ xylophone capacity", 1), (hit.Kind, hit.Title, hit.Version));
        Assert.NotNull(hit.UpdateTime);
    }

    [Fact]
    public async Task Agencies_and_units_are_found_by_either_language()
    {
        var found = (await search.SearchAsync(new SearchRequest { Text = "mlsw", Kinds = { "agencies" } }, await platform.AsAsync("moj"))).Hits;
        Assert.Contains(found, hit => hit.Name == "agencies/mlsw" && hit.Title.Contains('·', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_a_text_or_with_one_that_is_too_long_it_is_refused(string? text)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await search.SearchAsync(new SearchRequest { Text = text ?? new string('ກ', 201) }, await platform.AsAsync("mlsw")));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private async Task<string> FindAsync(string client, string text) => string.Join(
        ' ', (await search.SearchAsync(new SearchRequest { Text = text, Kinds = { "tasks" } }, await platform.AsAsync(client))).Hits.Select(hit => hit.Name));
}
