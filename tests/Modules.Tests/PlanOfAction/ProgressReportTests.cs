using Coordination.Localization;
using Coordination.Names;
using Coordination.Packs;
using Coordination.PlanOfAction.Contracts;
using Coordination.PlanOfAction.Documents;
using Coordination.PlanOfAction.Grains;

namespace Coordination.Modules.Tests.PlanOfAction;

public sealed class ProgressReportTests
{
    private static readonly PlanView View = new(
        new("pone"), new("secretariat"), "active", null, Samples.Plan,
        [
            new("served", "2026-q1", 9, new("mlsw"), "", Samples.Now), new("served", "2026-q2", 14, new("mlsw"), "", Samples.Now),
        ],
        [new("shelter", ActivityStatus.UnderWay, null)], new(2026, 8, 1), Samples.Now, Samples.Now, 7);

    [Fact]
    public void It_shows_baseline_target_newest_value_what_was_reached_and_what_is_overdue()
    {
        var text = Make(lao: false, html: false).Text;

        Assert.Contains("# Progress report: National plan of action", text, StringComparison.Ordinal);
        Assert.Contains("| Victims served (persons) | 4 | 24 | 14 (2026-q2) | 50 % |", text, StringComparison.Ordinal);
        Assert.Contains("| Staff trained (persons) | not known | not known | none |  |", text, StringComparison.Ordinal);
        Assert.Contains("Under way (Overdue)", text, StringComparison.Ordinal);
        Assert.Contains("Ministry of Labour", text, StringComparison.Ordinal);
        Assert.Contains("| art-9 | No activity serves it |", text, StringComparison.Ordinal);
        Assert.Contains("| art-6: Assistance | shelter |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_wrote_stays_text()
    {
        Assert.Contains(@"Run the shelter \| of the centre", Make(lao: false, html: false).Text, StringComparison.Ordinal);
        var html = Make(lao: false, html: true, View with { Content = Samples.Plan with { Title = new("<script>alert(1)</script>", "") } }).Text;
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Lao_it_is_in_Lao()
    {
        var page = Make(lao: true, html: true).Text;

        Assert.Contains("<html lang=\"lo\">", page, StringComparison.Ordinal);
        Assert.Contains("ບົດລາຍງານຄວາມຄືບໜ້າ: ແຜນປະຕິບັດງານແຫ່ງຊາດ", page, StringComparison.Ordinal);
        Assert.Contains("ກາຍກຳນົດ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Overdue", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_plan_on_the_same_day_gives_the_same_document_and_hash()
    {
        Assert.Equal(Make(false, true), Make(false, true));
        Assert.NotEqual(Make(false, true).Sha256, Make(true, true).Sha256);
        Assert.Equal(64, Make(false, false).Sha256.Length);
    }

    [Fact]
    public void Of_a_joint_plan_each_sides_value_is_shown_and_none_is_summed()
    {
        var joint = View with
        {
            Content = Samples.Plan with { Sides = [new("mlsw"), new("th-msdhs")] },
            Values = [.. View.Values, new("served", "2026-q2", 20, new("th-msdhs"), "", Samples.Now)],
        };

        Assert.Contains("Ministry of Labour: 14 (2026-q2); th-msdhs: 20 (2026-q2)", Make(false, false, joint).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_names_the_articles_of_the_pack_that_no_activity_serves()
    {
        var coverage = PlanCoverage.Of(Samples.Plan, name => name == Samples.Palermo ? Pack("art-5", "art-6") : null, null);

        Assert.Equal([("art-5", 0), ("art-6", 1), ("art-9", 0)], coverage.Select(c => (c.Article, c.Activities.Length)));
        Assert.Empty(PlanCoverage.Of(Samples.Plan, static _ => null, new InstrumentName("asean-convention")));
    }

    private static PlanDocument Make(bool lao, bool html, PlanView? view = null) => ProgressReport.Of(
        view ?? View,
        [new(Samples.Palermo, "art-6", new("Assistance", "ການຊ່ວຍເຫຼືອ"), ["shelter"]), new(Samples.Palermo, "art-9", LocalizedText.Empty, [])],
        agency => agency.Id == "mlsw" ? new LocalizedText("Ministry of Labour", "ກະຊວງແຮງງານ") : null, static _ => null, lao, html);

    private static PackInstrument Pack(params string[] articles) => new(
        Samples.Palermo, LocalizedText.Empty, "convention", "", "", [], [.. articles.Select(a => new PackObjective(a, new LocalizedText(a, ""), PackNote.None))], PackNote.None);
}
