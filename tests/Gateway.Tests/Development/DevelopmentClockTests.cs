using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Coordination.Clocks;
using Coordination.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Development;

/// <summary>A clock that is moved by hand, for development.</summary>
public sealed class DevelopmentClockTests : IDisposable
{
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(1);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"coordination-clock-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Outside_development_it_keeps_the_process_from_starting()
    {
        Assert.Throws<InvalidOperationException>(() => DevelopmentClock.For(wanted: true, development: false, folder));
        Assert.Null(DevelopmentClock.For(wanted: false, development: true, folder));
        Assert.NotNull(DevelopmentClock.For(wanted: true, development: true, folder));
    }

    [Fact]
    public void It_moves_forward_only_and_a_restart_does_not_go_back()
    {
        var clock = new DevelopmentClock(folder);
        clock.Advance(TimeSpan.FromDays(90));
        clock.Advance(TimeSpan.FromHours(1));

        var moved = TimeSpan.FromDays(90) + TimeSpan.FromHours(1);
        Assert.InRange(clock.GetUtcNow() - moved, DateTimeOffset.UtcNow - Close, DateTimeOffset.UtcNow + Close);
        Assert.InRange(new DevelopmentClock(folder).GetUtcNow() - moved, DateTimeOffset.UtcNow - Close, DateTimeOffset.UtcNow + Close);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(DevelopmentClock.Farthest + TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_file_that_is_no_number_moves_nothing()
    {
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "development-clock"), "tomorrow");

        Assert.InRange(new DevelopmentClock(folder).GetUtcNow(), DateTimeOffset.UtcNow - Close, DateTimeOffset.UtcNow + Close);
    }

    [Fact]
    public async Task The_endpoint_moves_it_and_has_due_work_swept()
    {
        var sweeper = new Sweeper();
        await using var host = await GatewayHost.StartAsync(replace: services => services.AddSingleton<TimeProvider>(new DevelopmentClock(folder)));
        host.Grains.Add<IDevelopmentClockGrain>(sweeper);
        var before = await TimeAsync(await host.Http.GetAsync("/development/clock", TestContext.Current.CancellationToken));

        var after = await TimeAsync(await host.Http.PostAsJsonAsync("/development/clock", new { advance = "P90D" }, TestContext.Current.CancellationToken));

        Assert.InRange(after - before, TimeSpan.FromDays(90), TimeSpan.FromDays(90) + Close);
        Assert.Equal(1, sweeper.Sweeps);
    }

    [Theory]
    [InlineData("""{"advance":"-P1D"}""", "application/json")]
    [InlineData("""{"advance":"P99999D"}""", "application/json")]
    [InlineData("""{"advance":"soon"}""", "application/json")]
    [InlineData("""{"advance":7}""", "application/json")]
    [InlineData("""{}""", "application/json")]
    [InlineData("""[]""", "application/json")]
    [InlineData("""{""", "application/json")]
    [InlineData("""{"advance":"P1D"}""", "text/plain")]
    public async Task What_is_no_way_forward_is_refused(string body, string mediaType)
    {
        await using var host = await GatewayHost.StartAsync(replace: services => services.AddSingleton<TimeProvider>(new DevelopmentClock(folder)));
        using var content = new StringContent(body, Encoding.UTF8, mediaType);

        var answer = await host.Http.PostAsync("/development/clock", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_platform_without_such_a_clock_has_no_such_address()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.Http.PostAsJsonAsync("/development/clock", new { advance = "P1D" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<DateTimeOffset> TimeAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("time").GetDateTimeOffset();
    }

    private sealed class Sweeper : IDevelopmentClockGrain
    {
        public int Sweeps { get; private set; }

        public Task SweepAsync()
        {
            Sweeps++;
            return Task.CompletedTask;
        }
    }
}
