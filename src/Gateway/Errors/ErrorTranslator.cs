using System.Security.Cryptography;
using Coordination.Hosting;
using Coordination.Ledger;
using Coordination.Outcomes;
using Grpc.Core;
using Orleans.Runtime.Messaging;

namespace Coordination.Errors;

/// <summary>Turns whatever a call threw into what its caller may know.</summary>
internal sealed partial class ErrorTranslator(StatusBuilder statuses, IHostApplicationLifetime lifetime, ILogger<ErrorTranslator> logger)
{
    /// <summary>Never <c>UNKNOWN</c>, never an exception's own words.</summary>
    public RpcException Translate(Exception thrown, ServerCallContext context)
    {
        var language = Languages.Preferred(context.RequestHeaders.GetValue("accept-language"));
        switch (thrown)
        {
            case RefusedException refused:
                return statuses.Build(refused.Refusal, refused.Code, refused.Violations, language);

            // Only the framework throws these below us: a message over its limit, a stream that broke off.
            case RpcException { StatusCode: not (StatusCode.Unknown or StatusCode.Internal) } rpc:
                return rpc;

            case OperationCanceledException when CallDeadline.HasPassed(context):
            case TimeoutException:
                return statuses.Build(GatewayRefusals.DeadlineExceeded, StatusCode.DeadlineExceeded, language: language);

            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return statuses.Build(GatewayRefusals.Cancelled, StatusCode.Cancelled, language: language);

            case LedgerUnavailableException:
                return statuses.Build(CommonRefusals.LedgerUnavailable, language: language);

            case SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException
                or ClientNotAvailableException:
            case OperationCanceledException or ObjectDisposedException when lifetime.ApplicationStopping.IsCancellationRequested:
                LogUnavailable(logger, thrown.GetType().Name, context.Method);
                return statuses.Build(GatewayRefusals.ServiceUnavailable, language: language);

            case NotImplementedException:
                return statuses.Build(GatewayRefusals.NotImplemented, StatusCode.Unimplemented, language: language);

            default:
                return Incident(thrown, context, language);
        }
    }

    private RpcException Incident(Exception thrown, ServerCallContext context, string language)
    {
        var incident = RandomNumberGenerator.GetHexString(12, lowercase: true);
        // The type and the place say where to look; the exception's text may quote what the caller sent.
        LogIncident(logger, incident, thrown.GetType().FullName ?? "", context.Method, Where(thrown));
        return statuses.Build(GatewayRefusals.Internal.With("incident", incident), StatusCode.Internal, language: language);
    }

    private static string Where(Exception thrown)
    {
        var frames = new System.Diagnostics.StackTrace(thrown, fNeedFileInfo: false).GetFrames();
        return string.Join(" < ", frames.Take(8).Select(frame => frame.GetMethod() is { } method
            ? $"{method.DeclaringType?.FullName}.{method.Name}"
            : "?"));
    }

    [LoggerMessage(EventId = GatewayEventIds.Incident, Level = LogLevel.Error,
        Message = "Incident {Incident}: {Type} in {Method} at {Where}")]
    private static partial void LogIncident(ILogger logger, string incident, string type, string method, string where);

    [LoggerMessage(EventId = GatewayEventIds.Unavailable, Level = LogLevel.Warning, Message = "The cluster could not answer {Method}: {Type}")]
    private static partial void LogUnavailable(ILogger logger, string type, string method);
}
