using Coordination.Cli;

return await App.RunAsync(args, Surroundings.OfProcess(), CancellationToken.None).ConfigureAwait(false);
