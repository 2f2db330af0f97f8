using Coordination.Access;
using Coordination.Ledger;
using Microsoft.Extensions.Logging;

namespace Coordination.Sdk.Grains;

/// <summary>What the platform gives to every ledger-backed grain.</summary>
public sealed record LedgerGrainServices(
    ILedger Ledger,
    AccessPolicy Access,
    ISnapshots Snapshots,
    TimeProvider Time,
    ILoggerFactory Loggers);
