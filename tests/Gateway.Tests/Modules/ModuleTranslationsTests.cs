using Coordination.Errors;
using Coordination.Modules;
using Coordination.Workflows;

namespace Coordination.Gateway.Tests.Modules;

/// <summary>Each refusal of modules and workflows has a sentence in Lao, and each enum of the protos the numbers of ours.</summary>
public sealed class ModuleTranslationsTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(ModulesGatewayModule).Assembly));

    public static TheoryData<string> Codes =>
        [.. WorkflowRefusals.All.Concat(ModuleRefusals.All).Select(refusal => refusal.Code).Distinct(StringComparer.Ordinal)];

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
        Same<ModuleState, Coordination.Modules.V1.ModuleState>();
        Same<ModuleAction, Coordination.Modules.V1.ModuleAction>();
        Same<ModuleChangeStage, Coordination.Modules.V1.ModuleChangeState>();
        Same<FieldType, Coordination.Modules.V1.FieldType>();
        Same<ConditionKind, Coordination.Modules.V1.ConditionKind>();
        Same<ActionKind, Coordination.Modules.V1.ActionKind>();
        Same<EffectKind, Coordination.Modules.V1.EffectKind>();
        Same<DiagramFormat, Coordination.Modules.V1.DiagramFormat>();
    }

    [Fact]
    public void Numbers_that_start_at_nothing_are_one_less_than_those_of_the_protos()
    {
        Assert.Equal(
            Enum.GetValues<CaseUse>().Select(v => $"{v}{(int)v + 1}"),
            Enum.GetValues<Coordination.Modules.V1.CaseUse>().Skip(1).Select(v => $"{v}{(int)v}"));
        Assert.Equal(
            Enum.GetValues<Comparison>().Select(v => $"{v}{(int)v + 1}"),
            Enum.GetValues<Coordination.Modules.V1.ComparisonKind>().Skip(1).Select(v => $"{v}{(int)v}"));
    }

    [Fact]
    public void Each_state_of_a_change_is_found_by_its_word() =>
        Assert.All(Enum.GetValues<ModuleChangeStage>().Where(stage => stage is not ModuleChangeStage.None), stage => Assert.Equal(
            stage.ToString().ToLowerInvariant(), ModuleMapper.Word((Coordination.Modules.V1.ModuleChangeState)stage)));

    private static void Same<TOurs, TProto>() where TOurs : struct, Enum where TProto : struct, Enum => Assert.Equal(
        Enum.GetValues<TOurs>().Skip(1).Select(v => $"{v}{Convert.ToInt32(v, System.Globalization.CultureInfo.InvariantCulture)}"),
        Enum.GetValues<TProto>().Skip(1).Select(v => $"{v}{Convert.ToInt32(v, System.Globalization.CultureInfo.InvariantCulture)}"));
}
