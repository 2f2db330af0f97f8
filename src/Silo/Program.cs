using Coordination.Loading;
using Coordination.Silo.Hosting;
using Microsoft.Extensions.Hosting;

// One silo of a cluster.
var builder = Host.CreateApplicationBuilder(args);
builder.AddCoordinationSilo(builder.LoadSiloModules(), CoreSiloModules.All);
builder.AddSiloTelemetry();
try
{
    await builder.Build().RunAsync();
    return 0;
}
catch (ModulesDifferException difference)
{
    await Console.Error.WriteLineAsync(difference.Message);
    return 3;
}
