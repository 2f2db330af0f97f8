using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;

namespace Coordination.Silo.Directory;

/// <summary>The officers of an agency as its events say.</summary>
/// <param name="Agency">Null before the first event.</param>
/// <param name="Officers">By subject.</param>
public sealed record RosterState(AgencyName? Agency, ImmutableSortedDictionary<string, OfficerView> Officers) : IAggregateState<RosterState, RosterEvent>
{
    public static readonly RosterState Initial =
        new(null, ImmutableSortedDictionary.Create<string, OfficerView>(StringComparer.Ordinal));

    public RosterState Apply(RosterEvent happened, EventStamp stamp) => happened switch
    {
        RosterOpened e => this with { Agency = e.Agency },
        OfficerSet e => this with { Officers = WithoutHead(e).SetItem(e.Subject, new OfficerView(e.Subject, e.Unit, e.Roles, e.HeadsUnit)) },
        OfficerRemoved e => this with { Officers = Officers.Remove(e.Subject) },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    // A unit has one head: the former one stays its officer.
    private ImmutableSortedDictionary<string, OfficerView> WithoutHead(OfficerSet set)
    {
        if (!set.HeadsUnit)
            return Officers;

        var former = Officers.Values.FirstOrDefault(o => o.HeadsUnit && o.Unit == set.Unit);
        return former is null ? Officers : Officers.SetItem(former.Subject, former with { HeadsUnit = false });
    }
}
