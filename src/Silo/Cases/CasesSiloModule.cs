using System.Text.Json;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Cases;

/// <summary>Cases, their notes and identities in the silo. Needs <see cref="CountryPack"/>, a key store and an <see cref="IIdentityLinker"/>.</summary>
public sealed class CasesSiloModule : ISiloModule
{
    public string Id => "cases";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(CasePermissions.All);
        builder.AddSearch(
            CaseName.Collection,
            CasePermissions.List,
            static (_, match) => JsonSerializer.Deserialize(match.View.AsSpan(), CaseViewsJson.Default.CaseSummaryView) is { } row ? match.Hit(row.Reference) : null);
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<CountryPack>().Cases);
        builder.Services.AddSingleton<CaseInputs>();
        builder.Services.AddSingleton<CaseAccessLog>();
        builder.Services.TryAddSingleton<IIdentityLinker, WithoutLinking>(); // The module of links puts its own in its place, wherever it stands.
        builder.AddAggregate<ICaseGrain, CaseState, CaseEvent>(p => CaseProjection.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<ICaseNoteGrain, CaseNoteState, CaseNoteEvent>(p => CaseNoteState.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<IIdentityVaultGrain, IdentityState, IdentityEvent>(p => IdentityState.Definition(p.GetRequiredService<IKeyStore>()));
    }
}
