using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.VictimProtection.Grains;

/// <param name="Operator">Null before the first event.</param>
/// <param name="Taken">By the name of the stay.</param>
internal sealed record ShelterState(
    AgencyName? Operator,
    ImmutableArray<AgencyName> Overseers,
    LocalizedText Title,
    ImmutableArray<string> Serves,
    ImmutableArray<GroupBeds> Groups,
    ImmutableArray<CategoryBeds> Categories,
    bool Open,
    ImmutableSortedDictionary<string, BedTaken> Taken,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<ShelterState, ShelterEvent>
{
    public static readonly ShelterState Initial = new(
        null, [], LocalizedText.Empty, [], [], [], false, ImmutableSortedDictionary.Create<string, BedTaken>(StringComparer.Ordinal), default, default);

    public int BedsOf(BedGroup group) => Groups.FirstOrDefault(g => g.Group == group)?.Beds ?? 0;

    public int TakenOf(BedGroup group) => Taken.Values.Where(t => t.Group == group).Sum(t => t.Beds);

    public int TakenOf(IntakeCategory category) => Taken.Values.Where(t => t.Category == category).Sum(t => t.Beds);

    public ShelterState Apply(ShelterEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            ShelterRegistered e => Initial with
            {
                Operator = e.Operator, Overseers = e.Overseers, Title = e.Title, Serves = e.Serves, Groups = e.Groups, Categories = e.Categories, Open = true, CreatedAt = stamp.At,
            },
            ShelterUpdated e => this with { Title = e.Title, Serves = e.Serves, Groups = e.Groups, Categories = e.Categories },
            ShelterClosed => this with { Open = false },
            ShelterReopened => this with { Open = true },
            BedTaken e => this with { Taken = Taken.SetItem(e.Stay.ToString(), e) },
            BedFreed e => this with { Taken = Taken.Remove(e.Stay.ToString()) },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ShelterView View(ShelterName name, int version) => new(
        name,
        Title,
        Operator!.Value,
        Open,
        Serves,
        [.. Enum.GetValues<BedGroup>().Where(g => BedsOf(g) > 0 || TakenOf(g) > 0).Select(g => new GroupOccupancy(g, BedsOf(g), TakenOf(g)))],
        [
            .. Enum.GetValues<IntakeCategory>()
                .Select(c => (Category: c, Limit: Categories.FirstOrDefault(x => x.Category == c), Taken: TakenOf(c)))
                .Where(c => c.Limit is not null || c.Taken > 0)
                .Select(c => new CategoryOccupancy(c.Category, c.Limit?.Beds ?? 0, c.Taken)),
        ],
        CreatedAt,
        UpdatedAt,
        version);
}
