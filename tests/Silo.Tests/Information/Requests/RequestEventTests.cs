using System.Text.Json;
using Coordination.Information;
using Coordination.Sdk.Grains;
using Coordination.Silo.Information.Requests;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestEventTests
{
    [Fact]
    public void Every_event_has_a_stable_name()
    {
        var events = typeof(InformationRequestEvent).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(InformationRequestEvent)) && !t.IsAbstract);
        var names = new EventCodec<InformationRequestEvent>(RequestJson.Default.InformationRequestEvent).Names;

        Assert.Equal(events.OrderBy(t => t.Name), names.Keys.OrderBy(t => t.Name));
        Assert.All(names.Values, name => Assert.StartsWith("information_request.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_survives_its_snapshot()
    {
        foreach (var stage in Enum.GetValues<PartStage>())
        {
            var state = Asking.At(stage);
            var json = JsonSerializer.Serialize(state, RequestJson.Default.RequestState);
            var read = JsonSerializer.Deserialize(json, RequestJson.Default.RequestState)!;

            Assert.Equal(json, JsonSerializer.Serialize(read, RequestJson.Default.RequestState));
            Assert.Equal(state.Stage, read.Stage);
            Assert.Equal(stage, read.Moh().Stage);
        }
    }
}
