using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Coordination.Bench.Load.Measuring;
using Coordination.Bench.Load.Workloads;

namespace Coordination.Bench.Load;

/// <summary>What bench/run asks this program to do.</summary>
internal static class Verbs
{
    /// <summary>
    /// Puts one server under one load and prints the measurement.
    /// load SCENARIO --target NAME --grpc ADDRESS [--http ADDRESS --secrets FILE] [--clients N] [--agencies N]
    /// [--warmup SECONDS] [--seconds N] [--commands N] [--names FILE] [--size N] [--round N]
    /// [--server-pid N] [--database-pid N]
    /// </summary>
    public static async Task<int> LoadAsync(Arguments arguments)
    {
        var scenario = arguments.Words[1];
        var clients = (int)arguments.Number("clients", 1);
        var agencies = (int)arguments.Number("agencies", 20);
        using var tokens = arguments.Find("http") is { } http ? new DevelopmentTokens(http, arguments.Text("secrets")) : null;
        using var server = new Server(arguments.Text("grpc"), clients, tokens);
        var assigned = new ConcurrentQueue<string>();
        IWorkload workload = scenario switch
        {
            "assign" => new AssignWorkload(server, agencies, arguments.Find("names") is null ? null : assigned.Enqueue),
            "open" => new OpenWorkload(server),
            "fire" => new FireWorkload(server, clients, agencies),
            "get" => new GetWorkload(server, agencies),
            "touch" => new TouchWorkload(server, await File.ReadAllLinesAsync(arguments.Text("names"))),
            "hot" => new HotWorkload(server, clients, agencies),
            "inbox" => new InboxWorkload(server, agencies),
            "statistics" => new StatisticsWorkload(server, (int)arguments.Number("size", 0)),
            "read" => new ReadWorkload(server, (int)arguments.Number("size", 100), arguments.Text("names")),
            _ => throw new ArgumentException($"There is no scenario '{scenario}'."),
        };
        var bounds = new LoopBounds(
            clients,
            TimeSpan.FromSeconds(arguments.Number("warmup", 3)),
            TimeSpan.FromSeconds(arguments.Number("seconds", 5)),
            arguments.Number("commands", long.MaxValue));

        var cpu = new CpuSpan((int)arguments.Number("server-pid", 0), (int)arguments.Number("database-pid", 0));
        LoopResult? result = null;
        var error = default(string);
        try
        {
            await workload.PrepareAsync();
            result = await new ClosedLoop(workload, bounds).RunAsync(cpu.Mark);
            error = result.FirstError ?? (result.Latency.Count == 0 ? "no command was completed" : null);
        }
        catch (Exception failed) when (failed is Grpc.Core.RpcException or HttpRequestException or InvalidOperationException)
        {
            error = $"preparing: {failed.Message}";
        }

        if (scenario == "assign" && arguments.Find("names") is { } names)
            await File.WriteAllLinesAsync(names, assigned);

        var metrics = new Dictionary<string, double>();
        if (result is not null && error is null)
        {
            metrics["commands_per_s"] = result.Latency.Count / result.Elapsed.TotalSeconds;
            metrics["latency_ms_p50"] = result.Latency.PercentileMs(0.50);
            metrics["latency_ms_p99"] = result.Latency.PercentileMs(0.99);
            cpu.AddTo(metrics, result.Latency.Count);
        }

        Print(new Measurement(
            scenario,
            arguments.Text("target"),
            clients,
            arguments.Number("size", 0),
            (int)arguments.Number("round", 1),
            metrics,
            result?.Errors ?? 1,
            error));
        return error is null ? 0 : 1;
    }

    /// <summary>
    /// Waits until a server answers and prints how long that took since it was started, in milliseconds.
    /// ready (--http ADDRESS | --tcp PORT) --since-ms UNIX-TIME [--pid N] [--timeout SECONDS]
    /// </summary>
    public static async Task<int> ReadyAsync(Arguments arguments)
    {
        var since = arguments.Number("since-ms", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var pid = (int)arguments.Number("pid", 0);
        var waiting = Stopwatch.StartNew();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (waiting.Elapsed < TimeSpan.FromSeconds(arguments.Number("timeout", 60)))
        {
            if (arguments.Find("http") is { } address ? await AnswersAsync(http, address) : await ListensAsync((int)arguments.Number("tcp", 0)))
            {
                Console.WriteLine(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - since);
                return 0;
            }

            if (pid != 0 && !System.IO.Directory.Exists($"/proc/{pid}"))
                break;
            await Task.Delay(10);
        }

        await Console.Error.WriteLineAsync("The server did not become ready.");
        return 1;
    }

    /// <summary>
    /// Prints the heap after a full collection and the resident memory of a process, in bytes: "HEAP RESIDENT".
    /// memory --pid N
    /// </summary>
    public static async Task<int> MemoryAsync(Arguments arguments)
    {
        var pid = (int)arguments.Number("pid", 0);
        await ManagedHeap.BytesAfterCollectionAsync(pid); // What waits for its finaliser goes with the second one.
        var heap = await ManagedHeap.BytesAfterCollectionAsync(pid);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{heap} {ProcessTimes.ResidentBytes(pid)}"));
        return 0;
    }

    /// <summary>
    /// Prints a measurement that was made elsewhere.
    /// record SCENARIO --target NAME [--size N] [--round N] METRIC=VALUE …
    /// </summary>
    public static int Record(Arguments arguments)
    {
        var metrics = arguments.Words.Skip(2).Select(word => word.Split('=')).ToDictionary(
            pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        Print(new Measurement(
            arguments.Words[1], arguments.Text("target"), 0, arguments.Number("size", 0), (int)arguments.Number("round", 1), metrics));
        return 0;
    }

    private static void Print(Measurement measurement) => Console.WriteLine(measurement.ToLine());

    private static async Task<bool> AnswersAsync(HttpClient http, string address)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address));
            return response.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
