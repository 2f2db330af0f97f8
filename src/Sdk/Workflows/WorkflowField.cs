using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.Workflows;

/// <summary>A field that an instance holds.</summary>
/// <param name="Id">Lower snake, for example <c>intake_category</c>.</param>
public sealed record WorkflowField(string Id, FieldType Type, LocalizedText Title)
{
    /// <summary>For <see cref="FieldType.Code"/>.</summary>
    public ImmutableArray<WorkflowOption> Options { get; init; } = [];

    /// <summary>For <see cref="FieldType.Name"/>, for example <c>agencies</c>.</summary>
    public string Collection { get; init; } = "";

    /// <summary>At most so many values; more than 1 makes it a list. Default: 1.</summary>
    public int MaxItems { get; init; } = 1;

    /// <summary>At most so many characters of a text. Default: 4,000.</summary>
    public int MaxLength { get; init; } = 4000;

    /// <summary>Bounds of a number, inclusive. Default: none.</summary>
    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>Parts that see it; the others do not learn that it is there. Default: all parts.</summary>
    public ImmutableArray<string> VisibleTo { get; init; } = [];

    /// <summary>Free text is sealed.</summary>
    public bool IsSealed => Type is FieldType.Text;
}

/// <param name="Code">Lower snake.</param>
public sealed record WorkflowOption(string Code, LocalizedText Title);
