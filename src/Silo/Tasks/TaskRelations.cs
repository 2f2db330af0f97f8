using Coordination.Access;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>How a caller stands to a task.</summary>
internal static class TaskRelations
{
    public static Relation Of(TaskState state, Principal principal)
    {
        if (state.Header is not { } head)
            return principal.Unit is null ? Relation.Owner : Relation.None; // Who is confined to a unit makes no tasks.

        var part = state.Find(principal.Agency) is { IsPresent: true } present ? present : null;
        if (principal.Unit is { } unit)
            return part?.Unit == unit ? Relation.OwnUnit : Relation.None;

        var relation = head.Assigner == principal.Agency ? Relation.Owner : Relation.None;
        if (part is not null)
            relation |= Relation.Participant | (part.Role is AssignmentRole.Lead ? Relation.Lead : Relation.None);
        return relation;
    }
}
