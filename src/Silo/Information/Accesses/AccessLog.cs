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
using Coordination.Silo.Ledger;

namespace Coordination.Silo.Information.Accesses;

/// <summary>Writes who read what under a grant (<see cref="ReadEntries"/>).</summary>
internal sealed class AccessLog(LedgerGrainServices services)
{
    private static readonly EventCodec<AccessEvent> Codec = new(GrantJson.Default.AccessEvent);

    /// <summary>Completes when the entry is durable; the name of the access, or why there is none.</summary>
    public async Task<Outcome<AccessName>> WriteAsync(ReadGranted command, AccessRead read, CancellationToken cancellationToken)
    {
        var name = AccessName.For(read.Reader, command.Context.RequestId);
        var at = services.Now();
        var hash = HashOf(command, read.Grant);
        var state = AccessState.Initial.Apply(read, new EventStamp(1, at, read.Reader, command.Context.RequestId));
        var projection = AccessProjection.Of(name.ToString(), state, 1, at);
        var entry = new NewEntry(
            Codec.NameOf(read), Codec.Write(read), command.Context.RequestId, hash, read.Reader.Id, command.Context.Principal.Subject, at);
        var refusal = await services.WriteReadAsync(name.ToString(), entry, new(projection.Row!, projection.Parties, []), cancellationToken);
        return refusal is null ? name : refusal;
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
