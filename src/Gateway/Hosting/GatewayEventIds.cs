namespace Coordination;

/// <summary>Numbers of the gateway's log messages: 5,000 to 5,999.</summary>
internal static class GatewayEventIds
{
    public const int Incident = 5000;
    public const int Unavailable = 5001;
    public const int Ready = 5002;
    public const int TokenRefused = 5010;
    public const int IssuerAway = 5011;
    public const int DevelopmentSecrets = 5031;
    public const int DevelopmentUnread = 5032;
    public const int ClusterConnecting = 5040;
    public const int ModulesNotKnown = 5050;
    public const int ModuleGateChanged = 5051;
}
