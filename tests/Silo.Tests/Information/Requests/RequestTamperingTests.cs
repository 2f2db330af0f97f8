using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;
using static Coordination.Silo.Tests.Information.Requests.RequestSilo;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestTamperingTests(RequestSilo silo) : IClassFixture<RequestSilo>
{
    [Fact]
    public async Task Texts_that_somebody_moved_into_another_request_do_not_open()
    {
        var name = await silo.AskAsync();
        var forged = new InformationRequestName("iforged");
        var stored = await silo.Ledger.LoadAsync(name.ToString(), 0, 50, default);
        await silo.Ledger.AppendAsync(new Append(
            forged.ToString(), 0, [.. stored.Select(e => new NewEntry(e.Type, e.Data, Guid.NewGuid(), 1, "mlsw", "administrator", Now))], null, null));

        Refused(CommonRefusals.StreamParked, await silo.Grain(forged).GetAsync(MlswOfficer, default));
        Assert.True(Done(await silo.Grain(forged).GetAsync(TheChair, default)).Redacted);
        Done(await silo.Grain(name).GetAsync(MlswOfficer, default));
    }
}
