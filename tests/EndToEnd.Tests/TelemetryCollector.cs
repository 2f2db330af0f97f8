using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Coordination.EndToEnd;

/// <summary>Takes what an installation exports over OTLP, traces, metrics and logs, and keeps the bytes.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task listening;

    public TelemetryCollector()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add(Address + "/");
        listener.Start();
        listening = ListenAsync();
    }

    public string Address { get; }

    /// <summary>By path: <c>/v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c>.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = [];

    /// <summary>What makes an installation export to here.</summary>
    public void AddTo(IDictionary<string, string> variables)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = variables["OTEL_BLRP_SCHEDULE_DELAY"] = variables["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
    }

    public void Dispose()
    {
        listener.Stop();
        listener.Close();
        listening.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            Received.Enqueue((call.Request.Url!.AbsolutePath, body.ToArray()));
            call.Response.Close();
        }
    }
}
