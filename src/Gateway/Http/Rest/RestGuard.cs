using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coordination.Errors;
using Coordination.Hosting;
using Coordination.Outcomes;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Net.Http.Headers;

namespace Coordination.Http;

/// <summary>
/// Stands before REST: what cannot be read as the method's request is refused here, with a reason and the field, and without
/// what was sent. Should the framework refuse a request all the same, its sentence is replaced by ours.
/// </summary>
internal sealed class RestGuard(RequestDelegate next, GatewayOptions options, RestRefusals refusals)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } transcoded ? GuardAsync(http, transcoded) : next(http);

    private async Task GuardAsync(HttpContext http, GrpcJsonTranscodingMetadata transcoded)
    {
        var (request, response) = (http.Request.Body, http.Response.Body);
        using var guarded = new RefusalStream(response, http.Response);
        try
        {
            if (await RefuseAsync(http, transcoded) is { } refused)
            {
                await refusals.WriteAsync(http, refused.Refusal, refused.Violations);
                return;
            }

            http.Response.Body = guarded;
            await next(http);
        }
        finally
        {
            (http.Request.Body, http.Response.Body) = (request, response);
        }

        if (guarded.Held is { } held)
            await refusals.WriteAsync(http, held);
    }

    private async Task<(Refusal Refusal, ImmutableArray<FieldViolation> Violations)?> RefuseAsync(HttpContext http, GrpcJsonTranscodingMetadata transcoded)
    {
        var (input, rule) = (transcoded.MethodDescriptor.InputType, transcoded.HttpRule);
        var wrong = QueryCheck.Of(http.Request.Query, input, rule);
        if (!wrong.IsEmpty)
            return (GatewayRefusals.MessageMalformed, wrong);
        if (string.IsNullOrEmpty(rule.Body))
            return null;
        if (!IsJson(http.Request.ContentType))
            return (GatewayRefusals.MessageMalformed, [new FieldViolation("content-type", "Must be application/json, in UTF-8.")]);

        byte[] body;
        try
        {
            body = await ReadAsync(http);
        }
        catch (BadHttpRequestException broken)
        {
            return (broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? GatewayRefusals.MessageTooLarge : GatewayRefusals.MessageMalformed, []);
        }
        catch (OperationCanceledException)
        {
            return (CallDeadline.HasPassed(http) ? GatewayRefusals.DeadlineExceeded : GatewayRefusals.Cancelled, []);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            wrong = rule.Body == "*" ? JsonCheck.Message(json.RootElement, input) : JsonCheck.Field(json.RootElement, input.FindFieldByName(rule.Body));
        }
        catch (JsonException broken)
        {
            // Where, but not what: the exception's own words may repeat it.
            return (GatewayRefusals.MessageMalformed
                .With("line", ((broken.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture))
                .With("byte", ((broken.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture)), []);
        }

        http.Request.Body = new MemoryStream(body, writable: false);
        return wrong.IsEmpty ? null : (GatewayRefusals.MessageMalformed, wrong);
    }

    /// <summary>The whole body, in memory: what people entrust to us is in no temporary file.</summary>
    private async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var read = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, options.MaxReceiveBytes));
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var body = read.GetBuffer().AsSpan(0, (int)read.Length);
        return body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..].ToArray() : body.ToArray();
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
