using Coordination.Cases;
using Coordination.Errors;

namespace Coordination.Gateway.Tests.Cases;

/// <summary>Each refusal of exports has a sentence in Lao, and each enum of the protos the numbers of ours.</summary>
public sealed class ExportTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(ExportsGatewayModule).Assembly));

    public static TheoryData<string> Codes => [.. ExportRefusals.All.Select(refusal => refusal.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_its_sentence_in_Lao(string code)
    {
        var sentence = Translations.Find("lo", "refusal." + code);
        Assert.NotNull(sentence);
        Assert.Contains(sentence, c => c is >= '\u0e80' and <= '\u0eff');
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_are_those_of_the_protos()
    {
        Assert.Equal(Enum.GetValues<ExportStage>().Select(v => (int)v), Enum.GetValues<Coordination.Cases.V1.ExportState>().Select(v => (int)v));
        Assert.Equal(Enum.GetValues<ExportFormat>().Select(v => (int)v), Enum.GetValues<Coordination.Cases.V1.ExportFormat>().Select(v => (int)v));
        Assert.All(Enum.GetValues<ExportStage>().Where(stage => stage is not ExportStage.None), stage => Assert.Equal(
            stage.ToString().ToLowerInvariant(), ExportMapper.Word((Coordination.Cases.V1.ExportState)stage)));
    }
}
