using System.Collections.Frozen;
using System.Text;

namespace Coordination.Cli.Exporting;

/// <summary>Codes of the platform beside those of HTCDS.</summary>
internal sealed class HtcdsWords
{
    /// <summary>Forms of exploitation. The last of two that mean one thing to HTCDS is read only.</summary>
    public static readonly HtcdsWords Exploitation = new(
        [
            ("labour", "ForcedLabour"), ("sexual", "SexualExploitation"), ("child_labour", "ChildLabour"), ("forced_marriage", "ForcedMarriage"),
            ("servitude", "Servitude"), ("forced_military", "ForcedMilitaryByNonStateActors"), ("organ_removal", "OrganRemoval"),
            ("forced_begging", "ForcedBegging"), ("forced_adoption", "ForcedAdoption"), ("surrogacy", "Surrogacy"),
            ("forced_criminality", "ForcedCriminality"), ("other", "Other"), ("domestic", "Servitude"), ("criminal", "ForcedCriminality"),
        ]);

    public static readonly HtcdsWords SourceType = new(
        [
            ("ngo", "NGO"), ("law_enforcement", "LawEnforcement"), ("health_service", "HealthServiceOrganisation"),
            ("government_agency", "CentralGovernmentOrganisation"), ("local_authority", "LocalGovernmentOrganisation"),
            ("immigration_service", "ImmigrationService"), ("legal_service", "LegalService"), ("business", "CorporateBusiness"),
            ("school", "SchoolOrCollege"), ("police", "LawEnforcement"),
        ]);

    public static readonly HtcdsWords Reason = new(
        [("additional_services_required", "AdditionalServicesRequired"), ("change_of_location", "MigrationOrChangeOfLocation"), ("other", "Other")]);

    public static readonly HtcdsWords Event = new([("recruitment", "Recruitment"), ("transit", "Transit"), ("exploitation", "Exploitation"), ("transport", "Transit")]);

    public static readonly HtcdsWords Service = new(
        [
            ("education", "Education"), ("financial", "Financial"), ("health", "Health"), ("labour_rehabilitation", "LabourExploitationRehabilitation"),
            ("legal", "Legal"), ("livelihood", "Livelihood"), ("rights_training", "RightsBasedTraining"),
            ("sexual_rehabilitation", "SexualExploitationRehabilitation"), ("social_care", "SocialCare"), ("medical_care", "Health"), ("legal_aid", "Legal"),
            ("vocational_training", "Livelihood"), ("counselling", "SocialCare"), ("shelter", "SocialCare"),
        ]);

    private readonly FrozenDictionary<string, string> toHtcds;
    private readonly FrozenDictionary<string, string> fromHtcds;

    private HtcdsWords(IReadOnlyList<(string Ours, string Theirs)> pairs)
    {
        toHtcds = pairs.ToFrozenDictionary(pair => pair.Ours, pair => pair.Theirs, StringComparer.Ordinal);
        fromHtcds = pairs.GroupBy(pair => pair.Theirs, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.First().Ours, StringComparer.Ordinal);
    }

    /// <summary>In the standard's word; a code that it does not have is kept, with <c>x_</c> before it.</summary>
    public string ToHtcds(string code) => code.Length == 0 ? "" : toHtcds.GetValueOrDefault(code, Htcds.Extension + code);

    /// <summary>In our word; empty for one that is neither the standard's nor an extension.</summary>
    public string FromHtcds(string word) =>
        fromHtcds.TryGetValue(word, out var code) ? code : word.StartsWith(Htcds.Extension, StringComparison.Ordinal) ? word[Htcds.Extension.Length..] : "";

    /// <summary>Means of control as codes of an event: <c>DebtBondage</c> becomes <c>debt_bondage</c>.</summary>
    public static string Snake(string word)
    {
        var code = new StringBuilder();
        foreach (var c in word)
        {
            if (char.IsAsciiLetterUpper(c) && code.Length > 0 && code[^1] != '_')
                code.Append('_');
            code.Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}
