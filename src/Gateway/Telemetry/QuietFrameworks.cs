using Microsoft.Extensions.Options;

namespace Coordination.Telemetry;

/// <summary>
/// The frameworks below us log addresses with their query strings, and bodies that they cannot read. However talkative a
/// configuration makes the log, or one of its providers, they stay at these levels: personal data is in no log.
/// </summary>
internal sealed class QuietFrameworks : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Least)[] Floors =
    [
        ("Microsoft.AspNetCore", LogLevel.Warning), ("Grpc", LogLevel.Critical), ("OpenIddict", LogLevel.Warning),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule of a provider goes before every rule without one: each provider that has rules gets the floors too.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray();
        foreach (var (category, least) in Floors)
        {
            for (var i = options.Rules.Count - 1; i >= 0; i--)
            {
                if (options.Rules[i].CategoryName?.StartsWith(category, StringComparison.OrdinalIgnoreCase) == true)
                    options.Rules.RemoveAt(i);
            }

            foreach (var provider in providers)
                options.Rules.Add(new LoggerFilterRule(provider, category, least, null));
        }
    }
}
