using Coordination.Cases.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>The police open a case of one adult victim and one suspect.</summary>
internal sealed class OpenWorkload(Server server) : IWorkload
{
    private const string Opener = "atd";

    private static readonly string[] Forms = ["labour", "sexual", "criminal", "domestic"];

    private CallOptions opener;

    public async Task PrepareAsync() => opener = await server.AsAsync(Opener);

    public async Task CallAsync(int client, long sequence) => await server.Cases(client).OpenCaseAsync(Request(sequence), Server.Bounded(opener));

    private static OpenCaseRequest Request(long number) => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        Reference = $"ATD-{number:0000000}",
        Province = "LA-VT",
        Area = "cross_border",
        Source = new ReferralSource { Organisation = "lwu", Type = "mass_organisation", Date = "2026-03" },
        Purpose = "victim_identification",
        LegalBasis = "instruments/palermo-protocol",
        RetainUntil = DateTime.UtcNow.AddYears(5).ToTimestamp(),
        People =
        {
            new PersonProfile
            {
                Role = PersonRole.Victim,
                Gender = (Gender)(1 + (number % 2)),
                AgeBand = AgeBand.Adult,
                Citizenships = { "la" },
                Exploitation = { Forms[number % Forms.Length] },
            },
            new PersonProfile { Role = PersonRole.Suspect, Gender = Gender.Male, AgeBand = AgeBand.Adult },
        },
    };
}
