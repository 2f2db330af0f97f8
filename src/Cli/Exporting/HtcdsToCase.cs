using System.Security.Cryptography;
using System.Text;
using Coordination.Cases.V1;
using Coordination.Cli.Importing;
using Coordination.Cli.Reading;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Exporting;

/// <summary>What is to be done for the records of one case, with request ids that are the same whenever they are read.</summary>
internal sealed class HtcdsCase
{
    public required OpenCaseRequest Open { get; init; }

    public required int Line { get; init; }

    /// <summary>What request ids are made of.</summary>
    public required string Seed { get; init; }

    /// <summary>Who led it where it came from; whoever imports it leads it here.</summary>
    public required string Owner { get; init; }

    public List<EventContent> Events { get; } = [];

    public List<PlanServiceRequest> Services { get; } = [];

    /// <summary>By the person's id.</summary>
    public List<(string Person, List<IdentityField> Fields)> Identities { get; } = [];

    public bool FollowUp { get; set; }

    /// <summary>The reason of a case that is closed once all the rest is in; empty: it is open, or closed from its beginning.</summary>
    public string CloseAfter { get; set; } = "";

    /// <summary>The request id of a step.</summary>
    public string RequestId(string step)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(Seed + "\u001f" + step), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}

/// <summary>For what, on which basis and until when imported cases are kept; what their records do not say.</summary>
internal sealed record HtcdsTerms(string Purpose, string LegalBasis, DateTimeOffset RetainUntil, bool WithIdentity);

/// <summary>Makes cases of records. What the platform does not hold, or does not know, is told and never dropped silently.</summary>
internal sealed class HtcdsToCase(HtcdsTerms terms, HtcdsLosses losses)
{
    private readonly Dictionary<string, int> before = new(StringComparer.Ordinal);

    /// <summary>Records of one case stand together; one without the name of a case is a case of its own.</summary>
    public IEnumerable<HtcdsCase> Cases(IEnumerable<HtcdsRecord> records)
    {
        var group = new List<HtcdsRecord>();
        foreach (var record in records)
        {
            if (group.Count > 0 && (record.One(Htcds.Case).Length == 0 || record.One(Htcds.Case) != group[0].One(Htcds.Case)))
            {
                yield return Case(group);
                group = [];
            }

            group.Add(record);
        }

        if (group.Count > 0)
            yield return Case(group);
    }

    private HtcdsCase Case(List<HtcdsRecord> records)
    {
        var first = records[0];
        var open = new OpenCaseRequest
        {
            Purpose = terms.Purpose,
            LegalBasis = terms.LegalBasis,
            RetainUntil = Timestamp.FromDateTimeOffset(terms.RetainUntil),
            Province = Province(first, Htcds.Province),
            Area = Code(first, Htcds.Area),
            Source = Source(first),
        };
        var made = new HtcdsCase { Open = open, Line = first.Line, Seed = Seed(records), Owner = first.One("cas_CaseOwner") };
        foreach (var record in records)
        {
            losses.Look(record);
            open.People.Add(Person(record));
            var id = "p" + open.People.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            AddEvents(made, record, id);
            foreach (var word in Known(record, "spl_Type"))
            {
                var code = HtcdsWords.Service.FromHtcds(word);
                made.Services.Add(new PlanServiceRequest { Person = id, Code = code, Pillar = PillarOf(word) });
            }

            if (terms.WithIdentity && Identity(record) is { Count: > 0 } identity)
                made.Identities.Add((id, identity));
        }

        Close(made, first);
        return made;
    }

    private void Close(HtcdsCase made, HtcdsRecord first)
    {
        var status = first.One("cas_Status");
        made.FollowUp = status is "FollowUp";
        if (status is not ("Closed" or "ClosedReferred"))
            return;

        var reason = first.One("cas_ReasonForCaseClosure");
        if (reason.Length > 0 && !ReferralField.IsCode(reason))
            losses.Bad(first.Line, "cas_ReasonForCaseClosure");
        if (!ReferralField.IsCode(reason))
            reason = "imported";
        if (made.Events.Count + made.Services.Count + made.Identities.Count > 0)
            made.CloseAfter = reason;
        else
            made.Open.CloseReason = reason;
    }

    private ReferralSource Source(HtcdsRecord record)
    {
        var source = new ReferralSource
        {
            Organisation = CodeOf(record.One("cas_ReferringOrganisation") is { Length: > 0 } referring ? referring : record.One("org_Name")),
            Type = Word(record, "org_Type", HtcdsWords.SourceType),
            Reason = Word(record, "cas_ReasonForIncomingReferral", HtcdsWords.Reason),
        };
        if (Known(record, "cas_IncomingReferralDate") is [var date])
            source.Date = date;
        return source;
    }

    private PersonProfile Person(HtcdsRecord record)
    {
        var gender = record.One("prs_Gender");
        var profile = new PersonProfile
        {
            Role = Own(record, Htcds.Role, PersonRole.Victim),
            AgeBand = Own(record, Htcds.AgeBand, AgeBand.Unknown),
            SignsOfChildhood = record.One(Htcds.SignsOfChildhood) is "true",
            Conflicted = record.One(Htcds.Conflicted) is "true",
            Gender = gender switch
            {
                "Feminine" => Gender.Female,
                "Masculine" => Gender.Male,
                "TransgenderFeminine" or "TransgenderMasculine" or "NonConforming" => Gender.Other,
                _ => Gender.Unknown,
            },
        };
        if (gender.Length > 0 && Htcds.Find("prs_Gender")!.IsGood(gender) && profile.Gender is Gender.Other && gender is not "NonConforming")
            profile.Attributes["prs_Gender"] = gender;
        foreach (var citizenship in record.All("prs_Citizenship").Where(code => code.Length > 0))
        {
            var code = citizenship.ToLowerInvariant();
            if (ReferralField.IsCode(code) && profile.Citizenships.Count < 5)
                profile.Citizenships.Add(code);
            else
                losses.Bad(record.Line, "prs_Citizenship");
        }

        foreach (var word in Known(record, "vic_TypeOfExploitation"))
            profile.Exploitation.Add(HtcdsWords.Exploitation.FromHtcds(word));
        foreach (var field in Htcds.Fields.Where(field => field.IsAttribute))
            HtcdsAttributes.Write(profile.Attributes, field.Name, Known(record, field.Name));
        if (Known(record, "vic_TraffickingStatus") is [var status] && status is not "PossibleVictimOfTrafficking")
            profile.Attributes["vic_TraffickingStatus"] = status;
        if (record.One("cas_Status") is "ClosedReferred")
            profile.Attributes["cas_Status"] = "ClosedReferred";
        return profile;
    }

    private void AddEvents(HtcdsCase made, HtcdsRecord record, string person)
    {
        var types = record.All("hte_Type");
        for (var i = 0; i < types.Length; i++)
        {
            var type = HtcdsWords.Event.FromHtcds(types[i]);
            var (date, country) = (At(record, "hte_Date", i), At(record, "hte_Country", i).ToLowerInvariant());
            if (type.Length == 0 || !Htcds.Find("hte_Date")!.IsGood(date.Length == 0 ? "2000" : date) || country.Length is not (0 or 2))
            {
                losses.Bad(record.Line, "hte_Type");
                continue;
            }

            var content = new EventContent { Type = type, Date = date, Country = country, Province = At(record, "hte_State", i) };
            content.Acts.AddRange(Parts(record, Htcds.Acts, i));
            // Exploitation of an adult wants a means. A file of another system says it in the person's record only.
            content.Means.AddRange(record.All(Htcds.Means).IsEmpty && type is "exploitation"
                ? Known(record, "vic_MethodsOfControl").Take(10).Select(HtcdsWords.Snake)
                : Parts(record, Htcds.Means, i));
            content.Purposes.AddRange(Parts(record, Htcds.Purposes, i));
            // What happened to several people of a case stands in the record of each.
            var same = made.Events.FirstOrDefault(e =>
            {
                var bare = e.Clone();
                bare.People.Clear();
                return bare.Equals(content) && !e.People.Contains(person);
            });
            (same ?? content).People.Add(person);
            if (same is null)
                made.Events.Add(content);
        }
    }

    private List<IdentityField> Identity(HtcdsRecord record)
    {
        var fields = new List<IdentityField>();
        foreach (var group in Htcds.Fields.Where(field => field.IdentityField.Length > 0).GroupBy(field => field.IdentityField, StringComparer.Ordinal))
        {
            var value = string.Join(' ', group.SelectMany(field => Known(record, field.Name)));
            if (value.Length > 0)
                fields.Add(new IdentityField { Field = group.Key, Value = value });
        }

        return fields;
    }

    /// <summary>The values of a field that are what it allows; the others are told of.</summary>
    private string[] Known(HtcdsRecord record, string name)
    {
        var field = Htcds.Find(name)!;
        foreach (var _ in record.All(name).Where(value => value.Length > 0 && !field.IsGood(value)))
            losses.Bad(record.Line, name);
        return [.. record.All(name).Where(value => value.Length > 0 && field.IsGood(value))];
    }

    private string Word(HtcdsRecord record, string name, HtcdsWords words) => Known(record, name) is [var word, ..] ? words.FromHtcds(word) : "";

    private string Code(HtcdsRecord record, string column)
    {
        var code = record.One(column);
        if (code.Length == 0 || ReferralField.IsCode(code))
            return code;
        losses.Bad(record.Line, column);
        return "";
    }

    private string Province(HtcdsRecord record, string column)
    {
        var code = record.One(column);
        if (code.Length == 0 || ReferralField.All[ReferralField.Province].IsGood(code))
            return code;
        losses.Bad(record.Line, column);
        return "";
    }

    private T Own<T>(HtcdsRecord record, string column, T otherwise) where T : struct, System.Enum
    {
        var text = record.One(column);
        if (text.Length == 0)
            return otherwise;
        if (EnumValues.TryParse<T>(text, out var value))
            return value;
        losses.Bad(record.Line, column);
        return otherwise;
    }

    private string Seed(List<HtcdsRecord> records)
    {
        var text = new StringBuilder("coordination/htcds/1");
        foreach (var record in records)
        {
            foreach (var (column, values) in record.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append('\u001f').Append(column).Append('=').AppendJoin('\u001e', values);
            text.Append('\u001d');
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        var index = before.GetValueOrDefault(hash);
        before[hash] = index + 1;
        return $"{hash}/{index}";
    }

    private static string At(HtcdsRecord record, string column, int i) => record.All(column) is var all && i < all.Length ? all[i] : "";

    private static string[] Parts(HtcdsRecord record, string column, int i) => At(record, column, i).Split('+', StringSplitOptions.RemoveEmptyEntries);

    private static string CodeOf(string text) => text.Length == 0 || ReferralField.IsCode(text) ? text : FieldRule.CodeOf(text);

    private static Pillar PillarOf(string word) => word switch
    {
        "Legal" => Pillar.JusticeRedress,
        "Education" or "Financial" or "Livelihood" or "RightsBasedTraining" => Pillar.SocialInclusion,
        _ => Pillar.SupportServices,
    };
}

/// <summary>What of a file was not taken over.</summary>
internal sealed class HtcdsLosses(bool withIdentity)
{
    private readonly SortedDictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly HashSet<(int Line, string Column)> bad = [];

    /// <summary>Values by column that the platform holds nowhere, or that were not asked for.</summary>
    public IReadOnlyDictionary<string, int> Columns => columns;

    /// <summary>Values that are none of their field.</summary>
    public IEnumerable<(int Line, string Column)> BadValues => bad.OrderBy(one => one.Line).ThenBy(one => one.Column, StringComparer.Ordinal);

    public void Bad(int line, string column) => bad.Add((line, column));

    public void Look(HtcdsRecord record)
    {
        foreach (var (column, _) in record.Values)
        {
            var field = Htcds.Find(column);
            if (field is null ? !Htcds.Own.Contains(column) : !field.IsHeld || (field.IdentityField.Length > 0 && !withIdentity))
                columns[column] = columns.GetValueOrDefault(column) + 1;
        }
    }
}
