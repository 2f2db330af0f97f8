using Coordination.Cli.Texts;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Reading;

/// <summary>Builds an update's mask from the options that were given.</summary>
internal static class Masks
{
    public static void Set<T>(this FieldMask mask, T? value, string path, Action<T> set) where T : struct
    {
        if (value is not { } given)
            return;
        set(given);
        mask.Paths.Add(path);
    }

    public static void Set(this FieldMask mask, string? value, string path, Action<string> set)
    {
        if (value is null)
            return;
        set(value);
        mask.Paths.Add(path);
    }

    /// <summary>An update without a field is a slip of the keyboard.</summary>
    public static void Demand(this FieldMask mask, Catalogue texts)
    {
        if (mask.Paths.Count == 0)
            throw new UsageException(texts["usage.nothing-to-change"]);
    }
}
