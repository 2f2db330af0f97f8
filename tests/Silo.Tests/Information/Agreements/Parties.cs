using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Agreements;

/// <summary>LWU holds the records, MLSW would read them; MOH is somebody else.</summary>
internal static class Parties
{
    public static readonly AgencyName Lwu = new("lwu");
    public static readonly AgencyName Mlsw = new("mlsw");
    public static readonly AgencyName Moh = new("moh");
    public static readonly InstrumentName Guidelines = new("victim-protection-guidelines");
    public static readonly RecordTypeName Intakes = new("lwu-intake");
    public static readonly StandingAgreementName Name = new("aone");
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static readonly InformationPolicy Policy = new()
    {
        Purposes = [new("victim_support", LocalizedText.Empty, true, [], []), new("statistics", LocalizedText.Empty, false, [], [])],
        LegalBases = [new(Lwu, "victim_support", Guidelines), new(Mlsw, "victim_support", Guidelines), new(Lwu, "statistics", Guidelines)],
        DeniedClasses = [new(FieldClass.Intelligence, Mlsw, null)],
        FourEyesClasses = [FieldClass.Identity, FieldClass.Health],
        FourEyesForMinors = true,
        MostOnward = 2,
        LongestGrant = TimeSpan.FromDays(365),
    };

    public static readonly RecordTypeFacts Type = new(
        Intakes, Lwu, HeldBy.Platform,
        [
            new FieldFacts("full_name", FieldClass.Identity), new FieldFacts("needs", FieldClass.General), new FieldFacts("skills", FieldClass.General),
            new FieldFacts("tip_off", FieldClass.Intelligence),
        ],
        ["victim_support"], Handling.Amber, Retired: false);

    /// <summary>Fields of no special class.</summary>
    public static readonly AgreementContent Content = new(
        Lwu, Mlsw, Intakes, ["needs", "skills"], "victim_support", Guidelines, Handling.Amber, 30, 1, Now.AddDays(180), []);

    /// <summary>With a field that needs four eyes.</summary>
    public static readonly AgreementContent Sensitive = Content with { Fields = ["full_name", "needs"] };

    public static readonly RecordFacts Record = new(
        new RecordName("rone"), Intakes, Lwu, new SubjectName("sone"), Minor: false, Handling.Amber, HeldBy.Platform, Type.Purposes, Type.Fields, RecordStage.Offered);

    public static Principal Speaker(AgencyName agency) => new("test", $"speaker-{agency.Id}", agency, null, [Role.AgencyFocalPoint]);

    public static Principal Approver(AgencyName agency, int number = 1) => new("test", $"approver-{agency.Id}-{number}", agency, null, [Role.DisclosureApprover]);

    public static CommandContext By(Principal principal, string? etag = null) => new(Guid.NewGuid(), principal, etag);

    public static AgreementState Proposed(AgencyName by, AgreementContent? content = null)
    {
        var decision = AgreementRules.Propose(
            AgreementState.Initial, new ProposeAgreement(By(Speaker(by)), content ?? Content), Type, Policy, new Tests.Tasks.FakeDirectory(), Now);
        return AgreementState.Initial.Then(decision);
    }

    /// <summary>Proposed by the recipient and approved by as many of the grantor as it needs.</summary>
    public static AgreementState InForce(AgreementContent? content = null)
    {
        var state = Proposed(Mlsw, content);
        for (var i = 1; state.Stage is AgreementStage.Proposed; i++)
            state = state.Then(Approve(state, Approver(Lwu, i)));
        return state;
    }

    public static Decision<AgreementEvent> Approve(AgreementState state, Principal approver, string? hash = null) =>
        AgreementRules.Approve(state, new ApproveAgreement(By(approver), hash ?? state.ContentHash), Now);

    public static AgreementState Then(this AgreementState state, Decision<AgreementEvent> decision)
    {
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, Now, null, default)));
    }

    public static Refusal ShouldRefuse(this Decision<AgreementEvent> decision, Refusal refusal)
    {
        Assert.Empty(decision.Events);
        Assert.NotNull(decision.Refusal);
        Assert.Equal((refusal.Code, refusal.Kind), (decision.Refusal.Code, decision.Refusal.Kind));
        return decision.Refusal;
    }
}
