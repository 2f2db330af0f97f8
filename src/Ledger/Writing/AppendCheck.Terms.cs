using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Writing;

internal static partial class AppendCheck
{
    /// <summary>The most terms of a row, and of one change.</summary>
    public const int Terms = 256;

    /// <summary>The most characters of a term.</summary>
    public const int TermLength = 64;

    /// <summary>The most officers for whom a row is blocked.</summary>
    public const int Blocked = 64;

    /// <summary>The most facts of a resource, and of one change.</summary>
    public const int Facts = 200;

    /// <summary>The most characters of a fact's value.</summary>
    public const int ValueLength = 128;

    private static bool CanBeIndexed(RegistryRow row, RegistryChange change) =>
        (row.Terms.IsDefault || row.Terms.Length <= Terms)
        && All(change.AddedTerms, IsTerm, Terms)
        && All(change.RemovedTerms, IsTerm, Terms)
        && All(row.Blocked, BlockedOfficers.IsKey, Blocked);

    private static bool CanBeStored(FactChange change) =>
        All(change.Rows, CanBeStored, Facts) && All(change.Removed, IsName, Facts);

    private static bool CanBeStored(FactRow? fact) =>
        fact is not null
        && IsName(fact.Item)
        && IsName(fact.Kind)
        && IsName(fact.Owner)
        && !fact.Values.IsDefault
        && All(fact.Values, static value => IsText(value, ValueLength), FactKind.MostDimensions);

    private static bool IsTerm(string? term) => !string.IsNullOrEmpty(term) && IsText(term, TermLength);
}
