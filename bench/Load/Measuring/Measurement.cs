using System.Text.Json;

namespace Coordination.Bench.Load.Measuring;

/// <summary>One line of a run's raw results.</summary>
/// <param name="Scenario">assign, hot, get, inbox, memory, policy or start.</param>
/// <param name="Target">Who was measured.</param>
/// <param name="Size">How much was there before, where that matters; else 0.</param>
/// <param name="Metrics">By name with unit, for example latency_ms_p99.</param>
/// <param name="Error">What went wrong first. Such a line counts in no median.</param>
internal sealed record Measurement(
    string Scenario,
    string Target,
    int Clients,
    long Size,
    int Round,
    IReadOnlyDictionary<string, double> Metrics,
    long Errors = 0,
    string? Error = null)
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string ToLine() => JsonSerializer.Serialize(this, Json);

    public static Measurement FromLine(string line) => JsonSerializer.Deserialize<Measurement>(line, Json)!;
}
