using System.Collections.Immutable;
using System.Globalization;
using Coordination.Names;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Coordination.Repatriation;

/// <summary>
/// Facts of the country that returns follow: section <c>Modules:Settings:repatriation</c>. Only the 7 days of the transit after a
/// return from Thailand are from a source (docs of the domain); nobody has checked the other times and which agency does what.
/// </summary>
public sealed record RepatriationSettings
{
    public const string Module = "repatriation";

    public static readonly RepatriationSettings Default = new();

    /// <summary>The agency that coordinates returns. Default: mlsw.</summary>
    public string Coordinator { get; init; } = "mlsw";

    /// <summary>Who interviews during the transit, for the investigation; not checked. Default: atd.</summary>
    public string Police { get; init; } = "atd";

    /// <summary>Who checks health during the transit; not checked. Default: moh.</summary>
    public string Health { get; init; } = "moh";

    /// <summary>Who gives psychosocial support during the transit; not checked. Default: lwu.</summary>
    public string Psychosocial { get; init; } = "lwu";

    /// <summary>Agencies that never see or enter care data (domain duty 5). Default: the police, the army and the police of neighbours.</summary>
    public ImmutableArray<string> NoCareAgencies { get; init; } = ["atd", "mps", "mnd", "th-police", "vn-mps", "vn-border-guard", "cn-mps", "mm-atipd"];

    /// <summary>Agencies of Thailand with whom returns are made. Default: th-msdhs.</summary>
    public ImmutableArray<string> PartnersInThailand { get; init; } = ["th-msdhs"];

    /// <summary>Agencies of Viet Nam with whom returns are made; which of them, nobody has checked. Default: vn-mps, vn-border-guard, vn-womens-union.</summary>
    public ImmutableArray<string> PartnersInVietNam { get; init; } = ["vn-mps", "vn-border-guard", "vn-womens-union"];

    /// <summary>The agreement and its edition that returns from and to Thailand follow. Default: mou-thailand@2005.</summary>
    public string AgreementWithThailand { get; init; } = "mou-thailand@2005";

    /// <summary>The agreement and its edition that returns from and to Viet Nam follow; its edition is not checked. Default: mou-viet-nam@1.</summary>
    public string AgreementWithVietNam { get; init; } = "mou-viet-nam@1";

    /// <summary>How long a transit lasts at most; for Viet Nam not checked. From 1 to 90 days. Default: 7 days.</summary>
    public int TransitDays { get; init; } = 7;

    /// <summary>How long the family is traced and assessed; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int TracingDays { get; init; } = 30;

    /// <summary>How soon the other side learns the result; not checked. From 1 to 90 days. Default: 7 days.</summary>
    public int ResultDays { get; init; } = 7;

    /// <summary>How old a safety assessment may be when somebody returns; not checked. From 1 to 365 days. Default: 90 days.</summary>
    public int SafetyAssessmentDays { get; init; } = 90;

    /// <summary>How soon after the return somebody looks after the person; not checked. From 1 to 365 days. Default: 30 days.</summary>
    public int FollowUpDays { get; init; } = 30;

    /// <summary>How soon after the return the other side learns how the person is; not checked. From 1 to 730 days. Default: 180 days.</summary>
    public int FeedbackDays { get; init; } = 180;

    /// <summary>Reads and judges them.</summary>
    /// <exception cref="OptionsValidationException">Names everything that is wrong.</exception>
    public static RepatriationSettings From(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        List<string> problems = [];
        var d = Default;
        var settings = new RepatriationSettings
        {
            Coordinator = Agency(nameof(Coordinator), d.Coordinator),
            Police = Agency(nameof(Police), d.Police),
            Health = Agency(nameof(Health), d.Health),
            Psychosocial = Agency(nameof(Psychosocial), d.Psychosocial),
            NoCareAgencies = Agencies(nameof(NoCareAgencies), d.NoCareAgencies),
            PartnersInThailand = Agencies(nameof(PartnersInThailand), d.PartnersInThailand),
            PartnersInVietNam = Agencies(nameof(PartnersInVietNam), d.PartnersInVietNam),
            AgreementWithThailand = section[nameof(AgreementWithThailand)] ?? d.AgreementWithThailand,
            AgreementWithVietNam = section[nameof(AgreementWithVietNam)] ?? d.AgreementWithVietNam,
            TransitDays = Number(nameof(TransitDays), d.TransitDays, 90),
            TracingDays = Number(nameof(TracingDays), d.TracingDays, 365),
            ResultDays = Number(nameof(ResultDays), d.ResultDays, 90),
            SafetyAssessmentDays = Number(nameof(SafetyAssessmentDays), d.SafetyAssessmentDays, 365),
            FollowUpDays = Number(nameof(FollowUpDays), d.FollowUpDays, 365),
            FeedbackDays = Number(nameof(FeedbackDays), d.FeedbackDays, 730),
        };
        foreach (var care in new[] { settings.Health, settings.Psychosocial }.Where(care => settings.NoCareAgencies.Contains(care)))
            problems.Add($"{section.Path}: {care} is one of {nameof(NoCareAgencies)} and cannot give care.");
        return problems.Count == 0 ? settings : throw new OptionsValidationException(Module, typeof(RepatriationSettings), problems);

        int Number(string key, int otherwise, int most)
        {
            if (section[key] is not { } text)
                return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
                return number;
            problems.Add($"{section.Path}:{key} must be a whole number from 1 to {most}.");
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
