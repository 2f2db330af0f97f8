using Microsoft.Extensions.Options;
using Orleans.Configuration;
using ClusterOptionsOfOrleans = Orleans.Configuration.ClusterOptions;

namespace Coordination.Hosting;

/// <summary>Joins a cluster as its client.</summary>
public static class ClusterExtensions
{
    /// <summary>Shorter than a call's deadline, so that the caller learns what became of it.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Connects before the ports open: a process that listens is a process that can answer.</summary>
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static WebApplicationBuilder AddCoordinationCluster(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        Validate(options);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptionsOfOrleans>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
            client.AddActivityPropagation();
            if (string.IsNullOrEmpty(options.ConnectionString))
            {
                client.UseLocalhostClustering(options.LocalPort, options.ServiceId, options.ClusterId);
            }
            else
            {
                client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", options.ConnectionString));
            }

            client.Services.AddSingleton<IClientConnectionRetryFilter>(provider => new ConnectRetry(
                options.ConnectWithin, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<ILogger<ConnectRetry>>()));
        });
        return builder;
    }

    private static void Validate(ClusterOptions options)
    {
        var problems = new List<string>();
        if (options.ClusterId.Length == 0)
            problems.Add("Cluster:ClusterId must not be empty.");
        if (options.ServiceId.Length == 0)
            problems.Add("Cluster:ServiceId must not be empty.");
        if (options.ConnectWithin < TimeSpan.FromSeconds(1) || options.ConnectWithin > TimeSpan.FromMinutes(10))
            problems.Add("Cluster:ConnectWithin must be from 1 second to 10 minutes.");
        if (options.LocalPort is < 1 or > 65535)
            problems.Add("Cluster:LocalPort must be from 1 to 65535.");
        if (problems.Count > 0)
            throw new OptionsValidationException(ClusterOptions.Section, typeof(ClusterOptions), problems);
    }
}

/// <summary>Tries again until the time is over.</summary>
internal sealed partial class ConnectRetry(TimeSpan within, TimeProvider time, ILogger<ConnectRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly long begun = time.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(begun) >= within)
            return false;

        LogConnecting(logger, exception.GetType().Name);
        await Task.Delay(BetweenAttempts, time, cancellationToken);
        return true;
    }

    [LoggerMessage(EventId = GatewayEventIds.ClusterConnecting, Level = LogLevel.Information, Message = "The cluster is not reached yet ({Reason}); trying again")]
    private static partial void LogConnecting(ILogger logger, string reason);
}
