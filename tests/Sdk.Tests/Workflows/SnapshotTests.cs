using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Sdk.Tests.Workflows;

public sealed class SnapshotTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<WorkflowEvent> Story =
    [
        new WorkflowStarted(
            "stay", 1, "house-rules@1", new AgencyName("lwu"), new UnitName("lwu-la-vt"), new CaseName("cone"), "p1", "LA-VT", Handling.AmberStrict,
            [new PartBinding("house", new AgencyName("lwu"), null)], "admitted", false, [new FieldValue("intake", ["self"], ["house"])],
            [new SealedField("needs", new SealedText("v1.xyz"), "key", ["house"])], [new WorkflowDeadline("assess_by", Day.AddDays(3))],
            [new OwedEffect("trace.1", "trace", EffectKind.Task, "", new Principal("i", "s", new AgencyName("lwu"), null, [Role.AgencyOfficer]))],
            ["house"], ["k1"], new WorkflowParent(new WorkflowName("wtwo"), "stay.1")),
        new EffectSettled("trace.1", "tasks/tone", ""),
        new EffectEnded("trace.1", "verified"),
        new DeadlinePassed("assess_by"),
        new PartsNotified("late", ["house"]),
        new WorkflowTextRead(new AgencyName("lwu"), "s", "victim_support", "casework", ["needs"]),
        new TransitionFired("assess", "admitted", "assessed", false, "house", "house-rules@1", [new PartBinding("doctor", new AgencyName("moh"), null)], [], [], [], ["assess_by"], [], ["doctor"]),
        new WorkflowMigrated(1, 2, "assessed", "seen", "house-rules@2", ["doctor"]),
        new WorkflowBlocked(["k2"]),
        new ParentTold(new WorkflowName("wtwo")),
    ];

    [Fact]
    public void An_instance_is_the_same_after_it_was_written_and_read_at_every_point_of_its_story()
    {
        var state = WorkflowInstance.Initial;
        foreach (var happened in Story)
        {
            var written = JsonSerializer.SerializeToUtf8Bytes(happened, WorkflowJson.Default.WorkflowEvent);
            state = state.Apply(JsonSerializer.Deserialize(written, WorkflowJson.Default.WorkflowEvent)!, new EventStamp(1, Day, null, Guid.Empty));
            var snapshot = JsonSerializer.Serialize(state, WorkflowJson.Default.WorkflowInstance);
            var again = JsonSerializer.Deserialize(snapshot, WorkflowJson.Default.WorkflowInstance)!;
            Assert.Equal(snapshot, JsonSerializer.Serialize(again, WorkflowJson.Default.WorkflowInstance));
            Assert.Equal(state.PartsOf(Principal.Platform with { Agency = new AgencyName("moh") }), again.PartsOf(Principal.Platform with { Agency = new AgencyName("moh") }));
        }

        Assert.Equal(("seen", 2, "verified"), (state.State, state.DefinitionVersion, state.Ended["trace"]));
    }

    [Fact]
    public void Every_event_is_in_the_story()
    {
        var known = typeof(WorkflowEvent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(a => a.DerivedType);
        Assert.Empty(known.Except(Story.Select(e => e.GetType())));
    }
}
