using Coordination.Cases;
using Coordination.Errors;

namespace Coordination.Gateway.Tests.Cases;

public sealed class CaseTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(CasesGatewayModule).Assembly));

    public static TheoryData<string> Codes => [.. CaseRefusals.All.Select(r => r.Code)];

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
