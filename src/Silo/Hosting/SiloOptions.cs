namespace Coordination.Silo.Hosting;

/// <summary>How a silo finds the others. Section <c>Silo</c>.</summary>
public sealed class SiloOptions
{
    public const string Section = "Silo";

    /// <summary>Gets or sets whether silos of several processes form a cluster over the ledger's PostgreSQL. Default: false, one process.</summary>
    public bool Clustered { get; set; }

    /// <summary>Gets or sets the cluster's id; silos and gateways of one installation share it. Default: coordination.</summary>
    public string ClusterId { get; set; } = "coordination";

    /// <summary>Gets or sets the service's id; it must never change, or snapshots are not found again. Default: coordination.</summary>
    public string ServiceId { get; set; } = "coordination";

    /// <summary>Gets or sets the address that other silos and gateways use. Default: 127.0.0.1.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the port for other silos. 0 picks a free one. Default: 0.</summary>
    public int SiloPort { get; set; }

    /// <summary>Gets or sets the port for gateways. 0 picks a free one. Default: 0.</summary>
    public int GatewayPort { get; set; }

    /// <summary>Gets or sets how long a call between grains may take. From 1 to 60 seconds. Default: 8 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Gets or sets how long a grain may be idle before it leaves memory. At least 2 minutes. Default: 1 hour.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Everything that is wrong with the options, at once.</summary>
    public IEnumerable<string> Problems(bool postgres)
    {
        if (Clustered && !postgres)
            yield return "Silo:Clustered needs Ledger:Store to be Postgres: a SQLite file serves one process.";
        if (string.IsNullOrWhiteSpace(ClusterId))
            yield return "Silo:ClusterId must not be empty.";
        if (string.IsNullOrWhiteSpace(ServiceId))
            yield return "Silo:ServiceId must not be empty.";
        if (!System.Net.IPAddress.TryParse(AdvertisedAddress, out _))
            yield return "Silo:AdvertisedAddress must be an IP address.";
        if (SiloPort is < 0 or > 65535)
            yield return "Silo:SiloPort must be from 0 to 65535.";
        if (GatewayPort is < 0 or > 65535)
            yield return "Silo:GatewayPort must be from 0 to 65535.";
        if (CallTimeout < TimeSpan.FromSeconds(1) || CallTimeout > TimeSpan.FromSeconds(60))
            yield return "Silo:CallTimeout must be from 1 to 60 seconds.";
        if (IdleAfter < TimeSpan.FromMinutes(2))
            yield return "Silo:IdleAfter must be at least 2 minutes.";
    }
}
