using System.Globalization;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;

namespace Coordination.Cli.Exporting;

/// <summary>The people of a case as records of HTCDS.</summary>
internal static class HtcdsFromCase
{
    /// <param name="identities">The fields of each person's identity that were read; null: pseudonyms only.</param>
    public static IEnumerable<HtcdsRecord> Records(Case of, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? identities = null)
    {
        foreach (var person in of.People.Where(person => !person.Withdrawn))
        {
            var record = new HtcdsRecord();
            AddCase(record, of, person);
            AddPerson(record, person);
            AddEvents(record, of, person);
            if (identities?.GetValueOrDefault(person.Id) is { } identity)
                AddIdentity(record, identity);
            yield return record;
        }
    }

    private static void AddCase(HtcdsRecord record, Case of, CasePerson person)
    {
        record.Set(Htcds.Case, Last(of.Name));
        record.Set(Htcds.Province, of.Province);
        record.Set(Htcds.Area, of.Area);
        var source = of.Source ?? new ReferralSource();
        record.Set("org_Name", source.Organisation);
        record.Set("org_Type", HtcdsWords.SourceType.ToHtcds(source.Type));
        record.Set("cas_ReferringOrganisation", source.Organisation);
        record.Set("cas_IncomingReferralDate", source.Date);
        record.Set("cas_ReasonForIncomingReferral", HtcdsWords.Reason.ToHtcds(source.Reason));
        record.Set("cas_CaseOwner", Last(of.Lead));
        var closed = of.State is CaseState.Closed;
        record.Set("cas_Status", closed ? person.Profile.Attributes.GetValueOrDefault("cas_Status", "Closed") : of.State is CaseState.FollowUp ? "FollowUp" : "Active");
        record.Set("cas_ReasonForCaseClosure", closed ? of.CloseReason : "");
        record.Set("spl_Type", of.SupportPlan.Where(service => service.Person == person.Id).Select(service => HtcdsWords.Service.ToHtcds(service.Code)).Distinct());
    }

    private static void AddPerson(HtcdsRecord record, CasePerson person)
    {
        var profile = person.Profile;
        record.Set(Htcds.Person, person.Id);
        record.Set(Htcds.Role, Words.Snake(profile.Role));
        record.Set(Htcds.AgeBand, profile.AgeBand is AgeBand.Unspecified ? "unknown" : Words.Snake(profile.AgeBand));
        record.Set(Htcds.SignsOfChildhood, profile.SignsOfChildhood ? "true" : "");
        record.Set(Htcds.Conflicted, profile.Conflicted ? "true" : "");
        record.Set("prs_Gender", profile.Attributes.GetValueOrDefault("prs_Gender") ?? profile.Gender switch
        {
            Gender.Female => "Feminine",
            Gender.Male => "Masculine",
            Gender.Other => "NonConforming",
            _ => "NonSpecifiedUnknown",
        });
        // One code may stand for two citizenships of one source ("al+gr").
        record.Set("prs_Citizenship", profile.Citizenships.SelectMany(code => code.Split('+')).Select(code => code.Length == 2 ? code.ToUpperInvariant() : code));
        record.Set("vic_TypeOfExploitation", profile.Exploitation.Select(HtcdsWords.Exploitation.ToHtcds).Distinct());
        foreach (var field in Htcds.Fields.Where(field => field.IsAttribute))
            record.Set(field.Name, HtcdsAttributes.Read(profile.Attributes, field.Name));
        AddStatus(record, person);
    }

    /// <summary>What was decided here; else what the source said.</summary>
    private static void AddStatus(HtcdsRecord record, CasePerson person)
    {
        if (person.Profile.Role is not PersonRole.Victim)
            return;
        if (person.Decisions.Count > 0)
        {
            record.Set("vic_TraffickingStatusDecisionMakingOrg", "Other");
        }
        else if (person.Profile.Attributes.TryGetValue("vic_TraffickingStatus", out var said))
        {
            record.Set("vic_TraffickingStatus", said);
            return;
        }

        record.Set("vic_TraffickingStatus", person.Status switch
        {
            VictimStatus.Actual => "ActualVictimOfTrafficking",
            VictimStatus.NotVictim => "NotAVictimOfTrafficking",
            _ => "PossibleVictimOfTrafficking",
        });
    }

    private static void AddEvents(HtcdsRecord record, Case of, CasePerson person)
    {
        var events = of.Timeline
            .Where(happened => happened.Retracted.Length == 0 && (happened.Content.People.Count == 0 || happened.Content.People.Contains(person.Id)))
            .Select(happened => happened.Content)
            .ToArray();
        record.Set("hte_Type", events.Select(content => HtcdsWords.Event.ToHtcds(content.Type)));
        record.Set("hte_Date", events.Select(content => content.Date));
        record.Set("hte_Country", events.Select(content => content.Country.ToUpperInvariant()));
        record.Set("hte_State", events.Select(content => content.Province));
        record.Set(Htcds.Acts, events.Select(content => string.Join('+', content.Acts)));
        record.Set(Htcds.Means, events.Select(content => string.Join('+', content.Means)));
        record.Set(Htcds.Purposes, events.Select(content => string.Join('+', content.Purposes)));
    }

    private static void AddIdentity(HtcdsRecord record, IReadOnlyDictionary<string, string> identity)
    {
        foreach (var field in Htcds.Fields)
        {
            // The vault keeps one name; it stands in the first of the three columns.
            if (field.Name is not ("prs_MiddleName" or "prs_SecondName") && field.IdentityField is { Length: > 0 } kept)
                record.Set(field.Name, identity.GetValueOrDefault(kept, ""));
        }
    }

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];
}

/// <summary>Coded fields of a person in its profile. A list that is too long for one attribute goes on in the next.</summary>
internal static class HtcdsAttributes
{
    private const int Longest = 200;

    public static IEnumerable<string> Read(IDictionary<string, string> attributes, string name)
    {
        var parts = new List<string>();
        for (var i = 1; attributes.TryGetValue(Key(name, i), out var part); i++)
            parts.Add(part);
        return parts.SelectMany(part => part.Split(';', StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Write(IDictionary<string, string> attributes, string name, IEnumerable<string> codes)
    {
        var (i, part) = (1, "");
        foreach (var code in codes)
        {
            if (part.Length > 0 && part.Length + 1 + code.Length > Longest)
            {
                attributes[Key(name, i++)] = part;
                part = "";
            }

            part = part.Length == 0 ? code : part + ";" + code;
        }

        if (part.Length > 0)
            attributes[Key(name, i)] = part;
    }

    private static string Key(string name, int i) => i == 1 ? name : name + "_" + i.ToString(CultureInfo.InvariantCulture);
}
