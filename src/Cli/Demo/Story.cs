using Coordination.Cli.Connecting;
using Coordination.Events.V1;
using Coordination.Tasks.V1;
using Directive = Coordination.Tasks.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo;

/// <summary>One day: who plays, what was assigned, and the steps that several acts share.</summary>
internal sealed class Story(Session session, Stage stage, Cast cast, DemoOptions options, string run, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, Assigned> assigned = new(StringComparer.Ordinal);

    public Stage Stage => stage;

    public Session Session => session;

    public Cast Cast => cast;

    public DemoOptions Options => options;

    public CancellationToken CancellationToken => cancellationToken;

    public string Run => run;

    public Player Secretariat => cast.Secretariat;

    public IEnumerable<Assigned> All => assigned.Values;

    public Assigned this[string key] => assigned[key];

    public string Title(string en, string lo) => new LocalizedTitle(en, lo).In(session.Texts.Language, run);

    public Assigned Remember(string key, Directive task, IEnumerable<string> agencies) =>
        assigned[key] = new Assigned(key, task.Name, task.Title, [.. agencies]);

    /// <summary>Waits until a system's watch shows an event.</summary>
    public async Task<Event> SeesAsync(string agency, string what, Func<Event, bool> fits)
    {
        var happened = await cast.InboxOf(agency).WaitForAsync(fits, options.Within, cancellationToken).ConfigureAwait(false);
        stage.Expect(happened is not null, session.Texts.Format("demo.unseen", agency, what, options.Within.TotalSeconds));
        return happened!;
    }

    /// <summary>Reads a task back as the secretariat and demands its state.</summary>
    public async Task<Directive> ReadAsync(string task, TaskState state)
    {
        var read = await Secretariat.GetAsync(task).ConfigureAwait(false);
        stage.Expect(state, read.State, task);
        return read;
    }

    /// <summary>Reads a task until it is so: what follows from another task follows a moment later.</summary>
    public async Task<Directive> BecomesAsync(string task, string what, Func<Directive, bool> so)
    {
        var until = DateTime.UtcNow + options.Within;
        while (true)
        {
            var read = await Secretariat.GetAsync(task).ConfigureAwait(false);
            if (so(read))
                return read;
            stage.Expect(DateTime.UtcNow < until, session.Texts.Format("demo.not-become", task, what));
            await Task.Delay(100, cancellationToken).ConfigureAwait(false);
        }
    }

    public Assignment Of(Directive task, string agency)
    {
        var found = task.Assignments.LastOrDefault(a => a.Agency == "agencies/" + agency);
        stage.Expect(found is not null, $"{task.Name}: {agency}");
        return found!;
    }

    /// <summary>An answer to a verb must show its state, and so must the task when it is read again.</summary>
    public async Task ExpectAsync(Assignment answer, AssignmentState state)
    {
        stage.Expect(state, answer.State, answer.Name);
        var task = answer.Name[..answer.Name.IndexOf("/assignments/", StringComparison.Ordinal)];
        var read = await Secretariat.GetAsync(task).ConfigureAwait(false);
        var again = read.Assignments.LastOrDefault(a => a.Name == answer.Name);
        stage.Expect(state, again?.State ?? AssignmentState.Unspecified, answer.Name);
    }
}

/// <summary>A directive of this run.</summary>
/// <param name="Agencies">The lead first, then the supporting ones that work on it.</param>
internal sealed record Assigned(string Key, string Task, string Title, List<string> Agencies)
{
    /// <summary>Gets agencies whose part was given to another.</summary>
    public List<string> Former { get; } = [];
}
