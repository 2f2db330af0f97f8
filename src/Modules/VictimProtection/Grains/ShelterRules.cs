using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.VictimProtection.Grains;

/// <summary>What a shelter decides. In documented precedence order; the first refusal wins.</summary>
internal static class ShelterRules
{
    /// <summary>A stay's entry in the state is small, but a state is not without bounds.</summary>
    public const int MostStays = 2_000;

    private const int MostBeds = 1_000;

    public static Decision<ShelterEvent> Register(ShelterState state, RegisterShelter command, VictimProtectionSettings settings)
    {
        var runner = command.Context.Principal.Agency;
        return state.Operator is not null ? ShelterRefusals.AlreadyRegistered
            : settings.NoCareAgencies.Contains(runner.Id) ? ShelterRefusals.PoliceRunNone
            : Refuse(command.Title, command.Groups, command.Categories) is { } no ? no
            : new ShelterRegistered(
                runner,
                [.. settings.ShelterOverseers.Select(id => new AgencyName(id)).Where(a => a != runner)],
                command.Title,
                Sorted(command.Serves),
                Sorted(command.Groups),
                Sorted(command.Categories));
    }

    public static Decision<ShelterEvent> Decide(ShelterState state, ShelterCommand command) => command switch
    {
        UpdateShelter c => Update(state, c),
        CloseShelter => state.Open ? new ShelterClosed() : ShelterRefusals.Unchanged,
        ReopenShelter => state.Open ? ShelterRefusals.Unchanged : new ShelterReopened(),
        TakeBed c => Take(state, c),
        ReleaseBed c => Free(state, c.Stay),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    /// <summary>Nothing when the stay has no bed here: what is to be true is true.</summary>
    public static Decision<ShelterEvent> Free(ShelterState state, WorkflowName stay) =>
        state.Taken.ContainsKey(stay.ToString()) ? new BedFreed(stay) : Decision<ShelterEvent>.Nothing;

    private static Decision<ShelterEvent> Update(ShelterState state, UpdateShelter command)
    {
        if (Refuse(command.Title, command.Groups, command.Categories) is { } no)
            return no;

        var update = new ShelterUpdated(command.Title, Sorted(command.Serves), Sorted(command.Groups), Sorted(command.Categories));
        return update.Title == state.Title && update.Serves.SequenceEqual(state.Serves) && update.Groups.SequenceEqual(state.Groups) && update.Categories.SequenceEqual(state.Categories)
            ? ShelterRefusals.Unchanged
            : update;
    }

    private static Decision<ShelterEvent> Take(ShelterState state, TakeBed command)
    {
        if (!state.Open)
            return ShelterRefusals.Closed;
        if (state.Categories.FirstOrDefault(c => c.Category == command.Category) is not { } category)
            return ShelterRefusals.CategoryNotTaken;
        if (state.BedsOf(command.Group) == 0)
            return ShelterRefusals.GroupNotTaken;
        if (state.Taken.ContainsKey(command.Stay.ToString()))
            return ShelterRefusals.HasBed;
        if (state.Taken.Count >= MostStays)
            return ShelterRefusals.TooMany;

        var free = state.BedsOf(command.Group) - state.TakenOf(command.Group);
        if (command.Beds > free)
            return ShelterRefusals.Full.With("group", BedWords.Of(command.Group)).With("free", Number(free));
        var left = category.Beds == 0 ? int.MaxValue : category.Beds - state.TakenOf(command.Category);
        return command.Beds > left
            ? ShelterRefusals.Full.With("category", BedWords.Of(command.Category)).With("free", Number(left))
            : new BedTaken(command.Stay, command.Group, command.Category, command.Beds);
    }

    private static Refusal? Refuse(LocalizedText title, ImmutableArray<GroupBeds> groups, ImmutableArray<CategoryBeds> categories) =>
        title.En.Length + title.Lo.Length == 0 ? ShelterRefusals.TitleMissing
        : categories.IsEmpty
            || groups.Any(g => g.Group is BedGroup.None || g.Beds is < 0 or > MostBeds)
            || categories.Any(c => c.Category is IntakeCategory.None || c.Beds is < 0 or > MostBeds)
            || groups.DistinctBy(g => g.Group).Count() != groups.Length
            || categories.DistinctBy(c => c.Category).Count() != categories.Length
            ? ShelterRefusals.BedsInvalid
        : null;

    private static ImmutableArray<string> Sorted(ImmutableArray<string> codes) => [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<GroupBeds> Sorted(ImmutableArray<GroupBeds> groups) => [.. groups.OrderBy(g => g.Group)];

    private static ImmutableArray<CategoryBeds> Sorted(ImmutableArray<CategoryBeds> categories) => [.. categories.OrderBy(c => c.Category)];

    private static string Number(int number) => Math.Max(0, number).ToString(CultureInfo.InvariantCulture);
}

/// <summary>The codes of groups and categories, as the fields of a stay hold them.</summary>
internal static class BedWords
{
    public static string Of(BedGroup group) => group switch
    {
        BedGroup.Women => "women",
        BedGroup.Men => "men",
        BedGroup.Girls => "girls",
        BedGroup.Boys => "boys",
        BedGroup.Families => "families",
        _ => "",
    };

    public static string Of(IntakeCategory category) => category switch
    {
        IntakeCategory.Trafficking => "trafficking",
        IntakeCategory.DomesticViolence => "domestic_violence",
        IntakeCategory.SexualExploitation => "sexual_exploitation",
        _ => "",
    };

    public static BedGroup Group(string? code) => Enum.GetValues<BedGroup>().FirstOrDefault(g => g is not BedGroup.None && Of(g) == code);

    public static IntakeCategory Category(string? code) => Enum.GetValues<IntakeCategory>().FirstOrDefault(c => c is not IntakeCategory.None && Of(c) == code);
}
