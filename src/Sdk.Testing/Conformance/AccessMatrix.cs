using System.Collections.Immutable;

namespace Coordination.Sdk.Testing;

/// <summary>Who may take a step and who may not, written by hand from the law or the guideline and not from the code.</summary>
/// <param name="Transition">The id of a transition, or <c>start</c>.</param>
/// <param name="May">Empty: nobody but the platform.</param>
/// <param name="MayNot">At least one: the one that comes nearest.</param>
public sealed record AccessRow(string Definition, string Transition, ImmutableArray<Caller> May, ImmutableArray<Caller> MayNot);

/// <summary>The rows of a module.</summary>
public sealed record AccessMatrix
{
    private string definition = "";

    public static AccessMatrix Empty { get; } = new();

    public ImmutableArray<AccessRow> Rows { get; private init; } = [];

    /// <summary>The rows that follow are of this workflow.</summary>
    public AccessMatrix For(string workflow) => this with { definition = workflow };

    /// <summary>A row of a transition, or of <c>start</c>.</summary>
    public AccessMatrix Row(string transition, IEnumerable<Caller> may, IEnumerable<Caller> mayNot) =>
        this with { Rows = Rows.Add(new AccessRow(definition, transition, [.. may], [.. mayNot])) };

    public AccessRow? Of(string workflow, string transition) => Rows.FirstOrDefault(r => r.Definition == workflow && r.Transition == transition);
}
