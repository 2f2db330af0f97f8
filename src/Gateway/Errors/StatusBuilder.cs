using System.Collections.Immutable;
using Coordination.Outcomes;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Coordination.Errors;

/// <summary>Makes <c>google.rpc.Status</c> of a refusal: the only place that builds an <see cref="RpcException"/>.</summary>
internal sealed class StatusBuilder(Translations translations)
{
    /// <summary>The domain of every <c>ErrorInfo</c>.</summary>
    public const string Domain = "coordination";

    /// <summary>Before the path of a field, in a refusal's metadata: what to do about that field.</summary>
    public const string FieldPrefix = "field.";

    /// <summary>Before a language, in a refusal's metadata: its sentence in that language, of a module that has no catalogue of translations.</summary>
    public const string MessagePrefix = "message.";

    private static readonly Duration RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));

    /// <summary>The exception that the server turns into trailers.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="code">Null: the refusal's kind says it.</param>
    /// <param name="violations">Bad fields.</param>
    /// <param name="language">The caller's language, <c>en</c> or <c>lo</c>.</param>
    public RpcException Build(
        Refusal refusal, StatusCode? code = null, ImmutableArray<FieldViolation> violations = default, string language = Languages.English)
    {
        // Absent and forbidden must be one answer, to the byte: whatever a noun says of it, this is what leaves.
        if (refusal.Kind == RefusalKind.NotFound)
            refusal = CommonRefusals.NotFound;

        var statusCode = code ?? CodeOf(refusal.Kind);
        var status = new RpcStatus { Code = (int)statusCode, Message = refusal.Message };
        var info = new ErrorInfo { Reason = refusal.Code, Domain = Domain };
        if (refusal.Metadata is { } metadata)
        {
            foreach (var (key, value) in metadata.Where(entry => !IsForThis(entry.Key)))
                info.Metadata[key] = value;
        }

        status.Details.Add(Any.Pack(info));
        if (BadRequestOf(refusal, statusCode, violations) is { } badRequest)
            status.Details.Add(Any.Pack(badRequest));
        if (statusCode == StatusCode.Unavailable)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = RetryDelay }));
        if (language != Languages.English && Translated(refusal, language) is { } translated)
            status.Details.Add(Any.Pack(new LocalizedMessage { Locale = language, Message = translated }));

        return status.ToRpcException();
    }

    private static bool IsForThis(string key) =>
        key.StartsWith(FieldPrefix, StringComparison.Ordinal) || key.StartsWith(MessagePrefix, StringComparison.Ordinal);

    private string? Translated(Refusal refusal, string language) =>
        refusal.Metadata?.GetValueOrDefault(MessagePrefix + language) is { Length: > 0 } own ? own : translations.Find(language, $"refusal.{refusal.Code}");

    private static BadRequest? BadRequestOf(Refusal refusal, StatusCode code, ImmutableArray<FieldViolation> violations)
    {
        if (violations.IsDefaultOrEmpty && refusal.Metadata is { } metadata)
        {
            violations =
            [
                .. metadata.Where(entry => entry.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => new FieldViolation(entry.Key[FieldPrefix.Length..], entry.Value)),
            ];
        }

        if (!violations.IsDefaultOrEmpty)
        {
            var all = new BadRequest();
            foreach (var violation in violations)
                all.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Sentence });
            return all;
        }

        // A field that made a command fail in this state is named too; a program need not read the sentence.
        if (refusal.Field is not { } field || code is not (StatusCode.InvalidArgument or StatusCode.FailedPrecondition))
            return null;

        return new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = refusal.Message } } };
    }

    private static StatusCode CodeOf(RefusalKind kind) => kind switch
    {
        RefusalKind.InvalidArgument => StatusCode.InvalidArgument,
        RefusalKind.NotFound => StatusCode.NotFound,
        RefusalKind.PermissionDenied => StatusCode.PermissionDenied,
        RefusalKind.FailedPrecondition => StatusCode.FailedPrecondition,
        RefusalKind.Aborted => StatusCode.Aborted,
        RefusalKind.ResourceExhausted => StatusCode.ResourceExhausted,
        RefusalKind.Unavailable => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };
}
