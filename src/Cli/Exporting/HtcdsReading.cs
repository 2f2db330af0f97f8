using System.Runtime.CompilerServices;
using Coordination.Cases.V1;
using Coordination.Client;
using Coordination.Client.Calls;
using Grpc.Core;

namespace Coordination.Cli.Exporting;

/// <summary>Reads an export as records of HTCDS, with identities when it is of that kind.</summary>
internal sealed class HtcdsReading(CoordinationClient client, Export export)
{
    /// <summary>The code of why that each read of an identity is written down with.</summary>
    private const string Reason = "export";

    public int Cases { get; private set; }

    public int People { get; private set; }

    /// <summary>Records that the platform left out.</summary>
    public int Omitted { get; private set; }

    public async IAsyncEnumerable<HtcdsRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = client.Exports.ReadExport(new ReadExportRequest { RequestId = RequestIds.New(), Name = export.Name }, cancellationToken: cancellationToken);
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (part.PartCase is ReadExportResponse.PartOneofCase.Omitted)
                Omitted = part.Omitted.Records;
            if (part.PartCase is not ReadExportResponse.PartOneofCase.Case)
                continue;

            Cases++;
            var identities = export.WithIdentity ? await IdentitiesAsync(part.Case, cancellationToken).ConfigureAwait(false) : null;
            foreach (var record in HtcdsFromCase.Records(part.Case, identities))
            {
                People++;
                yield return record;
            }
        }
    }

    private async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> IdentitiesAsync(Case of, CancellationToken cancellationToken)
    {
        var identities = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var person in of.People.Where(person => person is { Withdrawn: false, Identity.Length: > 0 }))
        {
            var read = await client.Identities.ReadIdentityAsync(
                new ReadIdentityRequest { RequestId = RequestIds.New(), Name = person.Identity, Purpose = export.Purpose, Reason = Reason },
                cancellationToken: cancellationToken);
            identities[person.Id] = read.Fields.ToDictionary(field => field.Field, field => field.Value, StringComparer.Ordinal);
        }

        return identities;
    }
}
