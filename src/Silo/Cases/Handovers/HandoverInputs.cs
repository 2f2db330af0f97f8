using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;
using Coordination.Tasks;

namespace Coordination.Silo.Cases.Handovers;

/// <summary>What the grains of referrals and transfers need of their surroundings.</summary>
internal sealed record HandoverInputs(
    CasePolicy Cases,
    InformationPolicy Information,
    IDirectory Directory,
    IRegistry Registry,
    ILedger Ledger,
    ILedgerEvidence Evidence,
    Sealer Sealer,
    IKeyStore Keys)
{
    /// <summary>What the person said; nothing when no consent is named.</summary>
    public static async Task<Outcome<ConsentFacts>> ConsentAsync(IGrainFactory grains, DataTransfer data) =>
        data.Consent is { } name ? await grains.Consent(name).FactsAsync() : default(ConsentFacts);

    /// <summary>Null when the case may be known to the officer: for whom it is blocked, nothing of it exists (domain rule 9).</summary>
    public static async Task<Refusal?> RefuseBlockedAsync(IGrainFactory grains, CaseName name, Principal principal)
    {
        var facts = await grains.Case(name).FactsAsync();
        return facts.IsRefused ? (facts.Refusal.Kind is RefusalKind.NotFound ? null : facts.Refusal)
            : facts.Value.Blocked.Contains(OfficerKey.Of(principal), StringComparer.Ordinal) ? CommonRefusals.NotFound
            : null;
    }

    /// <summary>Tasks of a case in which an agency leads and has something left to do, in no order.</summary>
    /// <param name="most">One more than this is looked for.</param>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    public async Task<ImmutableArray<TaskName>> LedTasksAsync(CaseName name, AgencyName lead, int most)
    {
        var query = new RegistryQuery
        {
            Kind = TaskName.Collection,
            Case = name.ToString(),
            Party = lead.Id,
            PartyRoles = [TaskWords.Of(AssignmentRole.Lead)],
            OpenOnly = true,
            PageSize = most + 1,
        };
        var page = await Registry.QueryAsync(new Viewer(lead.Id, null, Everything: true), query, null, CancellationToken.None);
        return [.. page.Hits.Select(hit => ResourceName.Parse<TaskName>(hit.Name))];
    }

    /// <summary>A receipt of one event of a stream. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    public async Task<Outcome<ReceiptView>> ReceiptAsync(
        string stream, int version, CaseName name, AgencyName from, AgencyName to, AgencyName reader, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await Ledger.LoadAsync(stream, version - 1, 1, cancellationToken);
            if (entries is not [{ } entry])
                return CommonRefusals.NotFound;

            var leaf = await Evidence.ReadLeavesAsync(entry.Position, 1, cancellationToken);
            string[] lines =
            [
                $"resource {stream}",
                $"event {entry.Type}",
                $"version {entry.Version.ToString(CultureInfo.InvariantCulture)}",
                $"time {entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)}",
                $"from {from}",
                $"to {to}",
                $"case {name}",
                $"issued-to {reader}",
                $"position {entry.Position.ToString(CultureInfo.InvariantCulture)}",
                .. leaf.IsEmpty ? Array.Empty<string>() : [$"leaf {Convert.ToBase64String(leaf[0])}"],
            ];
            var signed = Evidence.SignReceipt(lines);
            return new ReceiptView(stream, entry.Type, entry.Version, signed.Note, signed.VerifierKey);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }
}
