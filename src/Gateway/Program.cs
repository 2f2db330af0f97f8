using Coordination.Hosting;
using Coordination.Loading.Hosting;

// The gateway as a process of its own: a client of a cluster of silos.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
var modules = builder.LoadModules();
builder.AddCoordinationCluster();
builder.AddCoordinationGateway(modules);

var app = builder.Build();
app.MapCoordinationGateway();
await app.RunAsync();
