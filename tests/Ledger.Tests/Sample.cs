using System.Collections.Immutable;
using System.Text;
using Coordination.Registry;

namespace Coordination.Ledger.Tests;

/// <summary>Appends as a noun would make them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static NewEntry Entry(string type = "task.assigned", string? data = null, Guid? requestId = null) =>
        new(type, Encoding.UTF8.GetBytes(data ?? """{"title":"ສໍາຫຼວດ"}"""), requestId ?? Guid.NewGuid(), 42, "mps", "subject-1", Noon.AddTicks(1234560));

    public static Append Append(string stream, int expectedVersion, int count = 1, RegistryChange? registry = null, DueChange? due = null) =>
        new(stream, expectedVersion, [.. Enumerable.Range(0, count).Select(_ => Entry())], registry, due);

    public static RegistryRow Row(string name, int version = 1, string view = "{}") => new()
    {
        Name = name,
        Kind = "tasks",
        State = "requested",
        Open = true,
        Version = version,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        View = () => Encoding.UTF8.GetBytes(view),
    };

    public static PartyRow Party(string agency, string role = "lead", string state = "received", bool open = true) =>
        new() { Agency = agency, Role = role, State = state, Open = open };

    public static RegistryChange Change(RegistryRow row, params PartyRow[] parties) => new(row, [.. parties], []);

    public static RegistryQuery Query(RegistryOrder order = RegistryOrder.DueFirst) => new() { Kind = "tasks", Order = order };

    public static Viewer Everybody { get; } = new("secretariat", null, true);

    public static string[] Names(this RegistryPage page) => [.. page.Hits.Select(static hit => hit.Name)];

    public static ImmutableArray<T> Of<T>(params T[] items) => [.. items];
}
