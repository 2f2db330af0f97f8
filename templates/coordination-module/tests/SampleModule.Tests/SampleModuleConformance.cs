using Coordination.Access;
using Coordination.Sdk.Testing;

namespace SampleModule.Tests;

/// <summary>What every module promises, for this one. Scenarios and matrix are written by hand: they are the expectation.</summary>
public sealed class SampleModuleConformance : ModuleConformance<SampleModuleModule>
{
    private static readonly Caller Applicant = Caller.Of("moh", Role.AgencyOfficer);
    private static readonly Caller Reviewer = Caller.Of("mlsw", Role.AgencyOfficer);
    private static readonly Caller FocalPoint = Caller.Of("mlsw", Role.AgencyFocalPoint);
    private static readonly Caller Stranger = Caller.Of("mps", Role.AgencyFocalPoint, Role.AgencyOfficer);
    private static readonly Caller Auditor = Caller.Of("moh", Role.Auditor);

    protected override IEnumerable<Scenario> Scenarios =>
    [
        Applied("A confirmed need is granted").Fire("assess", Reviewer, ("finding", "confirmed")).Expect("assessed").Fire("grant", FocalPoint).Expect("granted"),
        Applied("A need that is not confirmed is refused").Fire("assess", Reviewer, ("finding", "not_confirmed")).Fire("refuse", FocalPoint).Expect("refused"),
        Applied("The applicant withdraws").Fire("withdraw", Applicant).Expect("withdrawn"),
    ];

    protected override AccessMatrix Matrix => AccessMatrix.Empty.For("sample-module")
        .Row("start", may: [Applicant], mayNot: [Auditor, FocalPoint])
        .Row("assess", may: [Reviewer], mayNot: [Applicant, Stranger, Auditor])
        .Row("grant", may: [FocalPoint], mayNot: [Reviewer, Applicant, Stranger])
        .Row("refuse", may: [FocalPoint], mayNot: [Reviewer, Applicant, Stranger])
        .Row("withdraw", may: [Applicant], mayNot: [Reviewer, Stranger]);

    private static Scenario Applied(string title) =>
        new Scenario("sample-module", title).Start(Applicant, [("reviewer", "mlsw")], ("households", 12), ("need", "food"), ("description", "The river took the lower village."));
}
