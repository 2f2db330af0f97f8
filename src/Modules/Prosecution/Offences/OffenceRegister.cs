using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coordination.Prosecution.Offences;

/// <summary>The offences that a proceeding can be about, by the law that is in force on the day of the act.</summary>
public sealed class OffenceRegister
{
    /// <summary>The collection of their names.</summary>
    public const string Collection = "offences";

    private readonly FrozenDictionary<string, Offence> byCode;

    /// <exception cref="ArgumentException">A code occurs twice, a successor is unknown, or a date is none.</exception>
    public OffenceRegister(IEnumerable<Offence> offences)
    {
        ArgumentNullException.ThrowIfNull(offences);
        All = [.. offences];
        if (All.GroupBy(o => o.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The offence '{twice.Key}' occurs twice.", nameof(offences));
        byCode = All.ToFrozenDictionary(o => o.Code, StringComparer.Ordinal);
        if (All.FirstOrDefault(o => o.Successor.Length > 0 && !byCode.ContainsKey(o.Successor)) is { } lost)
            throw new ArgumentException($"The successor of the offence '{lost.Code}' is unknown.", nameof(offences));
        if (All.FirstOrDefault(o => Day.First(o.From) > Day.Last(o.Until)) is { } backwards)
            throw new ArgumentException($"The offence '{backwards.Code}' ends before it begins.", nameof(offences));
    }

    /// <summary>The register of the Lao PDR, as far as it is known.</summary>
    public static OffenceRegister LaoPdr { get; } = Read("Offences/lao-pdr.json");

    public ImmutableArray<Offence> All { get; }

    /// <summary>By its name, <c>offences/…</c>, or its code; null when it is not in the register.</summary>
    public Offence? Find(string? name) =>
        name is null ? null
        : byCode.GetValueOrDefault(name.StartsWith(Collection + "/", StringComparison.Ordinal) ? name[(Collection.Length + 1)..] : name);

    /// <summary>What an act of this day can be judged by.</summary>
    public ImmutableArray<Offence> On(DateOnly act) => [.. All.Where(o => o.MayJudge(act))];

    private static OffenceRegister Read(string resource)
    {
        using var stream = typeof(OffenceRegister).Assembly.GetManifestResourceStream(resource)
            ?? throw new ArgumentException($"There is no register '{resource}'.", nameof(resource));
        return new OffenceRegister(JsonSerializer.Deserialize(stream, OffenceJson.Default.OffenceFile)!.Offences);
    }
}
