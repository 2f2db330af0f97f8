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
using Coordination.Silo.Ledger;

namespace Coordination.Silo.Cases;

/// <summary>Writes who read what is sealed in a case (domain rule 6; <see cref="ReadEntries"/>).</summary>
internal sealed class CaseAccessLog(LedgerGrainServices services)
{
    /// <summary>The state of the row of a read that is not of a note.</summary>
    public const string ReadState = "read";

    private static readonly EventCodec<CaseAccessEvent> Codec = new(CaseJson.Default.CaseAccessEvent);

    /// <summary>Completes when the entry is durable; the name of the access, or why there is none.</summary>
    public async Task<Outcome<CaseAccessName>> WriteAsync(CommandContext context, CaseContentRead read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(read);
        var name = CaseAccessName.For(read.Reader, context.RequestId);
        var at = services.Now();
        var data = Codec.Write(read);
        var hash = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(data));
        var entry = new NewEntry(Codec.NameOf(read), data, context.RequestId, hash, read.Reader.Id, context.Principal.Subject, at);
        var refusal = await services.WriteReadAsync(name.ToString(), entry, new RegistryChange(Row(name, read, at), [], []), cancellationToken);
        return refusal is null ? name : refusal;
    }

    /// <summary>It has no parties: the lead of the case, whoever that is then, lists it by the case.</summary>
    private static RegistryRow Row(CaseAccessName name, CaseContentRead read, DateTimeOffset at) => new()
    {
        Name = name.ToString(),
        Kind = CaseAccessName.Collection,
        State = read.Resource.StartsWith(CaseNoteName.Collection + "/", StringComparison.Ordinal) ? read.Fields[0] : ReadState, // Of a note, its class.
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
