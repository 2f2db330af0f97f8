using Coordination.Ledger;
using Microsoft.Extensions.Logging;

namespace Coordination.Sdk.Grains;

public abstract partial class LedgerGrain<TState, TEvent>
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "An append to {Stream} was not written ({Status}); loading it again")]
    private static partial void LogReload(ILogger logger, string stream, AppendStatus status);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "{Stream} cannot be read at version {Version} ({Fault}) and is parked")]
    private static partial void LogParked(ILogger logger, string stream, int version, string fault);
}
