using Coordination.Directory.V1;
using Coordination.Events.V1;
using Coordination.Tasks.V1;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

public sealed class OnceTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    [Fact]
    public async Task A_command_sent_twenty_times_at_once_happens_once()
    {
        var metadata = await platform.AsAsync("secretariat");
        var requests = Enumerable.Range(0, 25)
            .Select(i => new AssignTaskRequest { RequestId = Platform.NewId(), Title = $"Directive {i}", Lead = "agencies/psc" })
            .ToArray();

        var answers = await Task.WhenAll(
            requests.SelectMany(r => Enumerable.Repeat(r, 20)).Select(async r => await platform.Tasks.AssignTaskAsync(r, metadata)));

        Assert.Equal(requests.Length, answers.Select(a => a.Name).Distinct().Count());
        Assert.All(answers.GroupBy(a => a.Name), same => Assert.Single(same.Distinct()));
        foreach (var name in answers.Select(a => a.Name).Distinct())
        {
            var history = await platform.Tasks.GetTaskHistoryAsync(new GetTaskHistoryRequest { Name = name }, metadata);
            Assert.Single(history.Entries);
        }
    }

    [Fact]
    public async Task An_agency_that_was_retired_gets_no_new_task_from_that_moment_and_keeps_its_old_ones()
    {
        var secretariat = await platform.AsAsync("secretariat");
        await platform.Directory.CreateAgencyAsync(
            new CreateAgencyRequest
            {
                RequestId = Platform.NewId(),
                AgencyId = "mold",
                Agency = new Agency { Kind = AgencyKind.Ministry, Country = "LA", DisplayName = new Type.V1.LocalizedText { En = "Old ministry", Lo = "ກະຊວງເກົ່າ" } },
            },
            secretariat);
        var old = await platform.AssignAsync(null, "mold");

        await platform.Directory.RetireAgencyAsync(
            new RetireAgencyRequest { RequestId = Platform.NewId(), Name = "agencies/mold", Successors = { "agencies/mlsw" } }, secretariat);
        var refused = await Assert.ThrowsAsync<RpcException>(() => platform.AssignAsync(null, "mold"));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("AGENCY_NOT_IN_FORCE", System.Text.Encoding.UTF8.GetString(refused.Trailers.GetValueBytes("grpc-status-details-bin")!), StringComparison.Ordinal);
        Assert.Equal("agencies/mold", (await platform.Tasks.GetTaskAsync(new GetTaskRequest { Name = old.Name }, secretariat)).Assignments[0].Agency);
    }

    [Fact]
    public async Task A_watch_from_the_start_shows_an_agency_its_own_events_and_no_others()
    {
        var mine = await platform.AssignAsync(null, "vn-mps");
        await platform.AssignAsync(null, "kh-ncct");
        using var watch = platform.Events.Watch(new WatchRequest { FromStart = true, Kinds = { "tasks" } }, await platform.AsAsync("vn-mps"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new List<Event>();
        while (await watch.ResponseStream.MoveNext(limit.Token) && watch.ResponseStream.Current is { } next)
        {
            if (next.Event is not null)
                seen.Add(next.Event);
            if (next.Event?.Resource == mine.Name)
                break;
        }

        Assert.Equal([mine.Name], seen.Select(e => e.Resource).Distinct());
    }
}
