using System.Collections.Concurrent;
using Coordination.Access;
using Coordination.Probe.V1;
using Coordination.Sdk.Modules;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Coordination.Hosting;

/// <summary>The gateway in the test's process, on free ports, over fake grains.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<GrpcChannel> channels = [];
    private GrpcChannel? shared;

    private GatewayHost(WebApplication app, FakeTimeProvider time, TestTokens tokens, FakeGrains grains, FakeFeed feed, ProbeModule probe, LogSink logs)
    {
        (this.app, Time, Tokens, Grains, Feed, Probe, Logs) = (app, time, tokens, grains, feed, probe, logs);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (GrpcAddress, HttpAddress) = (new Uri(addresses[0]), new Uri(addresses[1]));
        Http = new HttpClient { BaseAddress = HttpAddress };
    }

    public FakeTimeProvider Time { get; }

    public TestTokens Tokens { get; }

    public FakeGrains Grains { get; }

    public FakeFeed Feed { get; }

    public ProbeModule Probe { get; }

    public LogSink Logs { get; }

    public Uri GrpcAddress { get; }

    public Uri HttpAddress { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<GatewayHost> StartAsync(
        Action<GatewayOptions>? configure = null,
        Action<WebApplicationBuilder>? build = null,
        string environment = "Production",
        IEnumerable<IGatewayModule>? modules = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? replace = null)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var tokens = new TestTokens(time);
        var (factory, grains) = FakeGrains.Create();
        var feed = new FakeFeed();
        grains.Add<Ledger.IFeedGrain>(feed);
        var probe = new ProbeModule();
        var logs = new LogSink();

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(factory);
        build?.Invoke(builder);
        builder.AddCoordinationGateway(
            options =>
            {
                (options.GrpcPort, options.HttpPort, options.Address) = (0, 0, "localhost");
                options.Issuer.Authority = TestTokens.Issuer;
                configure?.Invoke(options);
            },
            modules ?? [probe]);
        replace?.Invoke(builder.Services);
        if (!builder.Services.Any(service => service.ServiceType == typeof(Development.DevelopmentSecrets)))
        {
            builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
            {
                var configuration = new OpenIdConnectConfiguration { Issuer = TestTokens.Issuer };
                configuration.SigningKeys.Add(tokens.Key);
                bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
            });
        }

        var app = builder.Build();
        app.MapCoordinationGateway();
        map?.Invoke(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new GatewayHost(app, time, tokens, grains, feed, probe, logs);
    }

    /// <summary>The test's own connection, or one with these options.</summary>
    public GrpcChannel Channel(GrpcChannelOptions? options = null)
    {
        if (options is null)
            return shared ??= Channel(new GrpcChannelOptions());

        var channel = GrpcChannel.ForAddress(GrpcAddress, options);
        lock (channels)
            channels.Add(channel);
        return channel;
    }

    public ProbeService.ProbeServiceClient ProbeClient(GrpcChannelOptions? options = null) => new(Channel(options));

    /// <summary>Metadata with a token of this agency.</summary>
    public Metadata As(string agency, params string[] roles) => Bearer(Tokens.For(agency, roles));

    public static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var channel in channels)
            channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Tokens.Dispose();
    }
}

/// <summary>A module whose services do what the test says.</summary>
internal sealed class ProbeModule : IGatewayModule
{
    public static readonly IReadOnlyList<Permission> Permissions =
        [Permission.Of("probe.check", new PermissionGrant(Role.AgencyOfficer, Relation.None))];

    public Func<ServerCallContext, Task<ProbeReply>> Answer { get; set; } = _ => Task.FromResult(new ProbeReply { Text = "ok" });

    public Func<IServerStreamWriter<ProbeReply>, ServerCallContext, Task> Stream { get; set; } =
        (writer, _) => writer.WriteAsync(new ProbeReply { Text = "ok" });

    public string Id => "probe";

    public void Configure(GatewayModuleBuilder builder)
    {
        builder.Services.AddSingleton(this);
        builder.AddPermissions(Permissions).AddService<ProbeGrpcService>(ProbeService.Descriptor);
    }

    internal sealed class ProbeGrpcService(ProbeModule probe) : ProbeService.ProbeServiceBase
    {
        public override Task<ProbeReply> Check(ProbeRequest request, ServerCallContext context) => probe.Answer(context);

        public override Task<ProbeReply> Find(FindRequest request, ServerCallContext context) => probe.Answer(context);

        public override Task<ProbeReply> Purposeful(FindRequest request, ServerCallContext context) => probe.Answer(context);

        public override Task<ProbeReply> Open(FindRequest request, ServerCallContext context) => probe.Answer(context);

        public override Task<ProbeReply> Update(UpdateProbeRequest request, ServerCallContext context) => probe.Answer(context);

        public override Task Follow(FindRequest request, IServerStreamWriter<ProbeReply> responseStream, ServerCallContext context) =>
            probe.Stream(responseStream, context);

        public override async Task<ProbeReply> Gather(IAsyncStreamReader<FindRequest> requestStream, ServerCallContext context)
        {
            var count = 0;
            while (await requestStream.MoveNext(context.CancellationToken))
                count++;
            return new ProbeReply { Text = count.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }
    }
}

/// <summary>Everything that was logged.</summary>
internal sealed class LogSink : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Sink(categoryName, Lines);

    public void Dispose() { }

    private sealed class Sink(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {exception}");
    }
}
