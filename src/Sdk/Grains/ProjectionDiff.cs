using System.Collections.Immutable;
using Coordination.Ledger;
using Coordination.Registry;

namespace Coordination.Sdk.Grains;

/// <summary>Writes of an index only what changed: the upsert is the largest part of a commit.</summary>
internal static class ProjectionDiff
{
    public static RegistryChange? Registry(in Projection before, in Projection after)
    {
        if (after.Row is null)
            return null;

        var terms = Terms(before);
        return new RegistryChange(after.Row, Changed(before.Parties, after.Parties), Removed(before.Parties, after.Parties))
        {
            TitleBefore = before.Row?.Title,
            AddedTerms = Without(Terms(after), terms),
            RemovedTerms = Without(terms, Terms(after)),
        };
    }

    public static FactChange? Facts(in Projection before, in Projection after)
    {
        var (were, are) = (OrEmpty(before.Facts), OrEmpty(after.Facts));
        if (were.IsEmpty && are.IsEmpty)
            return null;

        var changed = ImmutableArray.CreateBuilder<FactRow>();
        foreach (var row in are)
        {
            if (!were.Any(other => IsSame(row, other)))
                changed.Add(row);
        }

        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (var row in were)
        {
            if (!are.Any(other => string.Equals(other.Item, row.Item, StringComparison.Ordinal)))
                removed.Add(row.Item);
        }

        return changed.Count == 0 && removed.Count == 0 ? null : new FactChange(changed.ToImmutable(), removed.ToImmutable());
    }

    public static DueChange? Due(in Projection before, in Projection after)
    {
        var upserts = ImmutableArray.CreateBuilder<DueRow>();
        foreach (var row in after.Due)
        {
            if (!before.Due.Contains(row))
                upserts.Add(row);
        }

        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (var row in before.Due)
        {
            if (!after.Due.Any(r => r.Kind == row.Kind))
                removed.Add(row.Kind);
        }

        return upserts.Count == 0 && removed.Count == 0 ? null : new DueChange(upserts.ToImmutable(), removed.ToImmutable());
    }

    private static ImmutableArray<PartyRow> Changed(ImmutableArray<PartyRow> before, ImmutableArray<PartyRow> after)
    {
        if (before.IsEmpty)
            return after;

        ImmutableArray<PartyRow>.Builder? changed = null;
        for (var i = 0; i < after.Length; i++)
        {
            // Projections keep the order of their parties, so the counterpart is nearly always at the same place, and
            // nouns that may have very many parties keep the rows of those that did not change.
            if (i < before.Length && ReferenceEquals(before[i], after[i]))
                continue;

            var counterpart = i < before.Length && IsSame(before[i], after[i]) ? before[i] : Find(before, after[i]);
            if (!after[i].Equals(counterpart))
                (changed ??= ImmutableArray.CreateBuilder<PartyRow>()).Add(after[i]);
        }

        return changed?.ToImmutable() ?? [];
    }

    private static ImmutableArray<PartyKey> Removed(ImmutableArray<PartyRow> before, ImmutableArray<PartyRow> after)
    {
        ImmutableArray<PartyKey>.Builder? removed = null;
        for (var i = 0; i < before.Length; i++)
        {
            if (i < after.Length && ReferenceEquals(before[i], after[i]))
                continue;
            if ((i >= after.Length || !IsSame(before[i], after[i])) && Find(after, before[i]) is null)
                (removed ??= ImmutableArray.CreateBuilder<PartyKey>()).Add(new PartyKey(before[i].Agency, before[i].Role));
        }

        return removed?.ToImmutable() ?? [];
    }

    private static PartyRow? Find(ImmutableArray<PartyRow> rows, PartyRow like)
    {
        foreach (var row in rows)
        {
            if (IsSame(row, like))
                return row;
        }

        return null;
    }

    private static ImmutableArray<string> Terms(in Projection projection) => projection.Row is { } row ? OrEmpty(row.Terms) : [];

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> rows) => rows.IsDefault ? [] : rows;

    private static ImmutableArray<string> Without(ImmutableArray<string> terms, ImmutableArray<string> others) =>
        terms.IsEmpty || terms == others ? []
        : others.IsEmpty ? [.. terms.Distinct(StringComparer.Ordinal)]
        : [.. terms.Except(others, StringComparer.Ordinal)];

    private static bool IsSame(FactRow a, FactRow b) =>
        ReferenceEquals(a, b)
        || (a.Day == b.Day
            && string.Equals(a.Item, b.Item, StringComparison.Ordinal)
            && string.Equals(a.Kind, b.Kind, StringComparison.Ordinal)
            && string.Equals(a.Owner, b.Owner, StringComparison.Ordinal)
            && a.Values.AsSpan().SequenceEqual(b.Values.AsSpan()));

    private static bool IsSame(PartyRow a, PartyRow b) =>
        string.Equals(a.Agency, b.Agency, StringComparison.Ordinal) && string.Equals(a.Role, b.Role, StringComparison.Ordinal);
}
