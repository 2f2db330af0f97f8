using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coordination.Sdk.Telemetry;

/// <summary>What every noun reports without asking. Identifiers only, never content.</summary>
internal static class CoordinationTelemetry
{
    public static readonly ActivitySource Activities = new("Coordination.Grains");

    private static readonly Meter Meter = new("Coordination.Grains");

    /// <summary>Commands by kind of resource, command and outcome (done, repeated, refused).</summary>
    public static readonly Counter<long> Commands = Meter.CreateCounter<long>("coordination.commands", "{command}", "Commands by kind, command and outcome");

    /// <summary>Refusals by kind of resource and reason code.</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("coordination.refusals", "{refusal}", "Refusals by kind and reason");
}
