using Coordination.Localization;
using Coordination.Registry;
using Coordination.Search;

namespace Coordination.Silo.Search;

/// <summary>Hits of kinds of which whoever may see a row may see its state and times too.</summary>
internal static class SearchHits
{
    public static SearchHit Hit(this RegistryMatch match, string title) =>
        new(match.Name, match.Kind, title, match.State, match.Province, match.UpdatedAt, match.Version);

    /// <summary>Both languages, because the words may have been of either.</summary>
    public static SearchHit Hit(this RegistryMatch match, LocalizedText title) =>
        match.Hit(title.En.Length == 0 ? title.Lo : title.Lo.Length == 0 ? title.En : $"{title.En} · {title.Lo}");
}
