using Coordination.Registry;

namespace Coordination.Silo.Registry;

public sealed class PageTokenTests
{
    private static readonly Viewer Mlsw = new("mlsw", null, Everything: false);
    private static readonly RegistryQuery Open = new() { Kind = "tasks", OpenOnly = true };
    private static readonly RegistryCursor Cursor = new(1_234_567_890_123_456, "tasks/tabc");

    [Fact]
    public void A_token_continues_its_own_query()
    {
        Assert.True(PageToken.TryRead(PageToken.Write(Mlsw, Open, Cursor), Mlsw, Open, out var read));
        Assert.Equal(Cursor, read);
    }

    [Fact]
    public void The_page_size_may_change_between_pages_and_so_does_the_moment_of_overdue()
    {
        var overdue = Open with { OverdueAt = DateTimeOffset.UnixEpoch.AddDays(1) };
        var token = PageToken.Write(Mlsw, overdue, Cursor);

        Assert.True(PageToken.TryRead(token, Mlsw, overdue with { PageSize = 7, OverdueAt = DateTimeOffset.UnixEpoch.AddDays(2) }, out _));
        Assert.False(PageToken.TryRead(token, Mlsw, Open, out _));
    }

    [Fact]
    public void A_token_of_another_filter_order_or_caller_is_of_no_use()
    {
        var token = PageToken.Write(Mlsw, Open, Cursor);

        Assert.False(PageToken.TryRead(token, Mlsw, Open with { OpenOnly = false }, out _));
        Assert.False(PageToken.TryRead(token, Mlsw, Open with { Order = RegistryOrder.NewestFirst }, out _));
        Assert.False(PageToken.TryRead(token, Mlsw, Open with { Text = "shelter" }, out _));
        Assert.False(PageToken.TryRead(token, Mlsw with { Agency = "moh" }, Open, out _));
        Assert.False(PageToken.TryRead(token, Mlsw with { Everything = true }, Open, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 !")]
    [InlineData("AAAA")]
    public void A_malformed_token_is_of_no_use(string token) => Assert.False(PageToken.TryRead(token, Mlsw, Open, out _));

    [Fact]
    public void A_token_of_ten_thousand_characters_is_of_no_use() =>
        Assert.False(PageToken.TryRead(new string('A', 10_000), Mlsw, Open, out _));
}
