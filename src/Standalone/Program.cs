using Coordination.Standalone;

await StandaloneHost.Build(args).RunAsync();
