using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.Primitives;

namespace Coordination.Hosting;

/// <summary>Gives every unary call an end: the default where none is given, the cap where it is too far. Streams are exempt.</summary>
internal sealed class CallDeadline(RequestDelegate next, GatewayOptions options, TimeProvider time)
{
    private const string Header = "grpc-timeout";

    private static readonly object PassedKey = new();

    private readonly StringValues defaultTimeout = Format(options.DefaultDeadline);
    private readonly StringValues longestTimeout = Format(options.MaxDeadline);

    /// <summary>Whether a call was ended by its deadline rather than by its caller.</summary>
    public static bool HasPassed(ServerCallContext context) =>
        (context.Deadline != DateTime.MaxValue && context.Deadline <= TimeProvider.System.GetUtcNow().UtcDateTime)
        || (context.GetHttpContext() is { } http && HasPassed(http));

    /// <summary>Whether a call over REST was ended by its deadline.</summary>
    public static bool HasPassed(HttpContext http) => http.Items.ContainsKey(PassedKey);

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { Method.Type: MethodType.Unary })
            return next(http);

        if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
            return InvokeRestAsync(http);

        var timeout = http.Request.Headers[Header];
        if (timeout.Count != 1 || !TryParse(timeout[0], out var asked))
            http.Request.Headers[Header] = defaultTimeout;
        else if (asked > options.MaxDeadline)
            http.Request.Headers[Header] = longestTimeout;
        return next(http);
    }

    private async Task InvokeRestAsync(HttpContext http)
    {
        var aborted = http.RequestAborted;
        using var deadline = new CancellationTokenSource(options.DefaultDeadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        using var mark = deadline.Token.Register(() => http.Items[PassedKey] = true);
        http.RequestAborted = both.Token;
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestAborted = aborted;
        }
    }

    /// <summary>At most 8 digits and a unit (gRPC over HTTP/2, Timeout).</summary>
    internal static bool TryParse(string? text, out TimeSpan timeout)
    {
        timeout = default;
        if (text is not { Length: >= 2 and <= 9 }
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var unit = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0,
            _ => -1,
        };
        if (unit < 0)
            return false;

        timeout = unit == 0 ? new TimeSpan(count / 100) : new TimeSpan(unit * count);
        return true;
    }

    private static string Format(TimeSpan timeout) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)timeout.TotalMilliseconds}m");
}
