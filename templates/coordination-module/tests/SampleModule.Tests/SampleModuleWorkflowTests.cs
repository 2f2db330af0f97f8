using Coordination.Access;
using Coordination.Sdk.Testing;

namespace SampleModule.Tests;

/// <summary>The workflow's rules, without a platform.</summary>
public sealed class SampleModuleWorkflowTests
{
    private static readonly Caller Officer = Caller.Of("mlsw", Role.AgencyOfficer);
    private static readonly Caller FocalPoint = Caller.Of("mlsw", Role.AgencyFocalPoint);

    [Fact]
    public void What_was_confirmed_is_granted() =>
        Given.A(SampleModuleWorkflow.Version1).In("assessed", ("finding", "confirmed")).With("reviewer", "mlsw")
            .When("grant", FocalPoint)
            .Then("granted");

    [Fact]
    public void What_was_not_confirmed_is_not_granted() =>
        Given.A(SampleModuleWorkflow.Version1).In("assessed", ("finding", "not_confirmed")).With("reviewer", "mlsw")
            .When("grant", FocalPoint)
            .ThenRefused("NOT_CONFIRMED");

    [Fact]
    public void The_reviewer_is_late_after_five_working_days() =>
        Given.A(SampleModuleWorkflow.Version1)
            .WhenStarted(Caller.Of("moh", Role.AgencyOfficer), [("reviewer", "mlsw")], ("households", 12), ("need", "shelter"))
            .Then("applied").Sets("assess_in_time")
            .After.WhenDeadline("assess_in_time", TimeSpan.FromDays(8))
            .Then("applied").IsOverdue();

    [Fact]
    public void An_officer_does_not_decide() =>
        Given.A(SampleModuleWorkflow.Version1).In("assessed", ("finding", "confirmed")).With("reviewer", "mlsw")
            .When("grant", Officer)
            .ThenRefused("PERMISSION_DENIED");
}
