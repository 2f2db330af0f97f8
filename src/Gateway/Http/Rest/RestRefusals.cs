using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Coordination.Errors;
using Coordination.Outcomes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace Coordination.Http;

/// <summary>Writes refusals as REST has them: <c>google.rpc.Status</c> in JSON, with its details.</summary>
internal sealed class RestRefusals(StatusBuilder statuses)
{
    private static readonly JsonFormatter Json = new(new JsonFormatter.Settings(false, TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    public Task WriteAsync(HttpContext http, Refusal refusal, ImmutableArray<FieldViolation> violations)
    {
        var language = Languages.Preferred(http.Request.Headers.AcceptLanguage);
        var refused = statuses.Build(refusal, CodeOf(refusal), violations, language);
        return WriteAsync(http, HttpStatusOf(refused.StatusCode), Encoding.UTF8.GetBytes(Json.Format(refused.GetRpcStatus()!)));
    }

    /// <summary>A refusal that was written below us. One without details is the framework's own, in words that repeat what was sent.</summary>
    public Task WriteAsync(HttpContext http, byte[] held) => Read(held) switch
    {
        (_, HasDetails: true) => WriteAsync(http, http.Response.StatusCode, held),
        (var code, _) => WriteAsync(
            http,
            code switch
            {
                StatusCode.InvalidArgument or StatusCode.OutOfRange => GatewayRefusals.MessageMalformed,
                StatusCode.ResourceExhausted => GatewayRefusals.MessageTooLarge,
                StatusCode.Unimplemented => GatewayRefusals.NotImplemented,
                StatusCode.Cancelled => GatewayRefusals.Cancelled,
                StatusCode.DeadlineExceeded => GatewayRefusals.DeadlineExceeded,
                StatusCode.Unavailable => GatewayRefusals.ServiceUnavailable,
                _ => GatewayRefusals.Internal,
            },
            []),
    };

    private static async Task WriteAsync(HttpContext http, int status, byte[] body)
    {
        if (http.RequestAborted.IsCancellationRequested && http.Response.HasStarted)
            return;
        (http.Response.StatusCode, http.Response.ContentType, http.Response.ContentLength) = (status, "application/json; charset=utf-8", body.Length);
        await http.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    private static (StatusCode Code, bool HasDetails) Read(byte[] held)
    {
        try
        {
            using var json = JsonDocument.Parse(held);
            var root = json.RootElement;
            return ((StatusCode)root.GetProperty("code").GetInt32(), root.GetProperty("details").GetArrayLength() > 0);
        }
        catch (Exception thrown) when (thrown is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (StatusCode.Internal, false);
        }
    }

    private static StatusCode? CodeOf(Refusal refusal) =>
        refusal == GatewayRefusals.DeadlineExceeded ? StatusCode.DeadlineExceeded
        : refusal == GatewayRefusals.Cancelled ? StatusCode.Cancelled
        : refusal == GatewayRefusals.NotImplemented ? StatusCode.Unimplemented
        : refusal == GatewayRefusals.Internal ? StatusCode.Internal
        : null;

    private static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Cancelled => StatusCodes.Status408RequestTimeout,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
