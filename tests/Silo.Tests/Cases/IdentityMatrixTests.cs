using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

/// <summary>The vault for every role and relation, against expectations that are written by hand (domain rule 7, assurance R9 and R10).</summary>
public sealed class IdentityMatrixTests(SharedCaseSilo shared) : IClassFixture<SharedCaseSilo>
{
    private static readonly string[] SeesTheCase =
    [
        Role.AgencyFocalPoint, Role.AgencyOfficer, Role.UnitHead, Role.CaseLead, Role.AgencySystem, Role.IdentityCustodian, Role.DisclosureApprover,
    ];

    private CaseSilo Silo => shared.Silo;

    [Theory]
    [InlineData("lead", "lwu")]
    [InlineData("own unit", "lwu")]
    [InlineData("participant", "moh")]
    [InlineData("participant", "atd")]
    [InlineData("observer", "mlsw")]
    [InlineData("foreign", "moj")]
    [InlineData("another unit", "lwu")]
    [InlineData("blocked", "lwu")]
    public async Task Only_a_custodian_of_the_lead_finds_it(string relation, string agency)
    {
        var name = await Silo.OpenAsync(Open(people: Woman) with { Unit = Vientiane });
        await Silo.JoinAsync(name, "moh");
        await Silo.JoinAsync(name, "atd");
        await Silo.JoinAsync(name, "mlsw", ParticipantRole.Observer);
        await Silo.DoAsync(name, new BlockOfficer(Context(), "test", "blocked", "named"));
        var identity = Done(await Silo.StoreAsync(name)).Name;
        var absent = IdentityName.Of(name, "p9");
        var (leads, sees) = (relation is "lead" or "own unit", relation is "lead" or "own unit" or "participant" or "observer");
        foreach (var role in Role.Assignable)
        {
            var by = By(agency, relation == "blocked" ? "blocked" : "somebody", role) with
            {
                Unit = relation switch { "own unit" => Vientiane, "another unit" => Phongsaly, _ => null },
            };
            var (keeps, approves) = (leads && role == Role.IdentityCustodian, leads && role is Role.IdentityCustodian or Role.DisclosureApprover && leads);
            var (vault, nowhere) = (Silo.Grains.Identity(identity), Silo.Grains.Identity(absent));
            Check(keeps ? null : CommonRefusals.NotFound, await vault.GetAsync(by, default), "gets");
            Check(CommonRefusals.NotFound, await nowhere.GetAsync(by, default), "gets what is not");
            Check(keeps ? null : CommonRefusals.NotFound, await Silo.ReadIdentityAsync(identity, by), "reads");
            Check(CommonRefusals.NotFound, await Silo.ReadIdentityAsync(absent, by), "reads what is not");
            Check(
                keeps ? null : sees && SeesTheCase.Contains(role) ? CommonRefusals.PermissionDenied : CommonRefusals.NotFound,
                await Silo.StoreAsync(name, by: by, fields: ("phone", "020")), "stores");
            Check(
                keeps ? CaseRefusals.PersonUnknown : sees && SeesTheCase.Contains(role) ? CommonRefusals.PermissionDenied : CommonRefusals.NotFound,
                await Silo.StoreAsync(name, "p9", by, fields: ("phone", "020")), "stores of nobody");
            Check(
                approves ? CaseRefusals.NothingToApprove : CommonRefusals.NotFound, await vault.ApproveErasureAsync(new ApproveIdentityErasure(Context(by)), default), "approves");
            Check(
                keeps ? null : CommonRefusals.NotFound, await vault.ProposeErasureAsync(new ProposeIdentityErasure(Context(by), "asked"), default), "proposes");
            if (keeps)
            {
                Silo.Time.Advance(TimeSpan.FromHours(25));
                await vault.WakeAsync("lapse");
            }

            void Check<T>(Refusal? expected, Outcome<T> outcome, string verb) => Assert.True(
                expected?.Code == outcome.Refusal?.Code && (expected?.Kind != RefusalKind.NotFound || Equals(expected, outcome.Refusal)),
                $"{agency} as {role}, {relation}, {verb}: {outcome.Refusal?.Code ?? "done"}, not {expected?.Code ?? "done"}");
        }
    }

    [Fact]
    public void Statistics_are_the_only_thing_of_cases_that_a_statistician_or_the_committee_gets()
    {
        var policy = new AccessPolicy(CasePermissions.All);
        foreach (var role in new[] { Role.Statistician, Role.Chair, Role.Secretariat, Role.PlatformOperator, Role.OrgAdmin })
        {
            foreach (var permission in CasePermissions.All)
                Assert.False(policy.MayEver(By("lwu", "x", role), permission.Name), $"{role} may {permission.Name}");
        }

        foreach (var permission in CasePermissions.All)
            Assert.All(permission.Grants, grant => Assert.NotEqual(Relation.None, grant.Relations)); // None would mean: whatever the relation.
    }
}
