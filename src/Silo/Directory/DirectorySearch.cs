using System.Text.Json;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Registry;
using Coordination.Search;
using Coordination.Silo.Search;

namespace Coordination.Silo.Directory;

/// <summary>Agencies and units among the hits of a search.</summary>
internal static class DirectorySearch
{
    public static SearchHit? Agency(Principal reader, RegistryMatch match) =>
        match.Show(JsonSerializer.Deserialize(match.View.AsSpan(), DirectoryJson.Default.AgencyState)?.DisplayName);

    public static SearchHit? Unit(Principal reader, RegistryMatch match) =>
        match.Show(JsonSerializer.Deserialize(match.View.AsSpan(), DirectoryJson.Default.UnitState)?.DisplayName);

    private static SearchHit? Show(this RegistryMatch match, LocalizedText? name) => name is null ? null : match.Hit(name);
}
