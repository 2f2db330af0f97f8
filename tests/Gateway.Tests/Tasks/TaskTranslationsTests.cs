using Coordination.Errors;
using Coordination.Tasks;

namespace Coordination.Gateway.Tests.Tasks;

public class TaskTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(TasksGatewayModule).Assembly));

    public static TheoryData<string> Codes => [.. TaskRefusals.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_its_sentence_in_Lao(string code)
    {
        var sentence = Translations.Find("lo", "refusal." + code);
        Assert.NotNull(sentence);
        Assert.Contains(sentence, c => c is >= '\u0e80' and <= '\u0eff');
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }
}
