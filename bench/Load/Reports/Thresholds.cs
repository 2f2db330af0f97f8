using System.Globalization;

namespace Coordination.Bench.Load.Reports;

/// <summary>One promise about speed or size, and what was measured.</summary>
/// <param name="Measured">Null when this run did not measure it.</param>
internal sealed record Threshold(string Promise, double? Measured, string Unit, bool? Met);

/// <summary>What the platform promises on a machine of two cores.</summary>
internal static class Thresholds
{
    private const int Clients = 64;
    private const int InboxClients = 16;
    private const long SmallInbox = 10_000;
    private const long LargeInbox = 1_000_000;
    private const long FewGrants = 100;
    private const long ManyGrants = 100_000;

    /// <summary>"Flat": the page takes at most this much longer out of a hundred times as many tasks.</summary>
    private const double Flat = 1.5;

    /// <summary>As StatisticsWorkload asks them.</summary>
    private static readonly string[] Questions =
    [
        "the total", "gender and age with all totals", "province by each form of exploitation", "months of a year by province and by gender",
        "victims by citizenship, gender and age",
    ];

    public static IReadOnlyList<Threshold> Judge(Summary summary)
    {
        var small = summary.Find("inbox", Targets.Postgres, InboxClients, SmallInbox)?.Find("latency_ms_p99");
        var large = summary.Find("inbox", Targets.Postgres, InboxClients, LargeInbox)?.Find("latency_ms_p99");
        return
        [
            AtLeast("AssignTask, PostgreSQL, 64 clients: 6 times EF Core (reach for 8)", 6, "times",
                summary.RateFactor("assign", Targets.Postgres, Targets.Ef, Clients)),
            AtLeast("AssignTask, PostgreSQL, 64 clients: 2.5 times hand-tuned Npgsql (reach for 4)", 2.5, "times",
                summary.RateFactor("assign", Targets.Postgres, Targets.Npgsql, Clients)),
            AtLeast("One hot task, PostgreSQL, 64 clients: 20 times hand-tuned Npgsql", 20, "times",
                summary.RateFactor("hot", Targets.Postgres, Targets.Npgsql, Clients)),
            AtLeast("GetTask, 64 clients: 60 % of the echo's rate", 60, "%",
                100 * summary.RateFactor("get", Targets.Postgres, Targets.Echo, Clients)),
            AtLeast("FireTransition, PostgreSQL, 64 clients: 70 % of AssignTask's rate", 70, "%",
                100 * summary.RateFactor("fire", Targets.Postgres, 0, "assign", Clients)),
            AtLeast("FireTransition, SQLite, 64 clients: 70 % of AssignTask's rate", 70, "%",
                100 * summary.RateFactor("fire", Targets.Sqlite, 0, "assign", Clients)),
            AtLeast("ReadGranted with its durable entry, PostgreSQL, 64 clients: 60 % of AssignTask's rate", 60, "%",
                100 * summary.RateFactor("read", Targets.Postgres, FewGrants, "assign", Clients)),
            AtLeast("ReadGranted, PostgreSQL: 100,000 grants do not slow a read (at least 90 % of the rate with 100)", 90, "%",
                100 * summary.RateFactor("read", Targets.Postgres, ManyGrants, "read", Clients, FewGrants)),
            Below("Inbox page of 50 out of 1,000,000 tasks, 16 clients: p99 below 20 ms", 20, "ms", large),
            Below("Inbox, flat from 10,000 to 1,000,000 tasks: p99 grows less than 1.5 times", Flat, "times", large / small),
            .. Enumerable.Range(0, Questions.Length).Select(question => Below(
                $"Statistics on 1,000,000 people, PostgreSQL, {Questions[question]}: p99 below 1 s", 1_000, "ms",
                summary.Find("statistics", Targets.Postgres, 1, question)?.Find("latency_ms_p99"))),
            Below("Heap per idle task grain below 4,096 bytes", 4096, "bytes",
                summary.Find("memory", Targets.Sqlite, size: 0)?.Find("heap_bytes_per_grain")
                    ?? summary.Rows.FirstOrDefault(row => row.Scenario == "memory")?.Find("heap_bytes_per_grain")),
            Below("Disclosure policy, a grant passed on twice, pack of the Lao PDR: median below 20 µs", 20, "µs",
                summary.Find("policy", Targets.PolicyPassedOn)?.Find("decide_us_p50")),
            Below("Disclosure policy, the largest chain, grant and pack: median below 20 µs", 20, "µs",
                summary.Find("policy", Targets.PolicyLargest)?.Find("decide_us_p50")),
            AtLeast("Linking, 10,000 made-up Lao people of whom every fifth is known to two registers: recall at least 95 %", 95, "%",
                100 * summary.Find("linking", Targets.Linking)?.Find("recall")),
            AtLeast("Linking, the same people: precision at least 95 %", 95, "%",
                100 * summary.Find("linking", Targets.Linking)?.Find("precision")),
            Below("Cold start of the standalone below 5 s", 5, "s",
                summary.Find("start", Targets.Sqlite)?.Find("start_ms") / 1000),
        ];
    }

    public static string Number(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };

    private static Threshold AtLeast(string promise, double limit, string unit, double? measured) =>
        new(promise, measured, unit, measured is null ? null : measured >= limit);

    private static Threshold Below(string promise, double limit, string unit, double? measured) =>
        new(promise, measured, unit, measured is null ? null : measured < limit);
}

/// <summary>The names of those that are measured, as bench/run gives them.</summary>
internal static class Targets
{
    public const string Echo = "echo";
    public const string Ef = "ef";
    public const string Npgsql = "npgsql";
    public const string Postgres = "platform-postgres";
    public const string Sqlite = "platform-sqlite";
    public const string PolicyPassedOn = "passed on twice";
    public const string PolicyLargest = "largest";
    public const string Linking = "blind index";
}
