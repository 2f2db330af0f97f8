using System.Collections.Immutable;
using Coordination.Hosting;
using Coordination.Ledger;
using Coordination.Sdk.Modules;
using Coordination.Silo.DueWork;
using Coordination.Silo.Hosting;
using Coordination.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coordination.Sdk.Testing;

/// <summary>
/// The whole platform in the test's process: gateway, silo and a SQLite ledger in a folder of its own, with the modules under
/// test, a clock in the test's hand, and tokens for whomever the test wants to be. Instances do not know of each other.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    /// <summary>How long the platform may take for what has become due.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan OneLook = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer than a sweeper's first pause and the look of a workflow at what it owes.</summary>
    private static readonly TimeSpan Nudge = TimeSpan.FromSeconds(11);

    private readonly TestPlatformOptions options;
    private readonly TestIssuer issuer;
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("coordination-test-").FullName;
    private ImmutableArray<ICoordinationModule> modules;
    private WebApplication? app;
    private GrpcChannel? channel;

    private TestPlatform(TestPlatformOptions options)
    {
        this.options = options;
        modules = options.Modules;
        Clock = new TestClock(options.Start);
        issuer = new TestIssuer(Clock);
    }

    /// <summary>The platform's time.</summary>
    public TestClock Clock { get; }

    /// <summary>What it told about itself, over all restarts.</summary>
    public Telemetry Telemetry { get; } = new();

    /// <summary>For what a client cannot reach; a test of behaviour goes through <see cref="As(Caller, string)"/>.</summary>
    public IServiceProvider Services => App.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public GrpcChannel Channel => channel ?? throw NotRunning();

    /// <summary>The base address of REST, health and the OpenAPI document.</summary>
    public Uri HttpAddress { get; private set; } = null!;

    private WebApplication App => app ?? throw NotRunning();

    /// <summary>Starts a platform with these modules.</summary>
    public static Task<TestPlatform> StartAsync(params ImmutableArray<ICoordinationModule> modules) =>
        StartAsync(new TestPlatformOptions { Modules = modules });

    public static async Task<TestPlatform> StartAsync(TestPlatformOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var platform = new TestPlatform(options);
        try
        {
            await platform.RunAsync();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls as somebody: <c>new TaskService.TaskServiceClient(platform.As(officer))</c>.</summary>
    /// <param name="purpose">The purpose that the calls state. Default: none.</param>
    public CallInvoker As(Caller caller, string? purpose = null)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Channel.Intercept(metadata =>
        {
            var signed = new Metadata { { "authorization", $"Bearer {issuer.For(caller)}" } };
            if (purpose is not null)
                signed.Add("coordination-purpose", purpose);
            foreach (var entry in metadata)
                signed.Add(entry);
            return signed;
        });
    }

    /// <summary>Calls as somebody of an agency with these roles.</summary>
    public CallInvoker As(string agency, params ImmutableArray<string> roles) => As(Caller.Of(agency, roles));

    /// <summary>A token for calls of another client, good for ten minutes of the platform's time.</summary>
    public string TokenFor(Caller caller) => issuer.For(caller);

    /// <summary>Lets time pass and comes back when everything that became due is done.</summary>
    /// <remarks>What is done at a later time than it was due is what a real platform does after an outage of that length.</remarks>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await SettleAsync();
    }

    /// <summary>Comes back when nothing is due and no workflow owes anything. It may move the clock by some seconds, as repeats need.</summary>
    /// <exception cref="TimeoutException">Something stays due whatever is tried; its name is in the message.</exception>
    public async Task SettleAsync()
    {
        var due = Services.GetRequiredService<IDueWork>();
        var sweeper = Grains.GetGrain<IDueWorkSweeperGrain>(0);
        using var limit = new CancellationTokenSource(Patience);
        for (var look = 1; ; look++)
        {
            await sweeper.SweepAsync();
            var open = (await due.ReadDueAsync(Clock.Now + Nudge, null, 200, limit.Token)).Where(item => item.At <= Clock.Now || item.Kind == "effects").ToArray();
            if (open.Length == 0)
                return;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Still due after {Patience.TotalSeconds} seconds: {string.Join(", ", open.Take(5).Select(i => $"{i.Stream} {i.Kind}"))}");
            if (look % 20 == 0)
                Clock.Advance(Nudge); // What failed once is tried again some seconds later.
            await Task.Delay(OneLook, CancellationToken.None);
        }
    }

    /// <summary>Takes every grain out of memory, so that the next call loads it from the ledger.</summary>
    public Task ForgetAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>Stops and starts again on the same data: what was in memory only is gone.</summary>
    /// <param name="others">The modules of the next run. Default: the same.</param>
    public async Task RestartAsync(params ImmutableArray<ICoordinationModule> others)
    {
        await StopAsync();
        if (!others.IsDefaultOrEmpty)
            modules = others;
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        issuer.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:DataDirectory"] = folder,
            ["Pack:Directory"] = options.Pack ?? LaoPack(),
            ["Logging:LogLevel:Default"] = "Trace",
        });
        builder.Logging.ClearProviders().AddConfiguration(builder.Configuration.GetSection("Logging")).AddProvider(Telemetry);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        Telemetry.Register(builder.Services.AddCoordinationTelemetry());
        builder.AddCoordinationSilo([.. CoreSiloModules.All, .. modules]);
        builder.AddCoordinationGateway(
            gateway =>
            {
                (gateway.GrpcPort, gateway.HttpPort, gateway.Address) = (0, 0, "localhost");
                gateway.ShutdownTimeout = TimeSpan.FromSeconds(1);
                gateway.Issuer.Authority = TestIssuer.Issuer;
            },
            modules);
        issuer.Register(builder.Services);
        OrleansClock.Keep(builder.Services);
        options.Configure?.Invoke(builder);

        app = builder.Build();
        app.MapCoordinationGateway();
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        channel = GrpcChannel.ForAddress(addresses[0]);
        HttpAddress = new Uri(addresses[1]);
    }

    private async Task StopAsync()
    {
        channel?.Dispose();
        channel = null;
        if (app is null)
            return;

        var stopping = app;
        app = null;
        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            await stopping.StopAsync(limit.Token);
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or AggregateException)
        {
            // What does not stop in time is left behind.
        }

        await stopping.DisposeAsync();
    }

    /// <summary>The pack that the test kit carries, as files.</summary>
    private string LaoPack()
    {
        var target = Path.Combine(folder, "pack");
        if (System.IO.Directory.Exists(target))
            return target;

        var kit = typeof(TestPlatform).Assembly;
        foreach (var name in kit.GetManifestResourceNames().Where(n => n.StartsWith("Pack/", StringComparison.Ordinal)))
        {
            var path = Path.Combine(target, name["Pack/".Length..]);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var from = kit.GetManifestResourceStream(name)!;
            using var to = File.Create(path);
            from.CopyTo(to);
        }

        return target;
    }

    private static InvalidOperationException NotRunning() => new("The platform is not running.");
}
