using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Cases;

/// <summary>
/// Writes who read what is sealed in a case. A read is a stream of its own, appended without a grain, so that readers do not
/// wait for one another; it is durable before anything is answered (domain rule 6).
/// </summary>
internal sealed class CaseAccessLog(LedgerGrainServices services)
{
    /// <summary>For so long a repeat of a read makes no second entry: a retry of the same call. Later it is another read.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(5);

    private static readonly EventCodec<CaseAccessEvent> Codec = new(CaseJson.Default.CaseAccessEvent);

    /// <summary>Completes when the entry is durable; the name of the access, or why there is none.</summary>
    public async Task<Outcome<CaseAccessName>> WriteAsync(CommandContext context, CaseContentRead read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(read);
        var name = CaseAccessName.For(read.Reader, context.RequestId);
        var at = new DateTimeOffset(services.Time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        var data = Codec.Write(read);
        var hash = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(data));
        var entry = new NewEntry(Codec.NameOf(read), data, context.RequestId, hash, read.Reader.Id, context.Principal.Subject, at);
        var result = await services.Ledger.AppendAsync(new Append(name.ToString(), 0, [entry], new RegistryChange(Row(name, read, at), [], []), null));
        return result.Status switch
        {
            AppendStatus.Appended => name,
            AppendStatus.Conflict => await RepeatAsync(name, hash, at, cancellationToken),
            AppendStatus.Busy => CommonRefusals.LedgerBusy,
            AppendStatus.Rejected => CommonRefusals.ContentNotStorable,
            AppendStatus.Unknown => CommonRefusals.OutcomeUnknown,
            _ => CommonRefusals.LedgerUnavailable,
        };
    }

    private async Task<Outcome<CaseAccessName>> RepeatAsync(CaseAccessName name, long hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var first = await services.Ledger.LoadAsync(name.ToString(), 0, 1, cancellationToken);
            return first is [var entry] && entry.CommandHash == hash && now - entry.At < RepeatWithin ? name : CommonRefusals.RequestIdReused;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    /// <summary>It has no parties: the lead of the case, whoever that is then, lists it by the case.</summary>
    private static RegistryRow Row(CaseAccessName name, CaseContentRead read, DateTimeOffset at) => new()
    {
        Name = name.ToString(),
        Kind = CaseAccessName.Collection,
        State = "read",
        Open = false,
        Case = read.Case.ToString(),
        Parent = read.Resource,
        Handling = (int)Access.Handling.AmberStrict,
        Version = 1,
        CreatedAt = at,
        UpdatedAt = at,
        View = () => JsonSerializer.SerializeToUtf8Bytes(
            new CaseAccessView(name, at, read.Case, read.Resource, read.Person, read.Reader, read.ReaderSubject, read.Purpose, read.Reason, read.Fields),
            CaseViewsJson.Default.CaseAccessView),
    };
}
