using Coordination.Bench.Load;
using Coordination.Bench.Load.Filling;
using Coordination.Bench.Load.Reports;
using Coordination.Bench.Load.Workloads;

var arguments = new Arguments(args);
switch (arguments.Words.FirstOrDefault())
{
    case "load":
        return await Verbs.LoadAsync(arguments);
    case "ready":
        return await Verbs.ReadyAsync(arguments);
    case "memory":
        return await Verbs.MemoryAsync(arguments);
    case "fill":
        return await Filler.FillAsync(arguments);
    case "facts":
        return await Filler.FillFactsAsync(arguments);
    case "sql":
        return await Filler.ExecuteAsync(arguments);
    case "policy":
        return PolicyMeasurement.Run(arguments);
    case "linking":
        return LinkingMeasurement.Run(arguments);
    case "record":
        return Verbs.Record(arguments);
    case "report":
        return await Report.WriteAsync(arguments);
    default:
        await Console.Error.WriteLineAsync("Say what to do: load, ready, memory, policy, linking, fill, facts, sql, record or report.");
        return 2;
}
