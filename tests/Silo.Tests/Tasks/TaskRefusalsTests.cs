using System.Reflection;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class TaskRefusalsTests
{
    private static readonly Refusal[] Declared =
        [.. typeof(TaskRefusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Refusal>()];

    [Fact]
    public void They_are_listed_in_the_order_of_their_declaration() => Assert.Equal(Declared.Select(r => r.Code), TaskRefusals.All.Select(r => r.Code));

    [Fact]
    public void A_code_is_declared_once_here_and_not_among_the_common_ones()
    {
        var common = typeof(CommonRefusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Refusal>();
        var codes = Declared.Concat(common).Select(r => r.Code).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [Fact]
    public void Each_says_in_a_sentence_what_to_do() =>
        Assert.All(Declared, r =>
        {
            Assert.Matches("^[A-Z][A-Z_]+$", r.Code);
            Assert.EndsWith(".", r.Message, StringComparison.Ordinal);
            Assert.InRange(r.Message.Length, 30, 220);
        });
}
