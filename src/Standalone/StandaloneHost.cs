using Coordination.Hosting;
using Coordination.Silo.Hosting;

namespace Coordination.Standalone;

/// <summary>Silo and gateway in one process.</summary>
public static class StandaloneHost
{
    /// <summary>Puts it together; the caller runs it.</summary>
    /// <param name="arguments">The command line's options, for example <c>--Gateway:GrpcPort=5081</c>.</param>
    /// <param name="configure">Changes the host before it is built. Default: nothing.</param>
    public static WebApplication Build(string[] arguments, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        var modules = builder.LoadSiloModules();
        builder.AddCoordinationSilo(modules, CoreSiloModules.All);
        builder.AddCoordinationGateway(modules);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapCoordinationGateway();
        return app;
    }
}
