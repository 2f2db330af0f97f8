using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Ledger;

/// <summary>
/// Writes that somebody read: a stream of one entry, appended without a grain, so that readers do not wait for one another. It
/// is durable before anything is answered.
/// </summary>
internal static class ReadEntries
{
    /// <summary>For so long a repeat of a read makes no second entry: a retry of the same call. Later it is another read.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(5);

    /// <summary>The platform's time, as the ledger keeps it.</summary>
    public static DateTimeOffset Now(this LedgerGrainServices services) =>
        new(services.Time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>Null when the entry is durable, or was by the same call before; else why there is none.</summary>
    public static async Task<Refusal?> WriteReadAsync(
        this LedgerGrainServices services, string stream, NewEntry entry, RegistryChange change, CancellationToken cancellationToken)
    {
        var result = await services.Ledger.AppendAsync(new Append(stream, 0, [entry], change, null));
        return result.Status switch
        {
            AppendStatus.Appended => null,
            AppendStatus.Conflict => await RepeatAsync(services.Ledger, stream, entry, cancellationToken),
            AppendStatus.Busy => CommonRefusals.LedgerBusy,
            AppendStatus.Rejected => CommonRefusals.ContentNotStorable,
            AppendStatus.Unknown => CommonRefusals.OutcomeUnknown,
            _ => CommonRefusals.LedgerUnavailable,
        };
    }

    private static async Task<Refusal?> RepeatAsync(ILedger ledger, string stream, NewEntry again, CancellationToken cancellationToken)
    {
        try
        {
            var first = await ledger.LoadAsync(stream, 0, 1, cancellationToken);
            return first is [var entry] && entry.CommandHash == again.CommandHash && again.At - entry.At < RepeatWithin ? null : CommonRefusals.RequestIdReused;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }
}
