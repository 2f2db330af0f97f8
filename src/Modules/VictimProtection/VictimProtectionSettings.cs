using System.Collections.Immutable;
using System.Globalization;
using Coordination.Names;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Coordination.VictimProtection;

/// <summary>
/// Facts of the country that the workflows follow: section <c>Modules:Settings:victim-protection</c>. Only the 90 days of the
/// stay are from a source (statement of the Lao PDR to the Bali Process, February 2009); nobody has checked the other times.
/// </summary>
public sealed record VictimProtectionSettings
{
    public const string Module = "victim-protection";

    public static readonly VictimProtectionSettings Default = new();

    /// <summary>The guideline and edition that steps follow, pinned into each. Default: victim-protection-guidelines@1.</summary>
    public string Guideline { get; init; } = "victim-protection-guidelines@1";

    /// <summary>The agency that alone identifies formally; the case's policy (status_deciders of the pack) must name it too. Default: atd.</summary>
    public string Identifier { get; init; } = "atd";

    /// <summary>Agencies that never see or enter care data, whatever part somebody gives them (domain duty 5). Default: the police, the army and the police of neighbours.</summary>
    public ImmutableArray<string> NoCareAgencies { get; init; } = ["atd", "mps", "mnd", "th-police", "vn-mps", "vn-border-guard", "cn-mps", "mm-atipd"];

    /// <summary>Agencies that see how many beds of every shelter are taken, numbers only. Default: lwu, mlsw.</summary>
    public ImmutableArray<string> ShelterOverseers { get; init; } = ["lwu", "mlsw"];

    /// <summary>How long somebody can stay at least before an exit is planned. From 1 to 365 days. Default: 90 days.</summary>
    public int EntitlementDays { get; init; } = 90;

    /// <summary>Time to recover and reflect before a formal identification is asked for; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int ReflectionDays { get; init; } = 30;

    /// <summary>How long the formal identification takes; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int IdentificationDays { get; init; } = 30;

    /// <summary>How long the decision of an appeal takes; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int AppealDays { get; init; } = 30;

    /// <summary>How long a shelter has to answer a request for a bed; not checked. From 1 to 240 hours. Default: 24 hours.</summary>
    public int ShelterAnswerHours { get; init; } = 24;

    /// <summary>How soon after the admission needs are assessed; not checked. From 1 to 720 hours. Default: 72 hours.</summary>
    public int NeedsHours { get; init; } = 72;

    /// <summary>How soon after the assessment there is a plan of care; not checked. From 1 to 90 days. Default: 14 days.</summary>
    public int CarePlanDays { get; init; } = 14;

    /// <summary>How often the plan of care is reviewed; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int ReviewDays { get; init; } = 30;

    /// <summary>How soon after the exit somebody looks after the person; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int FollowUpDays { get; init; } = 30;

    /// <summary>Reads and judges them.</summary>
    /// <exception cref="OptionsValidationException">Names everything that is wrong.</exception>
    public static VictimProtectionSettings From(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        List<string> problems = [];
        var d = Default;
        var settings = new VictimProtectionSettings
        {
            Guideline = section[nameof(Guideline)] ?? d.Guideline,
            Identifier = Agency(nameof(Identifier), d.Identifier),
            NoCareAgencies = Agencies(nameof(NoCareAgencies), d.NoCareAgencies),
            ShelterOverseers = Agencies(nameof(ShelterOverseers), d.ShelterOverseers),
            EntitlementDays = Number(nameof(EntitlementDays), d.EntitlementDays, 1, 365),
            ReflectionDays = Number(nameof(ReflectionDays), d.ReflectionDays, 1, 365),
            IdentificationDays = Number(nameof(IdentificationDays), d.IdentificationDays, 1, 365),
            AppealDays = Number(nameof(AppealDays), d.AppealDays, 1, 365),
            ShelterAnswerHours = Number(nameof(ShelterAnswerHours), d.ShelterAnswerHours, 1, 240),
            NeedsHours = Number(nameof(NeedsHours), d.NeedsHours, 1, 720),
            CarePlanDays = Number(nameof(CarePlanDays), d.CarePlanDays, 1, 90),
            ReviewDays = Number(nameof(ReviewDays), d.ReviewDays, 1, 365),
            FollowUpDays = Number(nameof(FollowUpDays), d.FollowUpDays, 1, 365),
        };
        return problems.Count == 0 ? settings : throw new OptionsValidationException(Module, typeof(VictimProtectionSettings), problems);

        int Number(string key, int otherwise, int least, int most)
        {
            if (section[key] is not { } text)
                return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            problems.Add($"{section.Path}:{key} must be a whole number from {least} to {most}.");
            return otherwise;
        }

        string Agency(string key, string otherwise)
        {
            var id = section[key] ?? otherwise;
            if (!ResourceName.IsId(id))
                problems.Add($"{section.Path}:{key} must be the id of an agency.");
            return id;
        }

        ImmutableArray<string> Agencies(string key, ImmutableArray<string> otherwise)
        {
            var children = section.GetSection(key).GetChildren().ToArray();
            if (children.Length == 0)
                return otherwise;
            ImmutableArray<string> ids = [.. children.Select(c => c.Value ?? "")];
            if (!ids.All(id => ResourceName.IsId(id)))
                problems.Add($"{section.Path}:{key} must be ids of agencies.");
            return ids;
        }
    }
}
