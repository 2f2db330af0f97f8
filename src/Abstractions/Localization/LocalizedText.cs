namespace Coordination.Localization;

/// <summary>A text in English and Lao (NFKC).</summary>
[GenerateSerializer, Immutable]
public sealed record LocalizedText(string En, string Lo)
{
    public static readonly LocalizedText Empty = new("", "");
}
