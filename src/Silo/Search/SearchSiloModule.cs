using Coordination.Sdk.Modules;
using Coordination.Search;

namespace Coordination.Silo.Search;

/// <summary>Searching in the silo. Which kinds can be searched is each noun's own to say.</summary>
public sealed class SearchSiloModule : ISiloModule
{
    public string Id => "search";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(SearchPermissions.All);
    }
}
