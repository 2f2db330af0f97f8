using Coordination.Names;

namespace Coordination.Tasks;

/// <summary>Names one agency's part in a task: <c>tasks/…/assignments/mlsw</c>.</summary>
internal readonly record struct AssignmentName(TaskName Task, AgencyName Agency)
{
    private const string Collection = "assignments";

    /// <exception cref="RefusedException">INVALID_ARGUMENT: the text is no such name.</exception>
    public static AssignmentName Parse(string text)
    {
        var parts = text.Split('/');
        return parts is [_, _, Collection, var agency] && ResourceName.IsId(agency)
            && ResourceName.TryParse<TaskName>($"{parts[0]}/{parts[1]}", out var task)
            ? new AssignmentName(task, new AgencyName(agency))
            : throw RefusedException.Invalid("name", "Write it as tasks/…/assignments/… with the agency's code.");
    }

    public override string ToString() => $"{Task}/{Collection}/{Agency.Id}";
}
