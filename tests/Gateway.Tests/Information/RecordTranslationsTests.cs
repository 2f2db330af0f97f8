using Coordination.Errors;
using Coordination.Information;
using Coordination.Sealing;

namespace Coordination.Gateway.Tests.Information;

public sealed class RecordTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(RecordsGatewayModule).Assembly));

    public static TheoryData<string> Codes => [.. RecordRefusals.All.Concat(SealingRefusals.All).Select(r => r.Code)];

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
