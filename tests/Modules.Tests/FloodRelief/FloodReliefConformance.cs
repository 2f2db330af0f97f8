using Coordination.Access;
using Coordination.Sdk.Testing;

namespace FloodRelief.Tests;

/// <summary>What every module promises, on the platform itself.</summary>
public sealed class FloodReliefConformance : ModuleConformance<FloodReliefModule>
{
    private static readonly Caller Union = Caller.Of("lwu", Role.AgencyOfficer);

    private static readonly Caller Office = Caller.Of("mlsw", Role.AgencyOfficer);

    private static readonly Caller Auditor = Caller.Of("mlsw", Role.Auditor);

    private static readonly (string Field, object Value)[] Flood = [("households", 12), ("flooded_date", "2026-02-27")];

    private static readonly (string Part, string Agency)[] Carrier = [("carrier", "lyu")];

    protected override IEnumerable<Scenario> Scenarios =>
    [
        Asked("Kits are granted and arrive").Fire("grant", Office, Carrier, ("kits", 24)).Fire("confirm", Union, ("kits_received", 23)).Expect("delivered"),
        Asked("Nobody decides in time").Advance(TimeSpan.FromDays(5)).Expect("escalated").Fire("refuse", Office, ("refusal_reason", "no_kits")),
        Asked("The families need nothing more").Fire("withdraw", Union).Expect("withdrawn"),
    ];

    protected override AccessMatrix Matrix => AccessMatrix.Empty.For(FloodReliefWorkflow.Id)
        .Row("start", [Union, Office], [Auditor])
        .Row("grant", [Office], [Union, Auditor])
        .Row("refuse", [Office], [Union, Auditor])
        .Row("confirm", [Union], [Office])
        .Row("withdraw", [Union], [Office])
        .Row("escalate", [], [Union, Office]);

    private static Scenario Asked(string title) => new Scenario(FloodReliefWorkflow.Id, title).Start(Union, null, Flood);
}
