using Coordination.Silo.Hosting;
using Microsoft.Extensions.Hosting;

// One silo of a cluster.
var builder = Host.CreateApplicationBuilder(args);
builder.AddCoordinationSilo(CoreSiloModules.All);
builder.AddSiloTelemetry();
await builder.Build().RunAsync();
