using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

internal sealed partial record TaskState
{
    /// <inheritdoc />
    public TaskState Apply(TaskEvent happened, EventStamp stamp)
    {
        var at = Instant.Of(stamp.At);
        var next = happened switch
        {
            TaskAssigned e => Assign(e, stamp.Version, at),
            AssignmentEvent e => ApplyToPart(e, stamp.Version, at),
            TaskUpdated e => this with { Header = Update(Head, e) },
            DeadlineExtended e => Extend(e, stamp.Version, at),
            TaskCancelled e => Cancel(e, stamp.Version),
            DependencyAdded e => Dependencies.Contains(e.Dependency) ? this : this with { Dependencies = Dependencies.Add(e.Dependency) },
            DependencyRemoved e => this with { Dependencies = Dependencies.Remove(e.Dependency) },
            CommentAdded e => this with { Comments = Comments.Add(new TaskComment(stamp.Version, Actor(stamp), e.Text, at)) },
            AttachmentAdded e => this with
            {
                Attachments = Attachments.Add(new TaskAttachment(stamp.Version, e.Title, e.Uri, e.Sha256, e.MediaType, Actor(stamp), at)),
            },
            SubTaskReported e => Note(new SubTask(e.SubTask, e.SubTaskVersion, e.Stage, e.Percent)),
            OfficersBlocked e => this with { Header = Head with { Blocked = e.Officers.IsDefaultOrEmpty ? default : e.Officers } },
            TaskRolledUp e => this with { Told = new Standing(e.Stage, e.Percent) },
            TaskOriginTold e => this with { OriginTold = e.Stage },
            _ => throw new UnreachableException(happened.GetType().Name), // EventCoverageTests visits every event.
        };
        return next with { UpdatedAt = at };
    }

    private TaskState ApplyToPart(AssignmentEvent happened, int version, Instant at) => happened switch
    {
        SupportAdded e => Put(Assignment.Requested(e.Agency, AssignmentRole.Support, version, at, Head.Due)),
        AssignmentReassigned e => Reassign(e, version, at),
        TaskReminded e => With(e.Agency, a => a with { Reminded = a.Reminded.Add(string.Intern(e.Reminder)) }),
        TaskOverdue e => With(e.Agency, a => a with { OverdueSince = Instant.Of(e.Since) }),
        TaskEscalated e => With(e.Agency, a => a with { Rungs = a.Rungs.Add(new RungReached(string.Intern(e.Level), at)) }),
        AssignmentReceived e => Step(e, a => a with { Stage = AssignmentStage.Received, ReceivedAt = at, Version = version }),
        AssignmentAccepted e => Step(e, a => a with { Stage = AssignmentStage.Accepted, AcceptedAt = at, Version = version }),
        AssignmentRejected e => Step(e, a => a with { Stage = AssignmentStage.Rejected, Reason = e.Reason, Version = version }),
        AssignmentStarted e => Step(e, a => a with { Stage = AssignmentStage.InProgress, Version = version }),
        ProgressReported e => Step(e, a => a with { Percent = (byte)Math.Clamp(e.Percent, 0, 100), ProgressText = e.Text, Version = version }),
        AssignmentHeld e => Step(e, a => a with { Stage = AssignmentStage.OnHold, Reason = e.Reason, HeldSince = at, Version = version }),
        AssignmentResumed e => Step(e, a => a with
        {
            Stage = AssignmentStage.InProgress, Due = Instant.Of(e.Due), HeldSince = Instant.None, Version = version,
        }),
        AssignmentCompleted e => Step(e, a => a with { Stage = AssignmentStage.Completed, Report = e.Report, CompletedAt = at, Version = version }),
        AssignmentFailed e => Step(e, a => a with { Stage = AssignmentStage.Failed, Reason = e.Reason, Version = version }),
        AssignmentDelegated e => Step(e, a => a with { Unit = new UnitName(string.Intern(e.Unit.Id)), Version = version }),
        AssignmentReturned e => Step(e, a => a with
        {
            Stage = AssignmentStage.Returned, Reason = e.Reason, CompletedAt = Instant.None, Version = version,
        }),
        AssignmentVerified e => Step(e, a => a with { Stage = AssignmentStage.Verified, VerifiedAt = at, Version = version }),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static TaskState Assign(TaskAssigned e, int version, Instant at)
    {
        var due = Instant.Of(e.Due);
        return Initial with
        {
            Header = new TaskHeader
            {
                Assigner = new AgencyName(string.Intern(e.Assigner.Id)),
                Title = e.Title,
                Description = e.Description,
                Priority = e.Priority,
                Rule = e.Rule,
                Handling = e.Handling,
                Parent = e.Parent,
                Depth = e.Depth,
                Instrument = e.Instrument,
                Objective = e.Objective,
                Case = e.Case,
                Province = e.Province,
                CreatedAt = at,
                Due = due,
                Blocked = e.Blocked ?? default,
                Origin = e.Origin,
            },
            Assignments = [.. e.Assignees.Select(a => Assignment.Requested(a.Agency, a.Role, version, at, due))],
            Dependencies = e.Dependencies.IsDefault ? [] : e.Dependencies,
        };
    }

    private static TaskHeader Update(TaskHeader head, TaskUpdated e) => head with
    {
        Title = e.Title ?? head.Title,
        Description = e.Description ?? head.Description,
        Priority = e.Priority ?? head.Priority,
        Instrument = e.Instrument is null ? head.Instrument : ResourceName.TryParse<InstrumentName>(e.Instrument, out var instrument) ? instrument : null,
        Objective = Changed(e.Objective, head.Objective),
        Case = e.Case is null ? head.Case : ResourceName.TryParse<CaseName>(e.Case, out var name) ? name : null,
        Province = Changed(e.Province, head.Province),
    };

    private static string? Changed(string? given, string? present) => given is null ? present : given.Length == 0 ? null : given;

    private TaskState Extend(DeadlineExtended e, int version, Instant at)
    {
        var due = Instant.Of(e.Due);
        if (e.Agency is { } only)
            return With(only, a => a.Rearm(due, at, version));

        // A part that was on hold may be due later than the task already; it keeps what is better for it.
        return this with
        {
            Header = Head with { Due = due },
            Assignments = [.. Assignments.Select(a => a.IsOpen && due > a.Due ? a.Rearm(due, at, version) : a)],
        };
    }

    private TaskState Cancel(TaskCancelled e, int version) => this with
    {
        Cancelled = true,
        Header = Head with { CancelReason = e.Reason },
        Assignments =
        [
            .. Assignments.Select(a => LifeCycle.Cancellable.Contains(a.Stage) ? a with { Stage = AssignmentStage.Cancelled, Version = version } : a),
        ],
    };

    private TaskState Reassign(AssignmentReassigned e, int version, Instant at)
    {
        if (Find(e.Agency) is not { } former)
            return this;

        return With(e.Agency, a => a with
            {
                Stage = AssignmentStage.Reassigned, Reason = e.Reason, Successor = new AgencyName(string.Intern(e.To.Id)),
                UntilVersion = version, Version = version,
            })
            .Put(Assignment.Requested(e.To, former.Role, version, at, Instant.Of(e.Due)));
    }

    private TaskState Note(SubTask told)
    {
        for (var i = 0; i < SubTasks.Length; i++)
        {
            if (SubTasks[i].Name == told.Name)
                return this with { SubTasks = SubTasks.SetItem(i, told) };
        }

        return this with { SubTasks = SubTasks.Add(told) };
    }

    /// <summary>Adds a part; an agency that had one begins anew.</summary>
    private TaskState Put(Assignment part)
    {
        var at = IndexOf(part.Agency);
        return at >= 0
            ? this with { Assignments = Assignments.SetItem(at, part) }
            : this with { Assignments = Assignments.Add(part), index = null };
    }

    private TaskState Step(AssignmentEvent happened, Func<Assignment, Assignment> change) => With(happened.Agency, change);

    private TaskState With(AgencyName agency, Func<Assignment, Assignment> change)
    {
        var at = IndexOf(agency);
        return at < 0 ? this : this with { Assignments = Assignments.SetItem(at, change(Assignments[at])) };
    }

    private static AgencyName Actor(EventStamp stamp) => stamp.Actor ?? Access.Principal.Platform.Agency;
}
