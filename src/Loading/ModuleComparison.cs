using System.Collections.Immutable;
using Coordination.Loading.Manifests;

namespace Coordination.Loading;

/// <summary>How what a silo that wants to join holds differs from what a silo that serves holds. Pure.</summary>
/// <param name="Refused">Why it cannot join, a phrase each; empty: it can.</param>
/// <param name="Rolling">They differ in a way in which a cluster may while its silos are restarted one by one.</param>
public sealed record ModuleComparison(ImmutableArray<string> Refused, bool Rolling)
{
    /// <param name="joining">Of the silo that wants to join.</param>
    /// <param name="serving">Of one that serves.</param>
    public static ModuleComparison Of(ModuleHoldings joining, ModuleHoldings serving)
    {
        ArgumentNullException.ThrowIfNull(joining);
        ArgumentNullException.ThrowIfNull(serving);
        var refused = ImmutableArray.CreateBuilder<string>();
        var rolling = false;
        foreach (var id in joining.Modules.Concat(serving.Modules).Select(m => m.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var ours = joining.Modules.FirstOrDefault(m => m.Id == id);
            var theirs = serving.Modules.FirstOrDefault(m => m.Id == id);
            if (Refuse(ours, theirs) is { } why)
                refused.Add(why);
            else
                rolling |= ours != theirs;
        }

        return new ModuleComparison(refused.ToImmutable(), rolling && refused.Count == 0);
    }

    private static string? Refuse(ModuleHolding? ours, ModuleHolding? theirs)
    {
        if (ours is null)
            return $"the cluster holds {theirs!.Id} {theirs.Version}, this silo does not";
        if (theirs is null)
            return $"this silo holds {ours.Id} {ours.Version}, the cluster does not";
        if (ours.Version == theirs.Version)
            return ours.Sha256 == theirs.Sha256 ? null : $"{ours.Id} {ours.Version} has other files here than in the cluster";

        var (mine, other) = (SemanticVersion.Parse(ours.Version), SemanticVersion.Parse(theirs.Version));
        var step = mine.CompareTo(other);
        return step < 0 ? $"{ours.Id} is {ours.Version} here, and the cluster runs the higher {theirs.Version}"
            : step == 0 ? $"{ours.Id} is {ours.Version} here and {theirs.Version} in the cluster: their order is not told by their numbers"
            : mine.Major != other.Major ? $"{ours.Id} is {ours.Version} here and {theirs.Version} in the cluster: another major version needs all silos stopped"
            : null;
    }
}

/// <summary>A silo holds other modules than the cluster that it would join.</summary>
public sealed class ModulesDifferException : Exception
{
    public ModulesDifferException() { }

    public ModulesDifferException(string message) : base(message) { }

    public ModulesDifferException(string message, Exception innerException) : base(message, innerException) { }
}
