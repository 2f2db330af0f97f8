using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary>What the files of a pack have in common: lists of agencies and roles, and where a fact comes from.</summary>
internal static class PackNames
{
    /// <summary>The agencies that a list names, each with its line; those that the pack does not know are errors.</summary>
    public static IEnumerable<(AgencyName Agency, int Line)> Agencies(
        this YamlEntry entry, string key, ImmutableArray<PackAgency> agencies, bool required = false)
    {
        foreach (var text in entry.Texts(key, required))
        {
            if (agencies.FirstOrDefault(a => string.Equals(a.Name.Id, text.Text, StringComparison.Ordinal)) is { } agency)
                yield return (agency.Name, text.Line);
            else
                entry.Error(text.Line, $"The agency \"{text.Text}\" is not in the pack.");
        }
    }

    /// <summary>Where a fact comes from, and whether somebody checked it.</summary>
    public static PackNote Note(this YamlEntry entry) => new(entry.OptionalText("source", 1_000), entry.Flag("checked", true));

    /// <summary>The roles of the list "roles".</summary>
    public static ImmutableArray<string> Roles(this YamlEntry entry)
    {
        var roles = ImmutableArray.CreateBuilder<string>();
        foreach (var text in entry.Texts("roles"))
        {
            if (Role.Assignable.Contains(text.Text, StringComparer.Ordinal))
                roles.Add(text.Text);
            else
                entry.Error(text.Line, $"\"{text.Text}\" is not a role: {string.Join(", ", Role.Assignable)}.");
        }

        return roles.ToImmutable();
    }
}
