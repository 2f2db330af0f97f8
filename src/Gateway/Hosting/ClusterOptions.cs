namespace Coordination.Hosting;

/// <summary>Which cluster a gateway of its own joins. Section <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>Gets or sets the PostgreSQL database with the cluster's membership. Default: none, a silo on this machine.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the cluster's id; silos and gateways of one cluster share it. Default: coordination.</summary>
    public string ClusterId { get; set; } = "coordination";

    /// <summary>Gets or sets the service's id; it stays the same for ever. Default: coordination.</summary>
    public string ServiceId { get; set; } = "coordination";

    /// <summary>Gets or sets how long the process tries to connect before it gives up. From 1 second to 10 minutes. Default: 1 minute.</summary>
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the gateway port of the silo on this machine, when there is no <see cref="ConnectionString"/>. Default: 30000.</summary>
    public int LocalPort { get; set; } = 30000;
}
