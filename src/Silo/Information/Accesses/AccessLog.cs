using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Silo.Information.Grants;

namespace Coordination.Silo.Information.Accesses;

/// <summary>
/// Writes who read what. An access is a stream of its own, appended without a grain: reads of one grant need not wait for
/// one another.
/// </summary>
internal sealed class AccessLog(LedgerGrainServices services)
{
    /// <summary>For so long a repeat of a read makes no second entry: a retry of the same call. Later it is another read.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromMinutes(5);

    private static readonly EventCodec<AccessEvent> Codec = new(GrantJson.Default.AccessEvent);

    /// <summary>Completes when the entry is durable; the name of the access, or why there is none.</summary>
    public async Task<Outcome<AccessName>> WriteAsync(ReadGranted command, AccessRead read, CancellationToken cancellationToken)
    {
        var name = AccessName.For(read.Reader, command.Context.RequestId);
        var at = new DateTimeOffset(services.Time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        var hash = HashOf(command, read.Grant);
        var state = AccessState.Initial.Apply(read, new EventStamp(1, at, read.Reader, command.Context.RequestId));
        var projection = AccessProjection.Of(name.ToString(), state, 1, at);
        var entry = new NewEntry(
            Codec.NameOf(read), Codec.Write(read), command.Context.RequestId, hash, read.Reader.Id, command.Context.Principal.Subject, at);
        var result = await services.Ledger.AppendAsync(new Append(name.ToString(), 0, [entry], new(projection.Row!, projection.Parties, []), null));
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

    private async Task<Outcome<AccessName>> RepeatAsync(AccessName name, long hash, DateTimeOffset now, CancellationToken cancellationToken)
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

    /// <summary>Of the grant, what is read of it, and who reads.</summary>
    private static long HashOf(ReadGranted command, GrantName grant)
    {
        var caller = command.Context.Principal;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(JsonSerializer.SerializeToUtf8Bytes(command, GrantJson.Default.GrantCommand));
        sha.AppendData(JsonSerializer.SerializeToUtf8Bytes(new[] { grant.ToString(), caller.Agency.ToString(), caller.Issuer, caller.Subject }, GrantJson.Default.StringArray));
        return BinaryPrimitives.ReadInt64BigEndian(sha.GetHashAndReset());
    }
}
