using Coordination.Access;
using Coordination.Sdk.Testing;

namespace FloodRelief.Tests;

public sealed class FloodReliefWorkflowTests
{
    private static readonly Given Requested = Given.A(FloodReliefWorkflow.Version1).In("requested", ("households", 12), ("flooded_date", "2026-02-27"));

    private static readonly Caller Office = Caller.Of("mlsw", Role.AgencyOfficer);

    private static readonly Caller Requester = Caller.Of("requester", Role.AgencyOfficer);

    [Fact]
    public void Two_kits_a_household_are_granted_and_somebody_carries_them() =>
        Requested.When("grant", Office, ("kits", 24)).Then("granted").Owes("carry").Sets("deliver_in_time");

    [Fact]
    public void Three_kits_a_household_are_too_many() =>
        Requested.When("grant", Office, ("kits", 25)).ThenRefused("TOO_MANY_KITS");

    [Fact]
    public void An_old_flood_is_no_ground_for_relief() =>
        Given.A(FloodReliefWorkflow.Version1)
            .WhenStarted(Requester, ("households", 12), ("flooded_date", "2025-12-24"))
            .ThenRefused("FLOOD_TOO_LONG_AGO");

    [Fact]
    public void What_is_not_decided_in_two_working_days_is_escalated() =>
        Given.A(FloodReliefWorkflow.Version1)
            .WhenStarted(Requester, ("households", 12), ("flooded_date", "2026-02-27"))
            .Sets("decide_in_time")
            .After.WhenDeadline("decide_in_time", TimeSpan.FromDays(3))
            .Then("escalated");

    [Fact]
    public void Kits_that_do_not_arrive_make_it_overdue() =>
        Requested.When("grant", Office, ("kits", 24))
            .After.WhenDeadline("deliver_in_time", TimeSpan.FromDays(10))
            .Then("granted")
            .IsOverdue();

    [Fact]
    public void Who_asked_can_withdraw_and_nobody_else() =>
        Requested.When("withdraw", Office).ThenRefused("NOT_YOUR_PART").When("withdraw", Requester).Then("withdrawn");
}
