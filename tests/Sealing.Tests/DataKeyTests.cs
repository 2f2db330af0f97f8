using Coordination.Sdk.Sealing;
using Xunit;

namespace Coordination.Sealing.Tests;

public sealed class DataKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ນາງ ຄຳ ຫຼ້າ")]
    [InlineData("a passport: P1234567")]
    public void What_is_sealed_opens_at_its_place(string text)
    {
        using var key = DataKey.Create();

        Assert.Equal(text, key.Open(key.Seal(text, "records/r1/name"), "records/r1/name"));
    }

    [Fact]
    public void It_does_not_open_at_another_place()
    {
        using var key = DataKey.Create();
        var value = key.Seal("Kham", "records/r1/name");

        Assert.Throws<SealBrokenException>(() => key.Open(value, "records/r2/name"));
    }

    [Fact]
    public void Another_key_does_not_open_it()
    {
        using var key = DataKey.Create();
        using var other = DataKey.Create();

        Assert.Throws<SealBrokenException>(() => other.Open(key.Seal("Kham", "c"), "c"));
    }

    [Fact]
    public void Every_altered_character_is_noticed()
    {
        using var key = DataKey.Create();
        var value = key.Seal("Kham", "c").Value;

        for (var i = 0; i < value.Length - 1; i++) // The last one may hold spare bits.
        {
            var altered = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];
            Assert.Throws<SealBrokenException>(() => key.Open(new SealedText(altered), "c"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("s1.")]
    [InlineData("s1.AAAA")]
    [InlineData("s1.***")]
    [InlineData("s2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_sealed_text_is_refused(string value)
    {
        using var key = DataKey.Create();

        Assert.Throws<SealBrokenException>(() => key.Open(new SealedText(value), "c"));
    }

    [Fact]
    public void The_same_text_never_looks_the_same_twice()
    {
        using var key = DataKey.Create();

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => key.Seal("Kham", "c").Value).Distinct().Count());
    }

    [Fact]
    public void A_disposed_key_opens_nothing()
    {
        var key = DataKey.Create();
        var value = key.Seal("Kham", "c");
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Open(value, "c"));
    }

    [Fact]
    public void A_sealed_text_does_not_print_itself()
    {
        using var key = DataKey.Create();

        Assert.Equal("[sealed]", $"{key.Seal("Kham", "c")}");
    }
}
