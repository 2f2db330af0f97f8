using System.Globalization;
using Coordination.Access;
using Coordination.Auth;
using Coordination.Clocks;
using Coordination.Development;
using Coordination.Errors;
using Coordination.Events;
using Coordination.Http;
using Coordination.Loading;
using Coordination.Loading.Hosting;
using Coordination.Modules;
using Coordination.Sdk.Modules;
using Coordination.Telemetry;
using Coordination.Validation;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>Adds the gateway to a host that has an Orleans client (or a silo, which has one).</summary>
public static partial class GatewayExtensions
{
    /// <summary>Registers the gateway and what the loaded modules bring, beside the core's own.</summary>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static WebApplicationBuilder AddCoordinationGateway(this WebApplicationBuilder builder, ModuleSet loaded)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(loaded);
        builder.Services.AddModuleSet(loaded); // Before the default of none.
        builder.AddCoordinationGateway();
        loaded.ConfigureGateway(builder.Services);
        builder.Services.AddModuleTypes(loaded);
        return builder;
    }

    /// <summary>Registers the gateway and what the given modules bring, beside the core's own.</summary>
    /// <param name="configure">Changes options after the configuration was read (section <c>Gateway</c>).</param>
    /// <param name="modules">Modules beyond the core's own.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Names every option that is wrong.</exception>
    public static WebApplicationBuilder AddCoordinationGateway(
        this WebApplicationBuilder builder, Action<GatewayOptions>? configure = null, params IEnumerable<IGatewayModule> modules)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(modules);
        var options = builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        configure?.Invoke(options);
        GatewayOptionsValidator.Validate(options, builder.Environment);

        var services = builder.Services;
        services.AddSingleton(options);
        if (DevelopmentClock.For(builder.Configuration.GetValue<bool>(DevelopmentClock.Option), builder.Environment.IsDevelopment(), options.DevelopmentIssuer.DataPath) is { } moved)
            services.TryAddSingleton<TimeProvider>(moved);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureGatewayServer(options));
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, QuietFrameworks>();

        services.AddSingleton<StatusBuilder>().AddSingleton<ErrorTranslator>().AddSingleton<ErrorInterceptor>().AddSingleton<RestRefusals>();
        services.AddSingleton(provider => new Translations(
            provider.GetServices<GatewayResources>().SelectMany(resources => TranslationCatalogue.Embedded(resources.Assembly))));
        services.AddSingleton<PlanCache>().AddSingleton<ValidationInterceptor>();
        services.AddGatewayAuthentication(options);
        services.AddGatewayGrpc(options, builder.Environment);
        services.AddModuleSet(ModuleSet.Empty);
        services.AddModuleGate();
        services.AddGatewayHealth();
        services.AddGatewayOpenApi();
        services.AddSingleton<WatcherCount>();
        if (options.DevelopmentIssuer.Enabled)
            services.AddDevelopmentIssuer(options);
        builder.AddGatewayTelemetry();

        var moduleBuilder = new GatewayModuleBuilder(services);
        moduleBuilder.AddResources(typeof(GatewayExtensions).Assembly);
        foreach (var module in CoreModules.All.Concat(modules))
            module.Configure(moduleBuilder);

        return builder;
    }

    /// <summary>Maps every service that was added, health, the OpenAPI document and the development issuer.</summary>
    public static WebApplication MapCoordinationGateway(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<GatewayOptions>();
        // The framework would put authentication before every call, and with it every handler of the development issuer.
        // Calls are authenticated by their interceptor; the issuer's own addresses have it below.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseRouting();
        if (options.DevelopmentIssuer.Enabled)
            app.UseDevelopmentIssuer();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapDevelopmentClock();
        app.UseMiddleware<CallDeadline>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use((http, next) =>
        {
            // When the platform took the call, by its clock: a caller tells by it what was there before.
            http.Response.Headers["coordination-time"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            // What REST answers is for the caller alone: nothing between keeps it. gRPC answers are never cached.
            if (http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
                http.Response.Headers.CacheControl = "no-store";
            return next(http);
        });
        app.UseMiddleware<RestGuard>();

        app.Services.GetRequiredService<MethodCheck>().Watch(app);
        var mapper = new ServiceMapper(app);
        foreach (var service in app.Services.GetServices<GatewayService>())
            service.Accept(mapper);
        app.MapGatewayHealth();
        app.MapGatewayOpenApi();
        if (app.Environment.IsDevelopment())
            app.MapGrpcReflectionService();
        app.Lifetime.ApplicationStarted.Register(() => LogReady(app.Logger, string.Join(", ", app.Urls)));

        return app;
    }

    [LoggerMessage(EventId = GatewayEventIds.Ready, Level = LogLevel.Information, Message = "Coordination is ready on {Addresses}")]
    private static partial void LogReady(ILogger logger, string addresses);

    private static void AddGatewayGrpc(this IServiceCollection services, GatewayOptions options, IHostEnvironment environment)
    {
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxReceiveBytes;
            grpc.MaxSendMessageSize = options.MaxSendBytes;
            grpc.EnableDetailedErrors = false;
            // The first is the outermost.
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<AuthorizationInterceptor>();
            grpc.Interceptors.Add<ModuleGateInterceptor>();
            grpc.Interceptors.Add<ValidationInterceptor>();
        }).AddJsonTranscoding();
        // The size of a message is checked before it is inflated: nothing is inflated.
        services.PostConfigure<GrpcServiceOptions>(grpc => grpc.CompressionProviders.Clear());
        services.AddSingleton<IConfigureOptions<GrpcJsonTranscodingOptions>, TranscodingTypes>();
        if (environment.IsDevelopment())
            services.AddGrpcReflection();

        var framework = services.Single(service =>
            service.ServiceType == typeof(IServiceMethodProvider<>) && service.ImplementationType?.Name.StartsWith("BinderServiceMethodProvider", StringComparison.Ordinal) == true);
        services.Remove(framework);
        services.AddSingleton(typeof(IServiceMethodProvider<>), typeof(GuardedMethodProvider<>));

        services.TryAddSingleton(provider => new AccessPolicy(provider.GetServices<Permission>()));
        services.AddSingleton(provider => new MethodRules(
            provider.GetServices<GatewayService>().Select(service => service.Descriptor), provider.GetRequiredService<AccessPolicy>()));
        services.AddSingleton<AuthorizationInterceptor>();
        services.AddSingleton<MethodCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<MethodCheck>());
    }

    private sealed class ServiceMapper(IEndpointRouteBuilder routes) : IGatewayServiceMapper
    {
        public void Map<TService>(GatewayService service) where TService : class => routes.MapGrpcService<TService>();
    }
}
