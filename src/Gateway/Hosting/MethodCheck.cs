using Coordination.Auth;
using Grpc.AspNetCore.Server;

namespace Coordination.Hosting;

/// <summary>Keeps the process from starting while a method could be called without a rule.</summary>
internal sealed class MethodCheck(MethodRules rules) : IHostedService
{
    private ICollection<EndpointDataSource> mapped = [];

    /// <summary>What is mapped by the time the host starts, also by others than the gateway.</summary>
    public void Watch(IEndpointRouteBuilder routes) => mapped = routes.DataSources;

    /// <exception cref="UnguardedMethodException">Names every method that lacks a rule.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var unguarded = mapped
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method)
            .Where(method => method is not null && rules.Find(method.FullName) is null && !MethodRules.IsInfrastructure(method.ServiceName))
            .Select(method => $"{method!.FullName}: is mapped but has no rule.")
            .Distinct(StringComparer.Ordinal)
            .Where(problem => !rules.Problems.Any(known => known.StartsWith(problem[..problem.IndexOf(':', StringComparison.Ordinal)] + ":", StringComparison.Ordinal)));

        var problems = rules.Problems.Concat(unguarded).ToList();
        return problems.Count == 0 ? Task.CompletedTask : throw new UnguardedMethodException(problems);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Methods lack their authorisation.</summary>
public sealed class UnguardedMethodException : Exception
{
    public UnguardedMethodException() { }

    public UnguardedMethodException(string message) : base(message) { }

    public UnguardedMethodException(string message, Exception innerException) : base(message, innerException) { }

    internal UnguardedMethodException(IEnumerable<string> problems)
        : base($"The gateway does not start, because methods are not guarded:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}") { }
}
