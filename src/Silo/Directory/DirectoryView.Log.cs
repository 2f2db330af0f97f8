using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Directory;

internal sealed partial class DirectoryView
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "The directory is loaded: {Agencies} agencies, {Units} units")]
    private static partial void LogLoaded(ILogger logger, int agencies, int units);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "The ledger is away; the directory stays as it is and follows again later")]
    private static partial void LogAway(ILogger logger);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "{Resource} cannot be read and is missing in the directory, or stays as it was")]
    private static partial void LogUnreadable(ILogger logger, string resource);
}
