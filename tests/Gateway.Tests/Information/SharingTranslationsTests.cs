using System.Reflection;
using Coordination.Errors;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Gateway.Tests.Information;

/// <summary>Each refusal of grants, agreements, providers and sharing as such has a sentence in Lao, and each sentence a refusal.</summary>
public sealed class SharingTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(AgreementsGatewayModule).Assembly));

    public static TheoryData<string> Codes =>
    [
        .. new[] { typeof(GrantRefusals), typeof(AgreementRefusals), typeof(InformationRefusals), typeof(ProviderRefusals) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(declared => ((Refusal)declared.GetValue(null)!).Code),
    ];

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
