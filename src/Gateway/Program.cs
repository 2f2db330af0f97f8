using Coordination.Hosting;

// The gateway as a process of its own: a client of a cluster of silos.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.AddCoordinationCluster();
builder.AddCoordinationGateway();

var app = builder.Build();
app.MapCoordinationGateway();
await app.RunAsync();
