using Coordination.Localization;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class RollupTests
{
    private static ReportView View(ReportState state, string province = "LA-VT")
    {
        var view = state.View(Name, 1, state.Submissions.Length);
        return (view with { Header = view.Header with { Route = view.Header.Route with { Province = province } } }).Listed();
    }

    private static Rollup Sum(ReportStage least, DateTimeOffset? now = null) => new([.. Template.Figures.Select(f => f.Code)], least, now ?? Now);

    [Fact]
    public void Figures_are_summed_over_what_has_come_so_far_with_how_many_of_how_many()
    {
        ReportView[] reports = [View(Opened), View(Submitted), View(MinistryApproved), View(Accepted), View(Submitted.Return(Province)), View(Ended)];

        var submitted = Sum(ReportStage.Submitted).Row("", LocalizedText.Empty, reports);
        var accepted = Sum(ReportStage.SecretariatAccepted).Row("", LocalizedText.Empty, reports);

        Assert.Equal((6, 3), (submitted.Expected, submitted.Reported));
        Assert.Equal([new("victims_identified", 21, 3), new("trainings", 6, 3), new("budget_change", 0, 0)], submitted.Figures);
        Assert.Equal((6, 1), (accepted.Expected, accepted.Reported));
        Assert.Equal(new RollupFigure("victims_identified", 7, 1), accepted.Figures[0]);
    }

    [Fact]
    public void What_was_returned_or_closed_counts_at_no_level()
    {
        foreach (var least in new[] { ReportStage.Submitted, ReportStage.ProvinceApproved, ReportStage.MinistryApproved, ReportStage.SecretariatAccepted })
        {
            Assert.False(ReportStage.Returned.HasReached(least));
            Assert.False(ReportStage.Closed.HasReached(least));
            Assert.False(ReportStage.Open.HasReached(least));
            Assert.True(ReportStage.SecretariatAccepted.HasReached(least));
        }

        Assert.False(ReportStage.ProvinceApproved.HasReached(ReportStage.MinistryApproved));
    }

    [Fact]
    public void Rows_are_by_key_and_their_sums_are_the_whole()
    {
        ReportView[] reports = [View(Submitted, "LA-VT"), View(Submitted, "LA-SV"), View(Opened, "LA-SV")];
        var sum = Sum(ReportStage.Submitted);

        var rows = sum.Rows(reports, r => r.Header.Route.Province, _ => null);
        var all = sum.Row("", LocalizedText.Empty, reports);

        Assert.Equal([("LA-SV", 2, 1), ("LA-VT", 1, 1)], rows.Select(r => (r.Key, r.Expected, r.Reported)));
        Assert.Equal(all.Figures[0].Sum, rows.Sum(r => r.Figures[0].Sum));
    }

    [Fact]
    public void Late_ones_are_counted() =>
        Assert.Equal(1, Sum(ReportStage.Submitted, Due.Unit.AddDays(1)).Row("", LocalizedText.Empty, [View(Opened), View(Submitted), View(Accepted)]).Overdue);
}

public sealed class CoverageTests
{
    private static readonly PackProvince[] Provinces =
        [.. new[] { "LA-SV", "LA-VT", "LA-XE" }.Select(code => new PackProvince(code, Text(code), "province", 1, [], PackNote.None))];

    private static CoverageView Of(AgencyName? agency = null, params Coordination.Directory.UnitEntry[] more) => Coverage.Of(
        Inputs with { Directory = new FakeDirectory { Agencies = Line.Directory.Agencies, Units = [.. Line.Directory.Units, .. more] } },
        [.. Provinces], agency, Now);

    [Fact]
    public void Units_over_affected_provinces_by_province_and_agency()
    {
        var coverage = Of();

        Assert.Equal((2, 2, 3, 100), (coverage.Affected, coverage.Covered, coverage.Units, coverage.Percent));
        Assert.Equal([("LA-SV", true, 1), ("LA-VT", true, 2), ("LA-XE", false, 0)], coverage.Provinces.Select(p => (p.Province, p.Affected, p.Units)));
        Assert.Equal([(Mlsw, 1, 1, 50), (Mps, 2, 2, 100)], coverage.Agencies.Select(a => (a.Agency, a.Units, a.Covered, a.Percent)));
    }

    [Fact]
    public void A_unit_that_ended_leaves_a_gap_in_its_affected_province()
    {
        var coverage = Of(null, Unit(new UnitName("atu-la-xe"), Mps, "LA-XE", affected: true, until: Now.AddDays(-1)));

        Assert.Equal((3, 2, 66), (coverage.Affected, coverage.Covered, coverage.Percent));
    }

    [Fact]
    public void Who_approves_for_a_province_is_no_unit_of_the_network() =>
        Assert.DoesNotContain(Of().Agencies, a => a.Agency == Committee);

    [Fact]
    public void An_agency_can_be_asked_for_alone()
    {
        var coverage = Of(Mlsw);

        Assert.Equal((2, 1, 50), (coverage.Affected, coverage.Covered, coverage.Percent));
        Assert.Equal(Mlsw, Assert.Single(coverage.Agencies).Agency);
    }

    [Fact]
    public void Where_nothing_is_affected_nothing_is_missing()
    {
        var nothing = Coverage.Of(Inputs with { Directory = new FakeDirectory { Agencies = [], Units = [] } }, [.. Provinces], null, Now);

        Assert.Equal((0, 0, 100), (nothing.Affected, nothing.Covered, nothing.Percent));
    }
}
