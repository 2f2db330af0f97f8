using Coordination.Hosting;
using Coordination.Silo.Hosting;

// Silo and gateway in one process.
var builder = WebApplication.CreateBuilder(args);
builder.AddCoordinationSilo(CoreSiloModules.All);
builder.AddCoordinationGateway();
var app = builder.Build();
app.MapCoordinationGateway();
await app.RunAsync();
