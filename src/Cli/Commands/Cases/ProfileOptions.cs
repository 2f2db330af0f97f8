using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Reading;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Commands.Cases;

/// <summary>The options that say what of a person is counted and decided by. Codes only: a name has no place here.</summary>
internal sealed class ProfileOptions(Leaves leaves, bool making)
{
    private readonly Option<PersonRole?> role = leaves.OneOf<PersonRole>("--role", required: making, describe: "person-role");
    private readonly Option<Gender?> gender = leaves.OneOf<Gender>("--gender");
    private readonly Option<AgeBand?> age = leaves.OneOf<AgeBand>("--age");
    private readonly Option<bool?> signs = leaves.YesNo("--signs-of-childhood");
    private readonly Option<string[]> citizenships = leaves.Many("--citizenship", "CODE");
    private readonly Option<string[]> exploitation = leaves.Many("--exploitation", "CODE");
    private readonly Option<bool?> conflicted = leaves.YesNo("--conflicted");
    private readonly Option<string[]> attributes = leaves.Many("--attribute", "NAME=CODE");

    public IEnumerable<Symbol> All => [role, gender, age, signs, citizenships, exploitation, conflicted, attributes];

    /// <summary>The profile with what the options name.</summary>
    /// <exception cref="UsageException">An attribute is not of the form name=code.</exception>
    public PersonProfile Over(Catalogue texts, ParseResult parsed, PersonProfile profile)
    {
        profile.Role = parsed.GetValue(role) ?? profile.Role;
        profile.Gender = parsed.GetValue(gender) ?? profile.Gender;
        profile.AgeBand = parsed.GetValue(age) ?? profile.AgeBand;
        profile.SignsOfChildhood = parsed.GetValue(signs) ?? profile.SignsOfChildhood;
        profile.Conflicted = parsed.GetValue(conflicted) ?? profile.Conflicted;
        if (parsed.GetResult(citizenships) is { Implicit: false })
        {
            profile.Citizenships.Clear();
            profile.Citizenships.Add(parsed.Codes(citizenships).Select(code => code.ToLowerInvariant()));
        }

        if (parsed.GetResult(exploitation) is { Implicit: false })
        {
            profile.Exploitation.Clear();
            profile.Exploitation.Add(parsed.Codes(exploitation));
        }

        foreach (var (name, code) in parsed.GetValue(attributes)!.Select(text => CaseLeaves.Pair(texts, text)))
        {
            // An empty code takes the attribute away.
            if (code.Length > 0)
                profile.Attributes[name] = code;
            else
                profile.Attributes.Remove(name);
        }

        return profile;
    }

    /// <summary>A person in brief: "victim", "victim:female", "victim:female:child", "suspect::adult".</summary>
    /// <exception cref="UsageException">A part is no role, gender or age band, or there are more than three.</exception>
    public static PersonProfile OfSpec(Catalogue texts, string spec)
    {
        var parts = spec.Split(':', StringSplitOptions.TrimEntries);
        if (parts.Length > 3)
            throw new UsageException(texts.Format("usage.person-spec", spec));
        return new PersonProfile { Role = Part<PersonRole>(texts, spec, parts, 0), Gender = Part<Gender>(texts, spec, parts, 1), AgeBand = Part<AgeBand>(texts, spec, parts, 2) };
    }

    private static T Part<T>(Catalogue texts, string spec, string[] parts, int index) where T : struct, Enum =>
        index > 0 && (index >= parts.Length || parts[index].Length == 0) ? default
        : EnumValues.TryParse<T>(parts[index], out var value) ? value
        : throw new UsageException(texts.Format("usage.person-spec", spec));
}
