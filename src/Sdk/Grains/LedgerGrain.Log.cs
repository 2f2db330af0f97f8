using Coordination.Ledger;
using Microsoft.Extensions.Logging;

namespace Coordination.Sdk.Grains;

public abstract partial class LedgerGrain<TState, TEvent>
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "An append to {Stream} was not written ({Status}); loading it again")]
    private static partial void LogReload(ILogger logger, string stream, AppendStatus status);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "{Stream} cannot be read at version {Version} ({Fault}) and is parked")]
    private static partial void LogParked(ILogger logger, string stream, int version, string fault);

    [LoggerMessage(EventId = 2019, Level = LogLevel.Warning, Message = "Not all that wrote together with {Stream} could be told ({Fault}); they find out by themselves")]
    private static partial void LogNotTold(ILogger logger, string stream, string fault);
}
