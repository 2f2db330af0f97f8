using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

/// <summary>Who sees a report: its line, and nobody else.</summary>
public sealed class ReportLineTests
{
    private static readonly AccessPolicy Access = new(ReportingPermissions.All);

    private static bool Sees(Principal who) => Access.May(who, ReportingPermissions.Read, ReportRules.Relate(Submitted, who));

    [Fact]
    public void The_line_sees_it() => Assert.All(new[] { Head, Officer, Province, Ministry, TheSecretariat, TheChair }, who => Assert.True(Sees(who), who.Subject));

    [Fact]
    public void Other_provinces_other_ministries_and_other_units_do_not()
    {
        Principal[] others =
        [
            OtherProvince, OtherMinistry, Officer with { Unit = Savannakhet }, new("test", "x", Mlsw, LabourVientiane, [Role.UnitHead, Role.AgencyOfficer]),
            new("test", "a", Office, null, [Role.Auditor]), new("test", "s", Mps, null, [Role.Statistician]), new("test", "o", Mps, null, [Role.PlatformOperator]),
            new("test", "i", Mps, null, [Role.IdentityCustodian, Role.OrgAdmin]),
        ];

        Assert.All(others, who => Assert.False(Sees(who), who.Subject));
    }

    [Fact]
    public void A_unit_of_the_same_name_of_another_agency_is_another_unit() =>
        Assert.False(Sees(Province with { Agency = Mlsw }));

    [Fact]
    public void Lists_hold_no_free_text()
    {
        var state = ProvinceApproved.Then(ProvinceApproved.Decide(Ministry, ReportStep.Ministry, comment: "SECRET-COMMENT"));
        state = state.Then(ReportRules.Return(state, new ReturnReport(By(TheSecretariat), 1, "SECRET-REASON", ReportStep.None), Now));
        var row = ReportProjection.Of(Name.ToString(), state, 5, Now, new ReportClock(Policy, new FakeCalendar())).Row!;

        var view = Encoding.UTF8.GetString(row.View().Span);

        Assert.DoesNotContain("SECRET", view, StringComparison.Ordinal);
        Assert.DoesNotContain("Roads", view, StringComparison.Ordinal);
        Assert.Contains("victims_identified", view, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_says_whom_it_waits_for_and_until_when()
    {
        var projection = ReportProjection.Of(Name.ToString(), Submitted, 2, Now, new ReportClock(Policy, new FakeCalendar()));

        Assert.Equal(("submitted", true, Due.Province, "LA-VT", Cycle.ToString()),
            (projection.Row!.State, projection.Row.Open, projection.Row.Due, projection.Row.Province, projection.Row.Parent));
        var waiting = Assert.Single(projection.Parties, p => p.Open);
        Assert.Equal(("ncatip", "province", "pc-la-vt", Due.Province), (waiting.Agency, waiting.Role, waiting.Unit, waiting.Due));
        Assert.Equal(["ministry", "province", "secretariat", "unit"], projection.Parties.Select(p => p.Role).Order());
    }

    [Fact]
    public void Nobody_learns_from_a_report_who_submitted_it()
    {
        var view = JsonSerializer.Serialize(Accepted.View(Name, 5, 1), ReportingJson.Default.ReportView);

        Assert.DoesNotContain(Officer.Subject, view, StringComparison.Ordinal);
        Assert.DoesNotContain(Province.Subject, view, StringComparison.Ordinal);
    }
}
