using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coordination.Client.Errors;

namespace Coordination.Cli.Demo;

/// <summary>
/// Writes down every command with its outcome, a JSON object a line, each flushed before the next step, so that it is
/// there whatever dies. Without a file it only counts.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream? file;
    private readonly Lock guard = new();
    private long ok;
    private long refused;
    private long unknown;

    private Journal(string run, FileStream? file)
    {
        Run = run;
        this.file = file;
    }

    public string Run { get; }

    public (long Ok, long Refused, long Unknown) Counts => (Interlocked.Read(ref ok), Interlocked.Read(ref refused), Interlocked.Read(ref unknown));

    /// <summary>Opens a journal; an existing one is continued.</summary>
    public static Journal Open(string run, string? path) =>
        new(run, path is null ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1));

    /// <summary>Gives a command and writes down how it ended.</summary>
    /// <param name="task">Null: the answer names it.</param>
    public async Task<T> RecordAsync<T>(string verb, string agency, string requestId, string? task, Func<Task<T>> command, Func<T, string> taskOf)
    {
        try
        {
            var answer = await command().ConfigureAwait(false);
            Write(new JournalEntry(Run, requestId, task ?? taskOf(answer), verb, agency, CommandOutcome.Ok));
            return answer;
        }
        catch (CoordinationException e)
        {
            Write(new JournalEntry(Run, requestId, task ?? "", verb, agency, OutcomeOf(e)));
            throw;
        }
        catch (OperationCanceledException)
        {
            Write(new JournalEntry(Run, requestId, task ?? "", verb, agency, CommandOutcome.Unknown));
            throw;
        }
    }

    public void Dispose() => file?.Dispose();

    /// <summary>A definite no is a refusal; everything else may have happened.</summary>
    internal static CommandOutcome OutcomeOf(CoordinationException failure) =>
        failure.OutcomeUnknown ? CommandOutcome.Unknown : CommandOutcome.Refused;

    /// <summary>Reads a journal. A last line that was cut by a crash is left out; any other bad line is an error.</summary>
    /// <exception cref="FormatException">Names the line.</exception>
    public static IReadOnlyList<JournalEntry> Read(IEnumerable<string> lines)
    {
        var entries = new List<JournalEntry>();
        (int Number, Exception Why)? bad = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (bad is { } before)
                throw new FormatException($"Line {before.Number} is not a journal entry.", before.Why);
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                entries.Add(Parse(line));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
            {
                bad = (number, e);
            }
        }

        return entries;
    }

    internal static string Format(JournalEntry entry) => new JsonObject
    {
        ["run"] = entry.Run,
        ["request_id"] = entry.RequestId,
        ["task"] = entry.Task,
        ["verb"] = entry.Verb,
        ["agency"] = entry.Agency,
        ["outcome"] = entry.Outcome.ToString().ToLowerInvariant(),
    }.ToJsonString();

    private static JournalEntry Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        string Text(string name) => json.RootElement.GetProperty(name).GetString() ?? "";
        return new JournalEntry(
            Text("run"), Text("request_id"), Text("task"), Text("verb"), Text("agency"), Enum.Parse<CommandOutcome>(Text("outcome"), ignoreCase: true));
    }

    private void Write(JournalEntry entry)
    {
        switch (entry.Outcome)
        {
            case CommandOutcome.Ok:
                Interlocked.Increment(ref ok);
                break;
            case CommandOutcome.Refused:
                Interlocked.Increment(ref refused);
                break;
            default:
                Interlocked.Increment(ref unknown);
                break;
        }

        if (file is null)
            return;
        var line = Encoding.UTF8.GetBytes(Format(entry) + "\n");
        lock (guard)
        {
            file.Write(line);
            file.Flush();
        }
    }
}
