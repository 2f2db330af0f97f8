using System.Collections.Immutable;

namespace Coordination.Registry;

/// <summary>Asks how often which agency stood to which other one, by month of the resource's beginning (UTC).</summary>
/// <param name="Kind">The noun.</param>
/// <param name="FirstRole">The role of the first agency of a pair, for example <c>requester</c>.</param>
/// <param name="SecondRoles">Roles of the second one; a resource counts once for each pair, role and state.</param>
/// <param name="From">The first day of the first month.</param>
/// <param name="Months">From 1 to 36.</param>
/// <param name="Agency">Only pairs of which this agency (id) is one; null: all.</param>
[GenerateSerializer, Immutable]
public sealed record PairQuery(string Kind, string FirstRole, ImmutableArray<string> SecondRoles, DateOnly From, int Months, string? Agency)
{
    /// <summary>The caller's <see cref="Access.OfficerKey"/>: what is blocked for it does not count. Null: the platform itself.</summary>
    [Id(0)] public string? Officer { get; init; }

    /// <summary>The most months of one question.</summary>
    public const int MostMonths = 36;
}

/// <param name="Month">Its first day.</param>
/// <param name="Role">The second agency's.</param>
/// <param name="State">Of the second agency's part.</param>
/// <param name="MedianAnswerMs">Over the second agencies' parts of this pair, role and month that were answered, whatever their state; null when none was.</param>
[GenerateSerializer, Immutable]
public sealed record PairCount(DateOnly Month, string First, string Second, string Role, string State, long Count, long? MedianAnswerMs);
