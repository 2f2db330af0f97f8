using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Cases;

/// <summary>
/// The tasks to appoint guardians: assigned to the lead as soon as a child is in a case, closed once it has one. Each step may
/// be repeated: the task's name follows from the case and the person.
/// </summary>
internal sealed class GuardianTasks(IGrainFactory grains, CaseInputs inputs)
{
    private const string Report = "guardian_appointed";

    /// <summary>Whether a task is to be assigned or closed.</summary>
    public static bool AreOwed(CaseState state) => state.People.Any(p => IsMissing(state, p)) || state.OpenGuardianTasks.Any(id => IsOver(state, id));

    /// <summary>Does what is owed and says what was done; what failed stays owed.</summary>
    public async Task<IReadOnlyList<CaseEvent>> SettleAsync(CaseName name, CaseState state)
    {
        var done = new List<CaseEvent>();
        foreach (var person in state.People)
        {
            if (IsMissing(state, person) && await AssignAsync(name, state, person) is { } task)
                done.Add(new GuardianTaskAssigned(person.Id, task));
        }

        foreach (var id in state.OpenGuardianTasks)
        {
            if (IsOver(state, id) && state.People.First(p => p.Id == id).GuardianTask is { } task && await CloseAsync(name, state, task))
                done.Add(new GuardianTaskClosed(id));
        }

        return done;
    }

    private static bool IsMissing(CaseState state, CasePerson person) =>
        person is { Withdrawn: false, GuardianDue: not null } && !state.OpenGuardianTasks.Contains(person.Id);

    private static bool IsOver(CaseState state, string id) => state.People.FirstOrDefault(p => p.Id == id) is { GuardianDue: null };

    private async Task<TaskName?> AssignAsync(CaseName name, CaseState state, CasePerson person)
    {
        var caller = Principal.Platform with { Agency = state.Lead };
        var need = string.Create(CultureInfo.InvariantCulture, $"assign-{person.GuardianDue!.Value.UtcTicks}"); // A child may need a guardian again.
        var request = RequestOf(name, person.Id, need);
        var task = TaskName.For(state.Lead, request);
        var words = inputs.Policy.GuardianTask;
        var outcome = await grains.GetGrain<ITaskGrain>(task.ToString()).AssignAsync(
            new AssignTask(
                new CommandContext(request, caller), words.En, words.Lo, state.Lead, [], TaskPriority.Asap, CompletionRule.Lead,
                person.GuardianDue, null, null, null, null, name, state.Head.Province, Handling.AmberStrict, []),
            CancellationToken.None);

        // A limit that passed while the platform was down is as late as a task can say: it is due at once.
        if (outcome is { IsRefused: true, Refusal: var late } && ReferenceEquals(late, TaskRefusals.DueTimePassed))
        {
            request = RequestOf(name, person.Id, need + "-late");
            task = TaskName.For(state.Lead, request);
            outcome = await grains.GetGrain<ITaskGrain>(task.ToString()).AssignAsync(
                new AssignTask(
                    new CommandContext(request, caller), words.En, words.Lo, state.Lead, [], TaskPriority.Stat, CompletionRule.Lead,
                    null, null, null, null, null, name, state.Head.Province, Handling.AmberStrict, []),
                CancellationToken.None);
        }

        // The name follows from the request: if it was used, it was for this, though the case has changed since.
        return outcome is { IsRefused: true, Refusal: var no } && no.Code != CommonRefusals.RequestIdReused.Code ? null : task;
    }

    /// <summary>Completes the lead's part, as far as it is not, and verifies it; cancels the task when the lead has none.</summary>
    private async Task<bool> CloseAsync(CaseName name, CaseState state, TaskName task)
    {
        var grain = grains.GetGrain<ITaskGrain>(task.ToString());
        var lead = Principal.Platform with { Agency = state.Lead, Roles = [Role.AgencySystem] };
        CommandContext As(Principal caller, string step) => new(RequestOf(name, task.Id, step), caller);
        Func<Task<Refusal?>>[] steps =
        [
            async () => (await grain.AcknowledgeAsync(new AcknowledgeAssignment(As(lead, "acknowledge"), state.Lead), CancellationToken.None)).Refusal,
            async () => (await grain.AcceptAsync(new AcceptAssignment(As(lead, "accept"), state.Lead), CancellationToken.None)).Refusal,
            async () => (await grain.StartAsync(new StartAssignment(As(lead, "start"), state.Lead), CancellationToken.None)).Refusal,
            async () => (await grain.CompleteAsync(new CompleteAssignment(As(lead, "complete"), state.Lead, Report), CancellationToken.None)).Refusal,
            async () => (await grain.VerifyAsync(new VerifyAssignment(As(Principal.Platform, "verify"), state.Lead), CancellationToken.None)).Refusal,
            async () => (await grain.CancelAsync(new CancelTask(As(Principal.Platform, "cancel"), Report), CancellationToken.None)).Refusal,
        ];
        foreach (var step in steps)
        {
            if (await step() is { Kind: RefusalKind.Unavailable or RefusalKind.Aborted or RefusalKind.ResourceExhausted })
                return false;
        }

        return true; // What it refused was done before: a closed task refuses all of it.
    }

    private static Guid RequestOf(CaseName name, string what, string step) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{what}\n{step}")).AsSpan(0, 16), bigEndian: true);
}
