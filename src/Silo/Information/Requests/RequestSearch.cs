using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Registry;
using Coordination.Search;

namespace Coordination.Silo.Information.Requests;

/// <summary>Information requests among the hits of a search, cut as in their list.</summary>
internal static class RequestSearch
{
    /// <remarks>
    /// What was never submitted is the requester's own. An addressee knows its own part: the stage of the whole, and when
    /// it last changed, would tell of the others' doings.
    /// </remarks>
    public static SearchHit? Show(Principal reader, RegistryMatch match)
    {
        var row = JsonSerializer.Deserialize(match.View.AsSpan(), RequestViewsJson.Default.InformationRequestSummary);
        if (row is null || (row.SubmittedAt is null && row.Requester != reader.Agency))
            return null;

        var own = row.Requester == reader.Agency ? null : row.Parts.FirstOrDefault(part => part.Agency == reader.Agency);
        return new SearchHit(
            match.Name,
            match.Kind,
            row.Title,
            RequestWords.Of(own?.OwnRequestStage ?? row.Stage),
            match.Province,
            own is null ? row.UpdatedAt : null,
            own?.Version ?? match.Version);
    }
}
