using Coordination.Cases.V1;
using Coordination.Modules.V1;
using static Coordination.Cli.Demo.Modules.ModulesStory;

namespace Coordination.Cli.Demo.Modules;

/// <summary>The modules are there, and the ministry opens the case with everybody who will work on it.</summary>
internal static class Opening
{
    private static readonly string[] Needed = ["return-from-thailand", "screening", "shelter-stay", "justice"];

    public static async Task PlayAsync(ModulesStory story)
    {
        await story.ReadClockAsync().ConfigureAwait(false);
        var definitions = await story[Ministry].Modules.ListDefinitionsAsync(new ListDefinitionsRequest(), cancellationToken: story.CancellationToken);
        var names = definitions.Definitions.Select(d => d.Name["definitions/".Length..]).ToHashSet(StringComparer.Ordinal);
        story.Expect("", string.Join(", ", Needed.Where(n => !names.Contains(n))), "definitions");
        foreach (var id in story.Ids)
            await story[id].Directory.ListAgenciesAsync(new Directory.V1.ListAgenciesRequest { PageSize = 1 }, cancellationToken: story.CancellationToken);
        story.Done("demo.modules.there", names.Count, story.Ids.Count);

        var opened = await story[Ministry].Cases.OpenCaseAsync(
            new OpenCaseRequest
            {
                Reference = "RETURN-" + story.Run, Province = "LA-VT", Area = "cross_border", Purpose = Purpose, LegalBasis = "instruments/victim-protection-guidelines",
                RetainUntil = story.InDays(3650),
                People =
                {
                    new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Child, Citizenships = { "la" }, Exploitation = { "sexual" } },
                    new PersonProfile { Role = PersonRole.Suspect, Gender = Gender.Male, AgeBand = AgeBand.Adult },
                    new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Adult, Citizenships = { "la" }, Exploitation = { "labour" } },
                },
            },
            cancellationToken: story.CancellationToken);
        story.Case = opened.Name;
        story.Expect(opened.People[0].TreatedAsChild, opened.Name);
        foreach (var agency in new[] { Partner, Union, Center, Health, Police, Prosecutor, Court, PoliceMinistry })
        {
            await story[Ministry].Cases.AddParticipantAsync(
                new AddParticipantRequest { Name = story.Case, Agency = "agencies/" + agency, Role = ParticipantRole.Participant }, cancellationToken: story.CancellationToken);
        }

        await story[PoliceMinistry].Cases.SetParticipantUnitAsync(
            new SetParticipantUnitRequest { Name = story.Case, Unit = "units/" + PoliceUnit }, cancellationToken: story.CancellationToken);
        story.Done("demo.modules.case", Ministry, story.Case);
    }
}
