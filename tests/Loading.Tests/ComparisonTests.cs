using System.Collections.Immutable;

namespace Coordination.Loading.Tests;

public sealed class ComparisonTests
{
    private static readonly ModuleHolding Tide = new("tide", "1.2.0", "aa", Active: true);

    [Fact]
    public void The_same_modules_may_join()
    {
        var comparison = Compare([Tide], [Tide]);

        Assert.Empty(comparison.Refused);
        Assert.False(comparison.Rolling);
    }

    [Fact]
    public void A_module_more_or_less_is_refused()
    {
        Assert.Contains("this silo holds tide 1.2.0", Assert.Single(Compare([Tide], []).Refused), StringComparison.Ordinal);
        Assert.Contains("the cluster holds tide 1.2.0", Assert.Single(Compare([], [Tide]).Refused), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_of_the_same_version_are_refused() =>
        Assert.Contains("other files", Assert.Single(Compare([Tide with { Sha256 = "bb" }], [Tide]).Refused), StringComparison.Ordinal);

    [Fact]
    public void A_higher_version_of_the_same_major_is_a_rolling_upgrade()
    {
        var comparison = Compare([Tide with { Version = "1.3.0", Sha256 = "bb" }], [Tide]);

        Assert.Empty(comparison.Refused);
        Assert.True(comparison.Rolling);
    }

    [Theory]
    [InlineData("1.1.9", "the cluster runs the higher 1.2.0")]
    [InlineData("1.2.0-rc.1", "the cluster runs the higher 1.2.0")]
    [InlineData("2.0.0", "another major version")]
    [InlineData("1.2.0+other", "not told by their numbers")]
    public void Any_other_version_is_refused(string version, string why) =>
        Assert.Contains(why, Assert.Single(Compare([Tide with { Version = version, Sha256 = "bb" }], [Tide]).Refused), StringComparison.Ordinal);

    [Fact]
    public void One_that_is_disabled_by_now_may_join_while_others_still_serve_it()
    {
        var comparison = Compare([Tide with { Active = false }], [Tide]);

        Assert.Empty(comparison.Refused);
        Assert.True(comparison.Rolling);
    }

    [Fact]
    public void Everything_that_differs_is_told_at_once() =>
        Assert.Equal(2, Compare([Tide with { Sha256 = "bb" }, new("ebb", "1.0.0", "cc", true)], [Tide]).Refused.Length);

    [Fact]
    public void The_fingerprint_does_not_follow_the_order()
    {
        var ebb = new ModuleHolding("ebb", "1.0.0", "cc", true);

        Assert.Equal(new ModuleHoldings([Tide, ebb]).Fingerprint, new ModuleHoldings([ebb, Tide]).Fingerprint);
        Assert.NotEqual(new ModuleHoldings([Tide]).Fingerprint, new ModuleHoldings([Tide with { Active = false }]).Fingerprint);
    }

    private static ModuleComparison Compare(ImmutableArray<ModuleHolding> joining, ImmutableArray<ModuleHolding> serving) =>
        ModuleComparison.Of(new ModuleHoldings(joining), new ModuleHoldings(serving));
}
