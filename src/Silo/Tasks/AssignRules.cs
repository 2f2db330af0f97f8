using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>Making a task and giving parts in it. In documented precedence order; the first refusal wins.</summary>
internal static class AssignRules
{
    public static Decision<TaskEvent> Assign(TaskState state, AssignTask command, DateTimeOffset now, TaskInputs inputs, AssignLinks links)
    {
        if (state.Header is not null)
            return CommonRefusals.RequestIdReused; // The name follows from the request, and this is another one.
        if (ReferenceEquals(links.Refusal, TaskRefusals.ParentRequired))
            return TaskRefusals.ParentRequired; // Who may not instruct is told so before its request is looked at.
        if (RefuseRequest(command) is { } malformed)
            return malformed;
        if (RefuseAgency(inputs.Directory, command.Lead, now) is { } lead)
            return lead.On("lead");
        for (var i = 0; i < command.Supporting.Length; i++)
        {
            if (RefuseAgency(inputs.Directory, command.Supporting[i], now) is { } support)
                return support.On($"supporting[{i}]");
        }

        DateTimeOffset? due = command.DueInWorkingDays is { } days ? inputs.Calendar.EndOfWorkingDay(now, days) : command.Due;
        if (due <= now)
            return TaskRefusals.DueTimePassed;
        if (due > now + TaskLimits.Due)
            return TaskRefusals.DueTimeTooFar;
        if (links.Refusal is { } link)
            return link;
        if (command.Supporting.Length + 1 > TaskLimits.Assignees)
            return TaskRefusals.TooManyAssignees.On("supporting");
        if (command.Dependencies.Length > TaskLimits.Dependencies)
            return TaskRefusals.TooManyDependencies.On("dependencies");

        return new TaskAssigned(
            command.Context.Principal.Agency,
            command.Title,
            command.Description,
            command.Priority,
            command.Rule,
            [new Assignee(command.Lead, AssignmentRole.Lead), .. command.Supporting.Select(a => new Assignee(a, AssignmentRole.Support))],
            due,
            command.Parent,
            links.Depth,
            command.Instrument,
            OrNull(command.Objective),
            command.Case,
            OrNull(command.Province),
            command.Handling,
            command.Dependencies,
            links.Blocked,
            command.Origin);
    }

    public static Decision<TaskEvent> AddSupport(TaskState state, AddSupport command, DateTimeOffset now, IDirectory directory) =>
        LifeCycle.RefuseClosed(state.Stage) is { } closed ? closed
        : RefusePart(state, command.Agency, now, directory) is { } no ? no
        : new SupportAdded(command.Agency);

    /// <summary>Whether an agency can be given a part in this task.</summary>
    public static Refusal? RefusePart(TaskState state, AgencyName agency, DateTimeOffset now, IDirectory directory)
    {
        var part = state.Find(agency);
        return part is { IsPresent: true } ? TaskRefusals.AlreadyAssigned
            : RefuseAgency(directory, agency, now) is { } unknown ? unknown.On("agency")
            : part is null && state.Assignments.Length >= TaskLimits.Assignees ? TaskRefusals.TooManyAssignees
            : null;
    }

    private static Refusal? RefuseRequest(AssignTask command)
    {
        if (command.Due is not null && command.DueInWorkingDays is not null)
            return TaskRefusals.DueAmbiguous;

        var seen = new HashSet<AgencyName> { command.Lead };
        for (var i = 0; i < command.Supporting.Length; i++)
        {
            if (!seen.Add(command.Supporting[i]))
                return TaskRefusals.AssigneeDuplicate.On($"supporting[{i}]");
        }

        if (command.Dependencies.Distinct().Count() != command.Dependencies.Length)
            return TaskRefusals.DependencyDuplicate;
        return string.IsNullOrWhiteSpace(command.Title) ? TaskRefusals.ValueInvalid.On("title")
            : command.DueInWorkingDays is < 0 or > 1_000 ? TaskRefusals.ValueInvalid.On("due_in_working_days")
            : !Enum.IsDefined(command.Priority) ? TaskRefusals.ValueInvalid.On("priority")
            : !Enum.IsDefined(command.Rule) ? TaskRefusals.ValueInvalid.On("completion_rule")
            : !Enum.IsDefined(command.Handling) ? TaskRefusals.ValueInvalid.On("handling")
            : null;
    }

    private static Refusal? RefuseAgency(IDirectory directory, AgencyName agency, DateTimeOffset now) =>
        directory.Find(agency) is not { } entry ? TaskRefusals.AgencyUnknown.With("agency", agency.ToString())
        : entry.IsInForceAt(now) ? null
        : TaskRefusals.AgencyNotInForce
            .With("agency", agency.ToString())
            .With("successors", string.Join(',', entry.Successors.IsDefault ? [] : entry.Successors.Select(s => s.ToString())));

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
