using Coordination.Access;
using Coordination.Cases.V1;
using Coordination.Sdk.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Modules.Tests;

/// <summary>Cases that workflows are about: led by social welfare, with those who take part in them.</summary>
internal static class Cases
{
    public static readonly Caller Welfare = Caller.Of("mlsw", Role.AgencyFocalPoint);

    private static readonly string[] Others = ["atd", "lwu", "lwu-center", "moh", "th-msdhs", "vn-womens-union"];

    /// <summary>A case with one victim, <c>p1</c>: an adult woman, or a girl without a guardian.</summary>
    public static async Task<ScenarioCase> OpenAsync(TestPlatform platform, bool child = false)
    {
        var cases = new CaseService.CaseServiceClient(platform.As(Welfare));
        var opened = await cases.OpenCaseAsync(new OpenCaseRequest
        {
            RequestId = NewId(),
            Province = "LA-VT",
            Purpose = "victim_protection",
            LegalBasis = "instruments/victim-protection-guidelines",
            RetainUntil = Timestamp.FromDateTimeOffset(platform.Clock.Now.AddYears(5)),
            People = { new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = child ? AgeBand.Child : AgeBand.Adult } },
        });
        foreach (var agency in Others)
            await cases.AddParticipantAsync(new AddParticipantRequest { RequestId = NewId(), Name = opened.Name, Agency = $"agencies/{agency}", Role = ParticipantRole.Participant });
        return new ScenarioCase(opened.Name, "p1");
    }

    public static async Task<ScenarioCase> WithGuardianAsync(TestPlatform platform)
    {
        var about = await OpenAsync(platform, child: true);
        await new CaseService.CaseServiceClient(platform.As(Welfare)).AppointGuardianAsync(
            new AppointGuardianRequest { RequestId = NewId(), Name = about.Name, Person = about.Person, Kind = GuardianKind.Official, Agency = "agencies/mlsw" });
        return about;
    }

    /// <summary>What the case says of the person.</summary>
    public static async Task<VictimStatus> StatusAsync(TestPlatform platform, ScenarioCase about) =>
        (await new CaseService.CaseServiceClient(platform.As(Welfare)).GetCaseAsync(new GetCaseRequest { Name = about.Name })).People.Single(p => p.Id == about.Person).Status;

    public static string NewId() => Guid.NewGuid().ToString();
}
