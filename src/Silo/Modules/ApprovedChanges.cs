using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Ledger;
using Coordination.Loading;
using Coordination.Modules;
using Coordination.Names;
using Coordination.Registry;

namespace Coordination.Silo.Modules;

/// <summary>Reads what was decided about modules, before there are grains.</summary>
internal sealed class ApprovedChanges(ILedger ledger, IRegistry registry)
{
    private const string ApprovedType = "module_change.approved";
    private const int Page = 500;

    /// <summary>The change that was approved last, by module id. Last is by the ledger's order: clocks may lie.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    public async Task<ImmutableDictionary<string, ApprovedModuleChange>> ReadAsync(CancellationToken cancellationToken)
    {
        var newest = new Dictionary<string, (long Position, ApprovedModuleChange Change)>(StringComparer.Ordinal);
        var query = new RegistryQuery { Kind = ModuleChangeName.Collection, States = [ModuleChangeRules.ApprovedWord], Order = RegistryOrder.NewestFirst, PageSize = Page };
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, cancellationToken);
            foreach (var hit in page.Hits)
            {
                var content = JsonSerializer.Deserialize(hit.View.AsSpan(), ModuleJson.Default.ModuleChangeView)!.Content;
                var entries = await ledger.LoadAsync(hit.Name, 0, Page, cancellationToken);
                var position = entries.Where(entry => entry.Type == ApprovedType).Select(entry => entry.Position).FirstOrDefault();
                if (!newest.TryGetValue(content.Module, out var known) || known.Position < position)
                    newest[content.Module] = (position, new ApprovedModuleChange(content.Action, content.Sha256));
            }

            after = page.Next;
        }
        while (after is not null);

        return newest.ToImmutableDictionary(n => n.Key, n => n.Value.Change, StringComparer.Ordinal);
    }
}
