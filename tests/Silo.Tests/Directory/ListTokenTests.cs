namespace Coordination.Silo.Directory;

public sealed class ListTokenTests
{
    [Fact]
    public void A_token_says_where_the_page_ended()
    {
        Assert.True(ListToken.TryRead(ListToken.Write("query", "agencies/moh"), "query", out var after));
        Assert.Equal("agencies/moh", after);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_token_a_list_begins(string? token)
    {
        Assert.True(ListToken.TryRead(token, "query", out var after));
        Assert.Equal("", after);
    }

    [Fact]
    public void A_token_of_another_query_is_refused() => Assert.False(ListToken.TryRead(ListToken.Write("query", "agencies/moh"), "other", out _));

    [Theory]
    [InlineData("abc")]
    [InlineData("%%%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    public void A_malformed_token_is_refused(string token) => Assert.False(ListToken.TryRead(token, "query", out _));

    [Fact]
    public void A_token_without_end_is_refused() => Assert.False(ListToken.TryRead(new string('A', 1_000_000), "query", out _));
}
