using System.Text;
using Coordination.Bench.Load.People;

namespace Coordination.Silo.Tests.Cases.Linking;

/// <summary>How well linking works must not decay: floors, on made-up people that the rules were not tried on.</summary>
public class LinkQualityTests
{
    private static readonly MacKeys Keys = new(Encoding.UTF8.GetBytes("a fixed secret of these tests, so"));

    [Theory]
    [InlineData(101)]
    [InlineData(202)]
    public void Of_ten_thousand_people_known_pairs_are_found_and_little_else(int seed)
    {
        var quality = LinkQuality.Measure(Population.Make(seed, people: 10_000, known: 2_000), Keys);
        Assert.True(quality.Recall >= 0.95, $"recall {quality.Recall}");
        Assert.True(quality.Precision >= 0.95, $"precision {quality.Precision}");
        Assert.True(quality.StrongPrecision >= 0.99, $"precision of strong ones {quality.StrongPrecision}");
        Assert.True(quality.TokensEach < 20, $"{quality.TokensEach} tokens each");
    }

    [Fact]
    public void The_same_seed_makes_the_same_people()
    {
        var (one, other) = (Population.Make(7, 500, 50), Population.Make(7, 500, 50));
        Assert.Equal(one.Records, other.Records);
        Assert.Equal(550, one.Records.Count);
        Assert.Equal(50, one.Pairs.Count);
    }
}
