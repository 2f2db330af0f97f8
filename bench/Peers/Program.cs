using System.Net;
using Coordination.Bench.Peers;
using Coordination.Bench.Peers.Ef;
using Coordination.Bench.Peers.Sql;
using Microsoft.AspNetCore.Server.Kestrel.Core;

// Coordination.Peers MODE --port N [--silo-port N] [--connection STRING]
// MODE: echo | grain | ef | npgsql
var mode = args.FirstOrDefault() ?? "";
var builder = WebApplication.CreateBuilder(args[Math.Min(1, args.Length)..]);
var port = builder.Configuration.GetValue<int>("port");
builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel =>
    kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
builder.Services.AddGrpc();

switch (mode)
{
    case "echo":
        break;
    case "grain":
        builder.UseOrleans(silo => silo.UseLocalhostClustering(builder.Configuration.GetValue<int>("silo-port"), gatewayPort: 0));
        break;
    case "ef":
        await Database.CreateSchemaAsync(ConnectionString());
        builder.Services.AddEfPeer(ConnectionString());
        break;
    case "npgsql":
        await Database.CreateSchemaAsync(ConnectionString());
        builder.Services.AddSingleton(Database.Open(ConnectionString()));
        break;
    default:
        await Console.Error.WriteLineAsync("Say which peer: echo, grain, ef or npgsql.");
        return 2;
}

var app = builder.Build();
switch (mode)
{
    case "echo":
        app.MapGrpcService<EchoService>();
        break;
    case "grain":
        app.MapGrpcService<GrainPeerService>();
        break;
    case "ef":
        app.MapGrpcService<EfService>();
        break;
    default:
        app.MapGrpcService<NpgsqlService>();
        break;
}

await app.RunAsync();
return 0;

string ConnectionString() => builder.Configuration["connection"] ?? throw new ArgumentException("This peer needs --connection.");
