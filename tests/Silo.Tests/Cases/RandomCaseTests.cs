using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

/// <summary>Whatever is commanded by whomever in whatever order, what must never be never is.</summary>
public sealed class RandomCaseTests
{
    private static readonly AgencyName[] Agencies = [Lwu, Atd, Moh, Opp];
    private static readonly Principal[] Officers = [.. Agencies.SelectMany(a => new[] { By(a.Id, "one", Role.CaseLead), By(a.Id, "two", Role.AgencyFocalPoint) })];
    private static readonly PersonProfile[] Profiles =
    [
        Woman, Child, Suspect, Witness, Aunt, Aunt with { Conflicted = true }, Profile(PersonRole.Victim, AgeBand.Unknown, signs: true), Profile(PersonRole.Witness, AgeBand.Child),
        Profile(PersonRole.Suspect, AgeBand.Child), Profile(PersonRole.Relative, AgeBand.Child),
    ];

    [Fact]
    public void Two_thousand_random_histories_keep_every_invariant()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var (state, now) = (Opened(Profiles[random.Next(Profiles.Length)], Profiles[random.Next(Profiles.Length)]), Now);
            for (var step = 0; step < 60; step++)
            {
                now = now.AddMinutes(random.Next(0, 5_000));
                var by = Officers[random.Next(Officers.Length)];
                var (isCommand, touches, decision) = Any(state, by, random, now);
                if (isCommand && state.Relate(by) is Relation.None)
                    continue; // The grain asks the relation first.
                var before = state;
                if (decision.Refusal is null)
                    state = state.Then(decision, now);
                Check(before, state, touches, seed);
            }
        }
    }

    /// <summary>One decision; whether somebody commanded it, and whether it is about who takes part, who is blocked or how long all is kept.</summary>
    private static (bool IsCommand, bool Touches, Decision<CaseEvent> Decision) Any(CaseState state, Principal by, Random random, DateTimeOffset now)
    {
        var context = Context(by);
        var (agency, person, other) = (Agencies[random.Next(Agencies.Length)], $"p{random.Next(1, 7)}", $"p{random.Next(1, 7)}");
        var transfer = state.PendingTransfer ?? new TransferName($"t{random.Next(9)}");
        return random.Next(34) switch
        {
            0 => (true, false, CaseRules.Assess(state)),
            1 => (true, false, CaseRules.Activate(state)),
            2 => (true, false, CaseRules.FollowUp(state)),
            3 => (true, false, CaseRules.Close(state, new CloseCase(context, "reintegrated"), Inputs)),
            4 or 5 => (true, true, CaseRules.Reopen(state, new ReopenCase(context, "new_facts"), now, Inputs)),
            6 => (true, false, CaseRules.Update(state, new UpdateCase(context, "B", null, null, (Handling)random.Next(1, 6), null), Inputs)),
            7 or 8 => (true, false, ParticipantRules.Add(state, new AddParticipant(context, agency, (ParticipantRole)random.Next(4), null), now, Inputs)),
            9 => (true, true, ParticipantRules.Remove(state, new RemoveParticipant(context, agency, "done"))),
            10 => (true, false, ParticipantRules.SetUnit(state, new SetParticipantUnit(context, random.Next(2) == 0 ? Vientiane : null), now, Inputs)),
            11 or 12 => (true, false, PersonRules.Add(state, new AddPerson(context, Profiles[random.Next(Profiles.Length)]), now, Inputs)),
            13 or 14 or 15 or 16 => (true, false, PersonRules.Update(state, new UpdatePerson(context, person, Profiles[random.Next(Profiles.Length)]), now, Inputs)),
            17 => (true, false, PersonRules.Withdraw(state, new WithdrawPerson(context, person, "mistake"), now, Inputs)),
            18 => (true, false, PersonRules.DecideStatus(state, new DecideVictimStatus(context, person, (VictimStatus)random.Next(4), "x"), Inputs)),
            19 => (true, false, PersonRules.Appeal(state, new AppealVictimStatus(context, person, "x"), now, Inputs)),
            20 or 21 => (true, false, PersonRules.AppointGuardian(state, new AppointGuardian(context, person, GuardianKind.Relative, null, other), now, Inputs)),
            22 => (true, false, PersonRules.AppointGuardian(state, new AppointGuardian(context, person, GuardianKind.Official, agency, null), now, Inputs)),
            23 or 24 => (true, false, PersonRules.RecordOffence(state, new RecordOffence(context, person, new Offence(PenalLaw, $"a{random.Next(3)}")))),
            25 => (true, false, PersonRules.RemoveOffence(state, new RemoveOffence(context, person, new Offence(PenalLaw, $"a{random.Next(3)}"), "x"))),
            26 => (true, false, TimelineRules.Record(state, new RecordEvent(context, new EventContent("exploitation", "", "", "", [], [], [], [person])))),
            27 => (true, false, SupportRules.Plan(state, new PlanService(context, person, Pillar.SupportServices, "shelter", null), now, Inputs)),
            28 => (true, true, random.Next(3) == 0
                ? CaseRules.PlaceHold(state, new PlaceCaseHold(context, "court"))
                : CaseRules.LiftHold(state, new LiftCaseHold(context, "over"))),
            29 => (true, true, CaseRules.Block(state, new BlockOfficer(context, "test", random.Next(2) == 0 ? "one" : "two", "named"))),
            30 => (true, true, CaseRules.Unblock(state, new UnblockOfficer(context, "test", random.Next(2) == 0 ? "one" : "two", "cleared"))),
            31 => (false, true, random.Next(40) == 0 ? CaseRules.RetentionDue(state, state.Head.RetainUntil) : Decision<CaseEvent>.Nothing),
            32 => (false, true, state.IsOpen && state.PendingTransfer is null && agency != state.Lead ? new TransferOffered(transfer, agency) : Decision<CaseEvent>.Nothing),
            _ => (false, true, state.PendingTransfer is null || !state.IsOpen ? Decision<CaseEvent>.Nothing
                : random.Next(2) == 0 ? new TransferEnded(transfer)
                : agency != state.Lead ? new LeadTransferred(transfer, state.Lead, agency, null, random.Next(2) == 0)
                : Decision<CaseEvent>.Nothing),
        };
    }

    private static void Check(CaseState before, CaseState state, bool touches, int seed)
    {
        var why = $"seed {seed}";
        Assert.True(state.Participants.Count(p => p.Role is ParticipantRole.Lead) == 1 && state.Participants[0].Role is ParticipantRole.Lead, why);
        Assert.True(state.Participants.Select(p => p.Agency).Distinct().Count() == state.Participants.Length, why);
        Assert.True(touches || before.IsOpen || before == state || before with { UpdatedAt = state.UpdatedAt } == state, why);
        foreach (var person in state.People.Where(p => !p.Withdrawn))
        {
            Assert.True(person.Offences.IsEmpty || person.Profile.Role is PersonRole.Suspect, $"{why}: an offence of a {person.Profile.Role}");
            Assert.True(!PersonRules.NeedsGuardian(person.Profile) || person.Guardian is not null != person.GuardianDue is not null, $"{why}: guardian");
            Assert.True(person.GuardianDue is null || PersonRules.NeedsGuardian(person.Profile), $"{why}: due without need");
            Assert.True(person.Status is VictimStatus.None == (person.Profile.Role is not PersonRole.Victim), $"{why}: status");
            Assert.True(!person.AppealPending || person.Profile.Role is PersonRole.Victim, $"{why}: appeal");
            if (person.Guardian is { Kind: GuardianKind.Relative } guardian)
                Assert.True(state.FindPerson(guardian.Person!) is { Profile: { Role: PersonRole.Relative, Conflicted: false, TreatedAsChild: false } }, $"{why}: who guards");
        }

        Assert.True(state.IsOpen || state.GuardianDue() is null, $"{why}: closed without guardian");
        Assert.True(state.Head.Handling >= before.Head.Handling, why);
        Assert.True(state.People.Select((p, i) => p.Id == $"p{i + 1}").All(right => right), why);
        foreach (var officer in Officers)
        {
            if (state.Blocked.Any(b => b.Issuer == officer.Issuer && b.Subject == officer.Subject))
                Assert.True(state.Relate(officer) is Relation.None, $"{why}: a blocked officer reads");
        }

        var projection = CaseProjection.Of(Name.ToString(), state, 1, Now);
        Assert.True(projection.Row!.Open == state.IsOpen, why);
        Assert.True(projection.Parties.Select(p => p.Agency).Distinct().Count() == projection.Parties.Length, why);
        Assert.True(projection.Due.Select(d => d.Kind).Distinct().Count() == projection.Due.Length, why);
        Assert.True(projection.Row.Blocked.Length == state.Blocked.Select(b => (b.Issuer, b.Subject)).Distinct().Count(), why);
    }
}
