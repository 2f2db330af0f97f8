using System.Globalization;

namespace Coordination.Bench.Load;

/// <summary>A verb and its options: <c>load assign --clients 64 …</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = [];

    /// <exception cref="ArgumentException">An option has no value.</exception>
    public Arguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                Words.Add(args[i]);
            else
                options[args[i][2..]] = ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
        }
    }

    public List<string> Words { get; } = [];

    public string Text(string name) => Find(name) ?? throw new ArgumentException($"--{name} is missing.");

    public string? Find(string name) => options.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public long Number(string name, long fallback) =>
        Find(name) is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : fallback;
}
