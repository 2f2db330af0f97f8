namespace Coordination.Silo.Cases;

/// <summary>How much one case holds (docs/reference/cases.md).</summary>
internal static class CaseLimits
{
    public const int People = 100;
    public const int Participants = 30;
    public const int Events = 500;
    public const int Services = 300;
    public const int Blocked = 50;
    public const int Offences = 30;
}
