using Microsoft.Extensions.Logging;

namespace Coordination.Ledger.Writing;

internal sealed partial class GroupCommitWriter
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "The ledger's store cannot be opened (attempt {Attempt}); {Queued} appends wait. Next attempt in {DelayMs} ms. Reason: {Reason}")]
    private static partial void LogAway(ILogger logger, int attempt, int queued, double delayMs, string reason);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "The ledger's store is open")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "A batch of {Count} appends failed: {Fault}, {Reason}")]
    private static partial void LogFault(ILogger logger, int count, StoreFault fault, string reason);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "The connection broke during a commit of {Count} appends; asked, the store says: {Answer}")]
    private static partial void LogAsked(ILogger logger, int count, string answer);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "An append to {Stream} at version {Version} cannot be stored")]
    private static partial void LogRejected(ILogger logger, string? stream, int version);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Critical, Message = "The writer met a failure that it does not know; its batch is unsettled no longer, and it goes on")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
