using Coordination.Cli.Demo;
using Coordination.Client.Errors;
using Grpc.Core;
using Xunit;

namespace Coordination;

public sealed class HistoryCheckTests
{
    private const string Me = "agencies/mlsw";

    [Fact]
    public void A_record_that_is_as_it_was_answered_has_no_findings() =>
        Assert.Empty(Check(
            [Entry("a", CommandOutcome.Ok, "assign"), Entry("b", CommandOutcome.Ok), Entry("c", CommandOutcome.Refused), Entry("d", CommandOutcome.Unknown), Entry("e", CommandOutcome.Unknown)],
            Line(1, "a", "task.assigned"), Line(2, "b"), Line(3, "d", "assignment.started")));

    [Fact]
    public void An_acknowledged_command_that_is_not_there_is_lost() =>
        Assert.Equal(["LOST"], Codes([Entry("a", CommandOutcome.Ok), Entry("b", CommandOutcome.Ok)], Line(1, "a")));

    [Fact]
    public void A_command_that_happened_twice_is_duplicated_apart_or_in_a_row()
    {
        Assert.Equal(["DUPLICATED"], Codes([Entry("a", CommandOutcome.Ok)], Line(1, "a"), Line(2, "x"), Line(3, "a", "assignment.started")));
        Assert.Equal(["DUPLICATED"], Codes([Entry("a", CommandOutcome.Ok)], Line(1, "a"), Line(2, "a")));
        Assert.Equal(["DUPLICATED"], Codes([Entry("a", CommandOutcome.Unknown)], Line(1, "a"), Line(2, "a")));
    }

    [Fact]
    public void Several_events_of_one_command_are_one_command() =>
        Assert.Empty(Check(
            [Entry("a", CommandOutcome.Ok)],
            Line(1, "a", "task.assigned"), Line(2, "a", "assignment.received", "mlsw"), Line(3, "a", "assignment.received", "moj")));

    [Fact]
    public void A_refused_command_that_is_there_is_a_finding() =>
        Assert.Equal(["REFUSED_BUT_HAPPENED"], Codes([Entry("a", CommandOutcome.Refused)], Line(1, "a")));

    [Fact]
    public void Versions_without_one_between_are_a_gap() =>
        Assert.Equal(["VERSION_GAP"], Codes([Entry("a", CommandOutcome.Ok)], Line(1, "a"), Line(3, "b")));

    [Fact]
    public void A_task_that_is_gone_is_a_finding()
    {
        var findings = HistoryCheck.Run([Entry("a", CommandOutcome.Ok)], new Dictionary<string, IReadOnlyList<HistoryLine>>());
        Assert.Equal("TASK_MISSING", Assert.Single(findings).Code);
    }

    [Fact]
    public void An_assignment_without_an_answer_that_made_two_tasks_is_duplicated()
    {
        var histories = new Dictionary<string, IReadOnlyList<HistoryLine>>
        {
            ["tasks/t1"] = [Line(1, "a", "task.assigned")],
            ["tasks/t2"] = [Line(1, "a", "task.assigned")],
        };

        Assert.Equal("DUPLICATED", Assert.Single(HistoryCheck.Run([Entry("a", CommandOutcome.Unknown) with { Task = "" }], histories)).Code);
    }

    [Fact]
    public void What_the_platform_did_in_consequence_is_not_the_command() =>
        Assert.Empty(Check([Entry("a", CommandOutcome.Ok)], Line(1, "a"), Line(2, "a") with { Actor = "" }));

    [Fact]
    public void A_journal_is_read_as_it_was_written()
    {
        var entry = Entry("a", CommandOutcome.Unknown);
        Assert.Equal([entry, entry], Journal.Read([Journal.Format(entry), "", Journal.Format(entry)]));
    }

    [Fact]
    public void A_last_line_that_was_cut_is_left_out_and_a_bad_line_before_is_an_error()
    {
        var line = Journal.Format(Entry("a", CommandOutcome.Ok));

        Assert.Single(Journal.Read([line, line[..20]]));
        var bad = Assert.Throws<FormatException>(() => Journal.Read([line[..20], line]));
        Assert.Contains("Line 1", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_is_written_before_the_next_step()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var journal = Journal.Open("r1", file))
            {
                await journal.RecordAsync("assign", "secretariat", "a", null, () => Task.FromResult("tasks/t1"), name => name);
                Assert.Single(await ReadAsync(file));
                await Assert.ThrowsAsync<CoordinationException>(() => journal.RecordAsync<string>(
                    "accept", "mlsw", "b", "tasks/t1", () => throw new CoordinationException(StatusCode.FailedPrecondition, "X", "No."), _ => ""));
                await Assert.ThrowsAsync<OperationCanceledException>(() => journal.RecordAsync<string>(
                    "accept", "mlsw", "c", "tasks/t1", () => throw new OperationCanceledException(), _ => ""));
                Assert.Equal((1, 1, 1), journal.Counts);
            }

            // A second run continues the file.
            using (var journal = Journal.Open("r2", file))
                await journal.RecordAsync("assign", "secretariat", "d", null, () => Task.FromResult("tasks/t2"), name => name);

            var entries = Journal.Read(await ReadAsync(file));
            Assert.Equal(["tasks/t1", "tasks/t1", "tasks/t1", "tasks/t2"], entries.Select(e => e.Task));
            Assert.Equal([CommandOutcome.Ok, CommandOutcome.Refused, CommandOutcome.Unknown, CommandOutcome.Ok], entries.Select(e => e.Outcome));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IReadOnlyList<CheckFinding> Check(JournalEntry[] journal, params HistoryLine[] lines) =>
        HistoryCheck.Run(journal, new Dictionary<string, IReadOnlyList<HistoryLine>> { ["tasks/t1"] = lines });

    private static IEnumerable<string> Codes(JournalEntry[] journal, params HistoryLine[] lines) => Check(journal, lines).Select(f => f.Code);

    private static JournalEntry Entry(string id, CommandOutcome outcome, string verb = "accept") => new("r1", id, "tasks/t1", verb, "mlsw", outcome);

    private static HistoryLine Line(int version, string id, string type = "assignment.accepted", string about = "mlsw") => new(version, type, Me, id, about);
}
