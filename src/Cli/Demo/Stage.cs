using System.Diagnostics;
using Coordination.Cli.Connecting;
using Coordination.Client.Errors;
using Spectre.Console;

namespace Coordination.Cli.Demo;

/// <summary>What the audience sees, and what each step demands of the platform.</summary>
internal sealed class Stage(Session session)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public int Steps { get; private set; }

    public TimeSpan Elapsed => clock.Elapsed;

    public void Act(string key, params object?[] values)
    {
        var text = session.Texts.Format(key, values);
        if (session.Output.IsTerminal)
            session.Output.Console.Write(new Rule(Markup.Escape(text)).LeftJustified());
        else
            session.Output.WriteLine($"== {text}");
    }

    /// <summary>A step that was done and seen to be right.</summary>
    public void Done(string key, params object?[] values)
    {
        Steps++;
        var text = session.Texts.Format(key, values);
        if (session.Output.IsTerminal)
            session.Output.Console.MarkupLine($"[green]✓[/] {Markup.Escape(text)}");
        else
            session.Output.WriteLine($"✓ {text}");
    }

    /// <summary>Shows that something takes time.</summary>
    public async Task<T> WaitAsync<T>(string key, Func<Task<T>> wait)
    {
        if (!session.Output.IsTerminal)
            return await wait().ConfigureAwait(false);
        return await session.Output.Console.Status().Spinner(Spinner.Known.Dots)
            .StartAsync(Markup.Escape(session.Texts[key]), _ => wait()).ConfigureAwait(false);
    }

    /// <summary>Fails the demo unless it is so.</summary>
    public void Expect(bool so, string what)
    {
        if (!so)
            throw new DemoFailedException(session.Texts.Format("demo.failed", what));
    }

    public void Expect<T>(T expected, T actual, string what) =>
        Expect(EqualityComparer<T>.Default.Equals(expected, actual), session.Texts.Format("demo.expected", what, expected, actual));

    /// <summary>Does what the platform must refuse, and demands the right reason.</summary>
    public async Task RefusedAsync(string reason, string what, Func<Task> command)
    {
        try
        {
            await command().ConfigureAwait(false);
        }
        catch (CoordinationException e) when (!e.IsTransient)
        {
            Expect(reason, e.Reason, what);
            return;
        }

        Expect(false, session.Texts.Format("demo.not-refused", what, reason));
    }
}
