using System.Collections.Concurrent;
using System.Diagnostics;
using Coordination.Ledger.Hosting;
using Coordination.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Coordination.Ledger.Tests;

public sealed class HostingTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_host_offers_every_interface_and_settles_at_its_end()
    {
        Task<AppendResult> last;
        using (var host = Build(_store.Options()))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            var ledger = host.Services.GetRequiredService<ILedger>();
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append("tasks/t1", 0))).Status);
            Assert.Equal(1, host.Services.GetRequiredService<ILedgerFeed>().Head);
            Assert.NotNull(host.Services.GetRequiredService<IRegistry>());
            Assert.NotNull(host.Services.GetRequiredService<IDueWork>());
            Assert.Equal(1, (await host.Services.GetRequiredService<ILedgerEvidence>().CheckpointAsync(TestContext.Current.CancellationToken)).Size);
            last = ledger.AppendAsync(Sample.Append("tasks/t1", 1));
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(AppendStatus.Appended, (await last).Status);
    }

    [Fact]
    public async Task Health_follows_the_store()
    {
        using var host = Build(_store.Options());
        await host.StartAsync(TestContext.Current.CancellationToken);
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        await _store.ExecuteAsync("delete from ledger_head");
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Every_error_of_the_options_is_reported_at_once_when_the_host_starts()
    {
        using var host = Build(new LedgerOptions
        {
            Store = LedgerStoreKind.Postgres,
            QueueCapacity = 0,
            MaxBatch = 100_000,
            Origin = "with space",
            LockTimeout = TimeSpan.Zero,
            EarlierPublicKeys = { "AAAA" },
        });
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        foreach (var word in new[] { "ConnectionString", "QueueCapacity", "MaxBatch", "Origin", "LockTimeout", "EarlierPublicKeys" })
        {
            Assert.Contains(word, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_signing_key_is_readable_by_its_owner_alone_and_made_once()
    {
        var path = Path.Combine(_store.Folder, "keys", "signing.key");
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Evidence.SigningKey.Load(path))));
        Assert.Single(keys.Select(static key => Convert.ToHexString(key.PublicKey.Export(NSec.Cryptography.KeyBlobFormat.RawPublicKey))).Distinct());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Equal([path], System.IO.Directory.GetFiles(Path.GetDirectoryName(path)!));
        await File.WriteAllTextAsync(path, "no key", TestContext.Current.CancellationToken);
        Assert.Throws<InvalidDataException>(() => Evidence.SigningKey.Load(path));
    }

    [Fact]
    public async Task An_append_is_a_span_of_its_caller_and_the_batch_links_to_it()
    {
        ConcurrentBag<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is LedgerServiceCollectionExtensions.TelemetryName or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        string traceId;
        await using (var ledger = await _store.OpenAsync())
        {
            using var caller = source.StartActivity("caller")!;
            traceId = caller.TraceId.ToHexString();
            var task = ledger.AppendAsync(new Append("tasks/spans", 0, [Sample.Entry() with { Subject = "canary" }], null, null));
            Assert.Same(caller, Activity.Current);
            await task;
        }

        var append = Assert.Single(ended, span => span.OperationName == "ledger.append" && span.TraceId.ToHexString() == traceId);
        Assert.Equal("tasks/spans", append.GetTagItem("ledger.stream"));
        Assert.Equal("Appended", append.GetTagItem("ledger.status"));
        var commit = Assert.Single(ended, span => span.OperationName == "ledger.commit" && span.Links.Any(link => link.Context.SpanId == append.SpanId));
        Assert.NotEqual(append.TraceId, commit.TraceId);
        Assert.DoesNotContain(append.TagObjects.Concat(commit.TagObjects), static tag => Equals(tag.Value, "canary"));
    }

    private static IHost Build(LedgerOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLedger(options);
        builder.Services.AddHealthChecks().AddLedgerCheck();
        return builder.Build();
    }
}
