using Coordination.Information.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>The police reads granted fields of the counselling centre's records, under any of so many grants.</summary>
/// <param name="grants">How many grants there are.</param>
/// <param name="file">Keeps the names of the grants that were made, for the next round.</param>
internal sealed class ReadWorkload(Server server, int grants, string file) : IWorkload
{
    private const string Holder = "lwu-center";
    private const string Reader = "atd";
    private const string Purpose = "investigation";
    private const string Basis = "instruments/penal-law";
    private const int Records = 100;
    private const int AtOnce = 64;

    private string[] names = [];
    private CallOptions reader;

    public async Task PrepareAsync()
    {
        reader = await server.AsAsync(Reader);
        string[] made = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        if (made.Length < grants)
        {
            made = [.. made, .. await MakeAsync(grants - made.Length)];
            await File.WriteAllLinesAsync(file, made);
        }

        names = made[..grants];
    }

    public Task CallAsync(int client, long sequence) => server.Grants(client).ReadGrantedAsync(
        new ReadGrantedRequest { RequestId = NewId(), Name = names[(int)((uint)(sequence * 7919) % (uint)names.Length)], Purpose = Purpose },
        Server.Bounded(reader)).ResponseAsync;

    private async Task<string[]> MakeAsync(int count)
    {
        var holder = await server.AsAsync(Holder);
        var records = new RecordService.RecordServiceClient(server.Channel);
        var type = await records.RegisterRecordTypeAsync(
            new RegisterRecordTypeRequest
            {
                RequestId = NewId(),
                Code = $"bench-{Guid.NewGuid():N}"[..20],
                DisplayName = Named("Intake"),
                HeldBy = HeldBy.Platform,
                Fields = { Field("village"), Field("route"), Field("arrival") },
                Purposes = { Purpose },
            },
            Server.Bounded(holder));
        var offered = new string[Records];
        await Parallel.ForEachAsync(Enumerable.Range(0, Records), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var subject = await records.RegisterSubjectAsync(
                new RegisterSubjectRequest { RequestId = NewId(), RetainUntil = DateTime.UtcNow.AddYears(5).ToTimestamp() }, Server.Bounded(holder));
            var record = await records.OfferRecordAsync(
                new OfferRecordRequest
                {
                    RequestId = NewId(),
                    RecordType = type.Name,
                    Subject = subject.Name,
                    Reference = $"file {i}",
                    Values = { Value("village", "Ban Nongbone"), Value("route", "by boat across the river, then by van"), Value("arrival", "2026-10-01") },
                },
                Server.Bounded(holder));
            offered[i] = record.Name;
        });

        var made = new string[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var grant = await server.Grants(i % AtOnce).ProposeGrantAsync(
                new ProposeGrantRequest
                {
                    RequestId = NewId(),
                    Recipient = $"agencies/{Reader}",
                    Record = offered[i % Records],
                    Fields = { "village", "route", "arrival" },
                    Purpose = Purpose,
                    LegalBasis = Basis,
                    SourceReliability = SourceReliability.A,
                    InformationReliability = InformationReliability._1,
                    Until = DateTime.UtcNow.AddDays(90).ToTimestamp(),
                },
                Server.Bounded(holder));
            await server.Grants(i % AtOnce).ActivateGrantAsync(new ActivateGrantRequest { RequestId = NewId(), Name = grant.Name }, Server.Bounded(holder));
            made[i] = grant.Name;
        });
        return made;
    }

    private static RecordField Field(string id) => new() { Id = id, DisplayName = Named(id), FieldClass = FieldClass.General };

    private static FieldValue Value(string field, string value) => new() { Field = field, Value = value };

    private static LocalizedText Named(string text) => new() { En = text, Lo = text };

    private static string NewId() => Guid.CreateVersion7().ToString();
}
