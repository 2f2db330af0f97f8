using Coordination.Access;
using Coordination.Names;
using Coordination.Sdk.Testing;
using Coordination.Training;
using Coordination.Training.Contracts;
using Coordination.Training.V1;

namespace Coordination.Modules.Tests.Training;

/// <summary>What every module promises, for trainings and campaigns.</summary>
public sealed class TrainingConformance : ModuleConformance<TrainingModule>
{
    private static readonly Caller Organiser = Caller.Of("mlsw", Role.AgencyFocalPoint);
    private static readonly Caller Secretariat = Caller.Of("secretariat", Role.Secretariat);
    private static readonly Caller Stranger = Caller.Of("moh", Role.AgencyFocalPoint);
    private static readonly Caller Auditor = Caller.Of("mlsw", Role.Auditor);
    private static readonly string One = new('1', 64);

    protected override IEnumerable<Scenario> Scenarios =>
    [
        Held("A course is followed up after six months", "course")
            .Meanwhile(async (platform, name) => await ScoreAsync(platform, name))
            .Fire("assess", Organiser, ("assessed_date", "2026-03-02"))
            .Meanwhile(async (platform, name) => await CertifyAsync(platform, name))
            .Fire("certify", Organiser, ("certified_date", "2026-03-02"))
            .Advance(TimeSpan.FromDays(184))
            .Meanwhile(async (platform, name) => await AskAsync(platform, name))
            .Fire("follow_up", Organiser, ("followed_up_date", "2026-09-10"))
            .Expect("followed_up"),
        Held("A workshop ends with its conclusions", "workshop").Fire("close_workshop", Organiser, ("conclusions_sha256", One)),
        Scheduled("A training is called off", "course")
            .Fire("reschedule", Organiser, ("begin_date", "2026-05-01"), ("end_date", "2026-05-02"))
            .Fire("call_off", Organiser, ("cancel_reason", "emergency")),
        Needed("A need is rejected", "course").Fire("reject", Secretariat, ("reject_reason", "no_budget")),
        Needed("A need goes away", "course").Fire("cancel", Organiser, ("cancel_reason", "other")),
        Running("A campaign runs")
            .Fire("report_reach", Organiser, ("people_reached", 1200))
            .Fire("evaluate", Organiser, ("people_reached", 15000), ("evaluation_sha256", One))
            .Fire("close", Secretariat),
        Running("A campaign is halted").Fire("halt", Secretariat, ("return_reason", "wrong_facts")).Fire("cancel", Organiser, ("cancel_reason", "other")),
        Proposed("A campaign is changed")
            .Fire("return_campaign", Secretariat, ("return_reason", "stigmatises"))
            .Fire("change_material", Organiser, ("material_sha256", new string('2', 64))),
    ];

    protected override AccessMatrix Matrix
    {
        get
        {
            var matrix = AccessMatrix.Empty.For("training").Row("start", [Organiser, Secretariat], [Auditor, Caller.Of("mlsw", Role.Statistician)]);
            foreach (var verb in new[] { "schedule", "reschedule", "deliver", "assess", "certify", "follow_up", "close_workshop", "cancel", "call_off" })
                matrix = matrix.Row(verb, [Organiser], [Secretariat, Stranger, Auditor]);
            matrix = matrix
                .Row("approve", [Secretariat], [Organiser, Stranger])
                .Row("reject", [Secretariat], [Organiser, Stranger])
                .Row("call_follow_up", [], [Organiser, Secretariat])
                .For("awareness-campaign").Row("start", [Organiser, Secretariat], [Auditor]);
            foreach (var verb in new[] { "change_material", "launch", "report_reach", "evaluate", "cancel" })
                matrix = matrix.Row(verb, [Organiser], [Secretariat, Stranger, Auditor]);
            foreach (var verb in new[] { "clear", "return_campaign", "halt", "close" })
                matrix = matrix.Row(verb, [Secretariat], [Organiser, Stranger]);
            return matrix;
        }
    }

    /// <summary>A course and a cohort of two people of two countries.</summary>
    internal static async Task<(string Course, string Cohort)> PrepareAsync(TestPlatform platform, Guid course, Guid cohort)
    {
        var client = Courses(platform, Organiser);
        var made = await client.CreateCourseAsync(new()
        {
            RequestId = course.ToString(),
            Content = new()
            {
                Title = new() { En = "Identification of victims", Lo = "ການຈຳແນກຜູ້ຖືກເຄາະຮ້າຍ" },
                Level = Coordination.Training.V1.CourseLevel.Regional,
                Topics = { "victim_identification" },
                Hours = 8,
                Sessions = 1,
                AttendancePercent = 75,
                PassPercent = 60,
            },
        });
        var group = await client.CreateCohortAsync(new() { RequestId = cohort.ToString(), Course = made.Name, Places = 20 });
        await RegisterAsync(platform, Organiser, group.Name, "LA");
        await RegisterAsync(platform, Caller.Of("th-msdhs", Role.AgencyFocalPoint), group.Name, "TH");
        return (made.Name, group.Name);
    }

    private static async Task RegisterAsync(TestPlatform platform, Caller by, string cohort, string country) =>
        await Courses(platform, by).RegisterParticipantsAsync(new()
        {
            RequestId = New(),
            Name = cohort,
            Participants = { new ParticipantEntry { Country = country, Sex = Coordination.Training.V1.Sex.Female, Level = Coordination.Training.V1.CourseLevel.National } },
        });

    private static async Task AttendAsync(TestPlatform platform, string name) =>
        await Courses(platform, Organiser).RecordAttendanceAsync(new() { RequestId = New(), Name = await CohortOfAsync(platform, name), Session = 1, Present = { "t1", "t2" } });

    private static async Task ScoreAsync(TestPlatform platform, string name) =>
        await Courses(platform, Organiser).RecordScoresAsync(new()
        {
            RequestId = New(),
            Name = await CohortOfAsync(platform, name),
            Scores = { new ScoreEntry { Code = "t1", BeforePercent = 40, AfterPercent = 80 }, new ScoreEntry { Code = "t2", AfterPercent = 59 } },
        });

    private static async Task CertifyAsync(TestPlatform platform, string name) =>
        await Courses(platform, Organiser).IssueCertificateAsync(
            new() { RequestId = New(), Name = await CohortOfAsync(platform, name), Participant = "t1", CertificateSha256 = One });

    private static async Task AskAsync(TestPlatform platform, string name) =>
        await Courses(platform, Organiser).RecordFollowUpAsync(
            new() { RequestId = New(), Name = await CohortOfAsync(platform, name), Participant = "t1", Use = Coordination.Training.V1.UseOfTraining.UsesOften });

    private static async Task<string> CohortOfAsync(TestPlatform platform, string name) =>
        (await new TrainingService.TrainingServiceClient(platform.As(Organiser)).GetTrainingAsync(new() { Name = name })).Cohort;

    internal static CourseService.CourseServiceClient Courses(TestPlatform platform, Caller by) => new(platform.As(by));

    private static string New() => Guid.NewGuid().ToString();

    private static Scenario Needed(string title, string kind) => Begin(title, kind).Scenario;

    private static (Scenario Scenario, string Cohort) Begin(string title, string kind)
    {
        var (course, cohort) = (Guid.NewGuid(), Guid.NewGuid());
        var agency = new AgencyName(Organiser.Agency);
        var scenario = new Scenario("training", title)
        {
            Case = async (platform, _) =>
            {
                await PrepareAsync(platform, course, cohort);
                return null!;
            },
        };
        return (
            scenario.Start(Organiser, null, ("kind", kind), ("need_source", "capacity_gap"), ("course", CourseName.For(agency, course).ToString())),
            CohortName.For(agency, cohort).ToString());
    }

    private static Scenario Scheduled(string title, string kind)
    {
        var (scenario, cohort) = Begin(title, kind);
        return scenario.Fire("approve", Secretariat).Fire("schedule", Organiser, ("cohort", cohort), ("begin_date", "2026-03-01"), ("end_date", "2026-03-02"));
    }

    private static Scenario Held(string title, string kind) => Scheduled(title, kind)
        .Meanwhile(async (platform, name) => await AttendAsync(platform, name))
        .Fire("deliver", Organiser, ("delivered_date", "2026-03-02"));

    private static Scenario Proposed(string title) => new Scenario("awareness-campaign", title).Start(
        Organiser, null, ("audiences", "youth"), ("channels", "radio"), ("languages", "lao"), ("material_sha256", One), ("begin_date", "2026-04-01"), ("end_date", "2026-06-30"));

    private static Scenario Running(string title) => Proposed(title)
        .Fire("clear", Secretariat, ("cleared_material_sha256", One), ("clear_date", "2026-03-20"))
        .Fire("launch", Organiser, ("launch_date", "2026-04-01"));
}
