using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml;
using Coordination.Clocks;

namespace Coordination.Development;

/// <summary>The endpoint that moves a development clock: <c>POST /development/clock {"advance": "P90D"}</c>, from this machine only.</summary>
internal static class DevelopmentClockExtensions
{
    private const string Path = "/development/clock";

    /// <summary>Serves it when the process has such a clock.</summary>
    public static void MapDevelopmentClock(this WebApplication app)
    {
        if (app.Services.GetRequiredService<TimeProvider>() is not DevelopmentClock clock)
            return;

        var grains = app.Services.GetRequiredService<IGrainFactory>();
        app.MapGet(Path, (HttpContext http) => AnswerAsync(http, clock));
        app.MapPost(Path, async (HttpContext http) =>
        {
            if (IsFromHere(http))
            {
                if (await ReadAsync(http) is not { } by)
                {
                    http.Response.StatusCode = StatusCodes.Status400BadRequest;
                    await http.Response.WriteAsync("Send {\"advance\": \"P90D\"}: an ISO 8601 duration, forward, at most ten years.\n");
                    return;
                }

                clock.Advance(by);
                await Task.Delay(2 * DevelopmentClock.Follows, http.RequestAborted); // Until every process of this machine has it.
                await grains.GetGrain<IDevelopmentClockGrain>(0).SweepAsync();
            }

            await AnswerAsync(http, clock);
        });
    }

    private static Task AnswerAsync(HttpContext http, DevelopmentClock clock)
    {
        if (!IsFromHere(http))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($"{{\"time\":\"{clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)}\"}}\n");
    }

    private static bool IsFromHere(HttpContext http) => http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);

    /// <summary>Null: it is not such a request. A page in a browser cannot send this media type to another site unasked.</summary>
    private static async Task<TimeSpan?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            return null;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var by = XmlConvert.ToTimeSpan(body.RootElement.GetProperty("advance").GetString() ?? "");
            return by > TimeSpan.Zero && by <= DevelopmentClock.Farthest ? by : null;
        }
        catch (Exception thrown) when (thrown is JsonException or FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
