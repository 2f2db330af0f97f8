using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml;
using Coordination.Cli.Connecting;

namespace Coordination.Cli.Demo.Modules;

/// <summary>The development clock of the platform.</summary>
internal sealed class PlatformClock(Session session) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly Uri address = new(session.Installation.Http, "/development/clock");

    /// <summary>What time it is there; null when the platform has no such clock.</summary>
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
        return answer.StatusCode is HttpStatusCode.OK ? await TimeAsync(answer, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Moves it forward; what became due has been woken when it answers.</summary>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new Dictionary<string, string> { ["advance"] = XmlConvert.ToString(by) });
        using var answer = await http.PostAsync(address, content, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        return await TimeAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private static async Task<DateTimeOffset> TimeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var body = await JsonDocument.ParseAsync(
            await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);
        return body.RootElement.GetProperty("time").GetDateTimeOffset();
    }
}
