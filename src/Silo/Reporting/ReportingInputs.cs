using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <summary>What the rules of reporting ask beside the state: the tree unit → province → ministry, as it is now.</summary>
/// <param name="Directory">Who takes part.</param>
/// <param name="Policy">What the country pack says.</param>
/// <param name="Zone">The country's, in which periods begin and end.</param>
internal sealed record ReportingInputs(IDirectory Directory, ReportingPolicy Policy, TimeZoneInfo Zone)
{
    /// <summary>Departments and shelters below each other; more is a mistake.</summary>
    private const int Deepest = 16;

    /// <summary>Provinces of which one of its units says so, in force or ended: a unit that ends leaves a gap, it does not cure the province.</summary>
    public ImmutableHashSet<string> AffectedProvinces() =>
        [.. Directory.Units.Where(u => u.Affected && !IsApprover(u.Name)).Select(u => u.Province)];

    /// <summary>Whether a unit stands for a province rather than for its agency.</summary>
    public bool IsApprover(UnitName unit) => Policy.Approvers.ContainsValue(unit);

    /// <summary>The line of a unit; null when nobody in force approves for its province.</summary>
    public ReportRoute? RouteOf(UnitEntry unit, DateTimeOffset now) =>
        Policy.Approvers.TryGetValue(unit.Province, out var approver)
        && Directory.Find(approver) is { } entry
        && entry.IsInForceAt(now)
            ? new ReportRoute(unit.Name, unit.Province, unit.Agency, entry.Name, entry.Agency, MinistryOf(unit.Agency))
            : null;

    /// <summary>What the pack says, else the agency itself, or what is above a department or shelter.</summary>
    public AgencyName MinistryOf(AgencyName agency)
    {
        for (var depth = 0; depth < Deepest; depth++)
        {
            if (Policy.Ministries.TryGetValue(agency, out var ministry))
                return ministry;
            if (Directory.Find(agency) is not { Kind: AgencyKind.Department or AgencyKind.Shelter, Parent: { } parent })
                return agency;
            agency = parent;
        }

        return agency;
    }

    /// <summary>When a day begins in the country.</summary>
    public DateTimeOffset Beginning(DateOnly day) => At(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>A time moved as far as from one day to another, at the same hour of the country's clock.</summary>
    public DateTimeOffset Moved(DateTimeOffset time, DateOnly from, DateOnly to) =>
        At(to.ToDateTime(TimeOnly.MinValue) + (TimeZoneInfo.ConvertTime(time, Zone).DateTime - from.ToDateTime(TimeOnly.MinValue)));

    private DateTimeOffset At(DateTime local) => new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
}
