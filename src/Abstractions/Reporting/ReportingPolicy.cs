using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Reporting;

/// <summary>What the country pack says of vertical reporting.</summary>
/// <param name="Approvers">By province (ISO 3166-2): the unit that approves for it.</param>
/// <param name="Ministries">By agency: which agency approves as the ministry of its units; who is not in it follows from the directory.</param>
/// <param name="Reminders">Before a step's due time, the longest first.</param>
/// <param name="Ladder">After it, in order.</param>
public sealed record ReportingPolicy(
    ImmutableDictionary<string, UnitName> Approvers,
    ImmutableDictionary<AgencyName, AgencyName> Ministries,
    ImmutableArray<ReminderRule> Reminders,
    ImmutableArray<EscalationRung> Ladder)
{
    /// <summary>Nobody approves for any province: no cycle can be opened.</summary>
    public static readonly ReportingPolicy None = new(ImmutableDictionary<string, UnitName>.Empty, ImmutableDictionary<AgencyName, AgencyName>.Empty, [], []);
}
