using Coordination.Aggregates;
using Coordination.Modules.Tests.Driving;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Training.Contracts;
using Coordination.Training.Grains;

namespace Coordination.Modules.Tests.Training;

public sealed class CohortRulesTests
{
    private static readonly WorkflowName Process = new("wtraining");
    private static readonly CourseContent Course = new(new("Identification", "ການຈຳແນກ"), CourseLevel.Regional, ["victim_identification"], 16, 4, 75, 60);
    private static readonly string Hash = new('a', 64);

    private CohortState state = CohortState.Initial;

    public CohortRulesTests()
    {
        Take(CohortRules.Create(state, new CreateCohort(Context("mlsw"), new("kone"), 5), Course));
        Take(Decide(new RegisterParticipants(Context("mlsw"), [new("LA", Sex.Female, CourseLevel.Provincial), new("LA", Sex.Male, CourseLevel.National)])));
        Take(Decide(new RegisterParticipants(Context("th-msdhs"), [new("TH", Sex.Female, CourseLevel.National)])));
    }

    [Fact]
    public void Participants_are_codes_of_several_countries_and_nothing_in_their_records_can_name_them()
    {
        Assert.Equal([("t1", "LA"), ("t2", "LA"), ("t3", "TH")], state.Participants.Select(p => (p.Code, p.Country)));
        Assert.DoesNotContain(typeof(Participant).GetProperties(), p => p.Name.Contains("Name", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Country", "Level", "Sex"], typeof(NewParticipant).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract").Order());
    }

    [Fact]
    public void An_agency_sees_its_own_participants_and_the_totals_of_all()
    {
        var forThailand = state.View(new("hone"), 3, PureRun.By("th-msdhs"));

        Assert.Equal(["t3"], forThailand.Participants.Select(p => p.Code));
        Assert.Equal((3, 2, 2, 2), (forThailand.Totals.Participants, forThailand.Totals.Women, forThailand.Totals.Countries, forThailand.Totals.Agencies));
        Assert.Equal(3, state.View(new("hone"), 3, PureRun.By("mlsw")).Participants.Length);
    }

    [Fact]
    public void A_certificate_is_for_those_who_attended_enough_and_passed()
    {
        Held();
        Assert.Equal("CERTIFICATE_NOT_EARNED", Code(Decide(new IssueCertificate(Context("mlsw"), "t2", Hash)))); // Half of the sessions.
        Assert.Equal("CERTIFICATE_NOT_EARNED", Code(Decide(new IssueCertificate(Context("mlsw"), "t3", Hash)))); // 59 of 60.
        Assert.Equal("PARTICIPANT_UNKNOWN", Code(Decide(new IssueCertificate(Context("mlsw"), "t9", Hash))));
        Assert.Equal("CERTIFICATES_MISSING", Code(Move("certify", "certified")));
        Take(Decide(new IssueCertificate(Context("mlsw"), "t1", Hash)));
        Assert.Equal("CERTIFICATE_ISSUED", Code(Decide(new IssueCertificate(Context("mlsw"), "t1", Hash))));
        Take(Move("certify", "certified"));
        Assert.Equal(1, state.View(new("hone"), 9, PureRun.By("mlsw")).Totals.Certificates);
    }

    [Fact]
    public void No_certificate_before_the_assessment() =>
        Assert.Equal("CERTIFICATE_NOT_YET", Code(Decide(new IssueCertificate(Context("mlsw"), "t1", Hash))));

    [Fact]
    public void Those_who_attended_have_results_before_it_counts_as_assessed()
    {
        Scheduled();
        Assert.Equal("COHORT_EMPTY", Code(Move("deliver", "delivered")));
        Attend();
        Take(Move("deliver", "delivered"));
        Assert.Equal("SCORES_MISSING", Code(Move("assess", "assessed")));
        Take(Decide(new RecordScores(Context("mlsw"), [new("t1", 40, 80), new("t3", 50, 59)])));
        Take(Move("assess", "assessed"));
        Assert.Equal(24.5, state.View(new("hone"), 9, PureRun.By("mlsw")).Totals.MeanGain);
    }

    [Fact]
    public void Places_are_limited_and_registration_ends()
    {
        Assert.Equal("COHORT_FULL", Code(Decide(new RegisterParticipants(Context("moj"), [.. Enumerable.Repeat(new NewParticipant("LA", Sex.Male, CourseLevel.District), 3)]))));
        Assert.Equal("PARTICIPANT_INVALID", Code(Decide(new RegisterParticipants(Context("moj"), [new("LAO", Sex.Male, CourseLevel.District)]))));
        Held();
        Assert.Equal("COHORT_CLOSED", Code(Decide(new RegisterParticipants(Context("moj"), [new("LA", Sex.Male, CourseLevel.District)]))));
    }

    [Fact]
    public void Attendance_of_a_session_is_replaced_when_it_is_recorded_again()
    {
        Scheduled();
        Assert.Equal("SESSION_UNKNOWN", Code(Decide(new RecordAttendance(Context("mlsw"), 5, ["t1"]))));
        Take(Decide(new RecordAttendance(Context("mlsw"), 1, ["t1", "t2"])));
        Take(Decide(new RecordAttendance(Context("mlsw"), 1, ["t2"])));

        Assert.Empty(state.Find("t1")!.Attended);
        Assert.Equal([1], state.Find("t2")!.Attended);
    }

    [Fact]
    public void The_follow_up_asks_all_who_hold_a_certificate_and_each_agency_answers_for_its_own()
    {
        Held();
        Take(Decide(new IssueCertificate(Context("mlsw"), "t1", Hash)));
        Assert.Equal("FOLLOW_UP_NOT_YET", Code(Decide(new RecordFollowUp(Context("mlsw"), "t1", UseOfTraining.UsesOften))));
        Take(Move("certify", "certified"));
        Assert.Equal("FOLLOW_UP_MISSING", Code(Move("follow_up", "followed_up")));
        Assert.Equal("PARTICIPANT_UNKNOWN", Code(Decide(new RecordFollowUp(Context("th-msdhs"), "t1", UseOfTraining.UsesOften))));
        Take(Decide(new RecordFollowUp(Context("mlsw"), "t1", UseOfTraining.UsesSometimes)));
        Take(Move("follow_up", "followed_up"));
    }

    [Fact]
    public void A_cohort_belongs_to_one_training_of_its_own_course_and_organiser()
    {
        Assert.Equal("COHORT_NOT_YOURS", Code(CohortRules.Move(state, new MoveCohort(Context("moj"), Process, new("kone"), "schedule", "scheduled"))));
        Assert.Equal("COHORT_IN_USE", Code(CohortRules.Move(state, new MoveCohort(Context("mlsw"), Process, new("kother"), "schedule", "scheduled"))));
        Scheduled();
        Assert.Equal("COHORT_IN_USE", Code(CohortRules.Move(state, new MoveCohort(Context("mlsw"), new("wother"), new("kone"), "deliver", "delivered"))));
    }

    private void Scheduled() => Take(Move("schedule", "scheduled"));

    private void Attend()
    {
        foreach (var session in Enumerable.Range(1, 4))
            Take(Decide(new RecordAttendance(Context("mlsw"), session, session <= 2 ? ["t1", "t2", "t3"] : ["t1", "t3"])));
    }

    private void Held()
    {
        Scheduled();
        Attend();
        Take(Move("deliver", "delivered"));
        Take(Decide(new RecordScores(Context("mlsw"), [new("t1", 40, 80), new("t2", null, 90), new("t3", 50, 59)])));
        Take(Move("assess", "assessed"));
    }

    private Decision<CohortEvent> Decide(CohortCommand command) => CohortRules.Decide(state, command);

    private Decision<CohortEvent> Move(string transition, string stage) =>
        CohortRules.Move(state, new MoveCohort(Context("mlsw"), Process, new("kone"), transition, stage));

    private void Take(Decision<CohortEvent> decision)
    {
        Assert.Null(decision.Refusal);
        state = decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, DateTimeOffset.UnixEpoch, null, Guid.NewGuid())));
    }

    private static string Code(Decision<CohortEvent> decision) => decision.Refusal?.Code ?? "";

    private static CommandContext Context(string agency) => new(Guid.NewGuid(), PureRun.By(agency));
}
