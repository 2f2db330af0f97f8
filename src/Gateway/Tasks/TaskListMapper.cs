using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Registry;

namespace Coordination.Tasks;

/// <summary>From a list request to a question to the registry.</summary>
internal static class TaskListMapper
{
    private const int DefaultPageSize = 50;

    public static readonly ImmutableArray<string> Assignees = [TaskWords.Lead, TaskWords.Support];

    /// <exception cref="RefusedException">INVALID_ARGUMENT: a filter needs the agency whose part it concerns.</exception>
    public static RegistryQuery Query(V1.ListTasksRequest request)
    {
        if (request.Agency.Length == 0)
        {
            if (request.Part is not V1.PartFilter.Unspecified)
                throw RefusedException.Invalid("part", "Name the agency whose part it is, or leave it out.");
            if (request.AssignmentStates.Count > 0)
                throw RefusedException.Invalid("assignment_states", "Name the agency whose assignment it is, or leave them out.");
        }

        return new RegistryQuery
        {
            Kind = TaskName.Collection,
            Party = request.Agency.Length == 0 ? null : ResourceName.Parse<AgencyName>(request.Agency).Id,
            PartyRoles = request.Part switch
            {
                V1.PartFilter.Assignee => Assignees,
                V1.PartFilter.Lead => [TaskWords.Lead],
                V1.PartFilter.Support => [TaskWords.Support],
                V1.PartFilter.Assigner => [TaskWords.Assigner],
                _ => request.AssignmentStates.Count > 0 ? Assignees : [],
            },
            PartyStates = [.. request.AssignmentStates.Select(s => TaskWords.Of((AssignmentStage)s)).Distinct()],
            States = [.. request.States.Select(s => TaskWords.Of((TaskStage)s)).Distinct()],
            OpenOnly = request.OpenOnly,
            OverdueAt = request.OverdueOnly ? DateTimeOffset.UnixEpoch : null, // The silo sets its own time.
            Province = OrNull(request.Province),
            Case = OrNull(request.Case),
            Instrument = OrNull(request.Instrument),
            Parent = OrNull(request.Parent),
            Text = Text.NormalizeOrNull(request.Text.Trim()),
            Order = request.Order is V1.TaskOrder.NewestFirst ? RegistryOrder.NewestFirst : RegistryOrder.DueFirst,
            PageSize = request.PageSize == 0 ? DefaultPageSize : request.PageSize,
        };
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
