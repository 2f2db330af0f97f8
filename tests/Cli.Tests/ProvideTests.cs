using Coordination.Cli;
using Coordination.Fakes;
using Coordination.Information.V1;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class ProvideTests
{
    private static readonly string[] Serve = ["provide", "--from", "families.csv", "--type", "mlsw-families", "--key", "id", "--as", "mlsw"];

    [Theory]
    [InlineData("en")]
    [InlineData("lo")]
    public async Task What_it_prints_holds_neither_key_nor_value(string language)
    {
        await using var platform = await FakePlatform.StartAsync();
        var answers = Ask(platform, "f-7");
        using var run = new CoordRun(platform).With("LANG", language + "_LA.UTF-8");
        await WriteAsync(run, "id,village\nF-7,canary-value\n");

        Assert.Equal(ExitCodes.Ok, await run.RunAsync([.. Serve, "--count", "1"]));

        var answer = Assert.Single(answers);
        Assert.Equal("canary-value", answer.Fields.Single().Value);
        Assert.Contains("grants/g1", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("f-7", run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Machine_readable_lines_hold_neither_key_nor_value()
    {
        await using var platform = await FakePlatform.StartAsync();
        Ask(platform, "f-7");
        using var run = new CoordRun(platform);
        await WriteAsync(run, "id,village\nF-7,canary-value\n");

        Assert.Equal(ExitCodes.Ok, await run.RunAsync([.. Serve, "--count", "1", "--json"]));

        Assert.Contains("\"grant\"", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("f-7", run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("id,village\nF-7,x\nF-7,y\n", "line 3")]
    [InlineData("key,village\n", "\"id\"")]
    public async Task A_bad_file_is_refused_before_anything_is_served(string text, string said)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var run = new CoordRun(platform);
        await WriteAsync(run, text);

        Assert.Equal(ExitCodes.Usage, await run.RunAsync(Serve));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Hellos);
    }

    [Fact]
    public async Task A_file_that_is_absent_is_named()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var run = new CoordRun(platform);

        Assert.Equal(ExitCodes.Usage, await run.RunAsync(Serve));
        Assert.Contains("families.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_of_the_wrong_form_is_refused()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var run = new CoordRun(platform);
        await WriteAsync(run, "id,village\nF-7,x\n");

        Assert.Equal(ExitCodes.Usage, await run.RunAsync([.. Serve, "--map", "village"]));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync([.. Serve, "--map", "village=a", "--map", "village=b"]));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync([.. Serve, "--offer"]));
    }

    [Fact]
    public async Task A_changed_file_is_read_again_and_a_broken_one_is_not_taken()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var run = new CoordRun(platform);
        await WriteAsync(run, "id,village\nF-7,one\n");
        var values = new List<string>();
        platform.Serves.Enqueue(async (reader, writer, cancelled) =>
        {
            await writer.WriteAsync(new ServeResponse { Ready = new() }, cancelled);
            await AskAsync();
            await WriteAsync(run, "id,village\nF-7,second\n");
            await AskAsync();
            await WriteAsync(run, "id,village\nF-7,third,broken line\n");
            await AskAsync();
            await Task.Delay(Timeout.Infinite, cancelled);

            async Task AskAsync()
            {
                await writer.WriteAsync(Query("F-7"), cancelled);
                Assert.True(await reader.MoveNext(cancelled));
                values.Add(reader.Current.Answer.Fields.Single().Value);
            }
        });

        Assert.Equal(ExitCodes.Ok, await run.RunAsync([.. Serve, "--count", "3"]));
        Assert.Equal(["one", "second", "second"], values);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
    }

    private static List<ProviderAnswer> Ask(FakePlatform platform, string reference)
    {
        var answers = new List<ProviderAnswer>();
        platform.Serves.Enqueue(async (reader, writer, cancelled) =>
        {
            await writer.WriteAsync(new ServeResponse { Ready = new() }, cancelled);
            await writer.WriteAsync(Query(reference), cancelled);
            while (await reader.MoveNext(cancelled))
                answers.Add(reader.Current.Answer);
        });
        return answers;
    }

    private static ServeResponse Query(string reference) => new()
    {
        Query = new ProviderQuery
        {
            QueryId = "q1", RecordType = "recordTypes/mlsw-families", Reference = reference, Fields = { "village" },
            Recipient = "agencies/atd", Purpose = "investigation", Grant = "grants/g1",
        },
    };

    private static Task WriteAsync(CoordRun run, string text) => File.WriteAllTextAsync(Path.Combine(run.Folder, "families.csv"), text);
}
