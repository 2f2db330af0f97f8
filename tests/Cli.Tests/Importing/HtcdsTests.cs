using System.Globalization;
using System.Text;
using Coordination.Cases.V1;
using Coordination.Cli.Exporting;
using Xunit;

namespace Coordination.Importing;

public sealed class HtcdsTests
{
    private static readonly HtcdsTerms Terms = new("statistics", "instruments/npa", new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero), WithIdentity: true);

    [Fact]
    public void Every_field_that_is_not_deprecated_is_there_and_the_two_that_the_lists_lack()
    {
        Assert.Equal(81, Htcds.Fields.Length);
        Assert.Equal(Htcds.Fields.Length, Htcds.Fields.Select(field => field.Name).Distinct().Count());
        Assert.Null(Htcds.Find("vic_Vulnerabilities"));
        Assert.Null(Htcds.Find("vic_AgreementToManagePersonalData"));
        Assert.True(Htcds.Find("vic_MethodsOfControl")!.IsGood("RestrictsMovement"));
        Assert.True(Htcds.Find("vic_TypeOfExploitation")!.IsGood("ForcedCriminality"));
    }

    [Fact]
    public void Every_code_of_a_list_that_the_platform_translates_has_a_word_of_ours()
    {
        Every("vic_TypeOfExploitation", HtcdsWords.Exploitation);
        Every("org_Type", HtcdsWords.SourceType);
        Every("cas_ReasonForIncomingReferral", HtcdsWords.Reason);
        Every("hte_Type", HtcdsWords.Event);
        Every("spl_Type", HtcdsWords.Service);

        static void Every(string field, HtcdsWords words) => Assert.All(Htcds.Find(field)!.Codes, code =>
        {
            Assert.NotEqual("", words.FromHtcds(code));
            Assert.Equal(code, words.ToHtcds(words.FromHtcds(code)));
        });
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task What_is_exported_imported_and_exported_again_is_the_same(string format)
    {
        var cases = new[] { Full(), Closed(), Several() };
        var records = cases.SelectMany(one => HtcdsFromCase.Records(one, Identities(one))).ToArray();

        var again = await ThroughAsync(format, records);
        var losses = new HtcdsLosses(withIdentity: true);
        var made = new HtcdsToCase(Terms, losses).Cases(again).ToArray();
        var second = made.Zip(cases).SelectMany(pair => HtcdsFromCase.Records(Played(pair.First, pair.Second), PlayedIdentities(pair.First))).ToArray();

        Assert.Empty(losses.BadValues);
        Assert.Empty(losses.Columns);
        Assert.Equal(records.Select(Text), again.Select(Text));
        Assert.Equal(records.Select(Text), second.Select(Text));
    }

    [Fact]
    public void Each_code_of_each_coded_field_survives()
    {
        foreach (var field in Htcds.Fields.Where(field => field.IsAttribute && field.Codes.Count > 0))
        {
            var record = new HtcdsRecord { Line = 2 };
            var codes = field.Type is "codes" ? field.Codes.Order(StringComparer.Ordinal).ToArray() : [field.Codes.First()];
            record.Set(field.Name, codes);

            var person = Assert.Single(Assert.Single(new HtcdsToCase(Terms, new HtcdsLosses(true)).Cases([record])).Open.People);

            Assert.Equal(codes, HtcdsAttributes.Read(person.Attributes, field.Name));
            Assert.All(person.Attributes.Values, value => Assert.InRange(value.Length, 1, 200));
        }
    }

    [Fact]
    public void What_is_not_held_or_no_value_of_its_field_is_told()
    {
        var record = new HtcdsRecord { Line = 7 };
        record.Set("con_Consent", "true");
        record.Set("cas_IncomingReferralDetails", "Words.");
        record.Set("unheard_Of", "x");
        record.Set("prs_FirstName", "Noy");
        record.Set("vic_MethodsOfControl", "DebtBondage", "Nonsense");
        record.Set("vic_AgeWhenTrafficked", "young");
        record.Set("hte_Type", "Holiday");
        record.Set("cas_Status", "Closed");
        record.Set("cas_ReasonForCaseClosure", "She went home.");
        var losses = new HtcdsLosses(withIdentity: false);

        var made = Assert.Single(new HtcdsToCase(Terms with { WithIdentity = false }, losses).Cases([record]));

        Assert.Equal(["cas_IncomingReferralDetails", "con_Consent", "prs_FirstName", "unheard_Of"], losses.Columns.Keys);
        Assert.Equal([(7, "cas_ReasonForCaseClosure"), (7, "hte_Type"), (7, "vic_AgeWhenTrafficked"), (7, "vic_MethodsOfControl")], losses.BadValues);
        Assert.Equal("DebtBondage", made.Open.People[0].Attributes["vic_MethodsOfControl"]);
        Assert.Empty(made.Identities);
        Assert.Equal("imported", made.Open.CloseReason);
    }

    [Fact]
    public void Without_identities_a_file_holds_none()
    {
        var records = HtcdsFromCase.Records(Full());

        Assert.All(records, record => Assert.DoesNotContain(record.Values, pair => Htcds.Find(pair.Key) is { IdentityField.Length: > 0 }));
    }

    [Fact]
    public void Request_ids_depend_on_content_and_tell_equal_records_apart()
    {
        var records = HtcdsFromCase.Records(Closed()).Concat(HtcdsFromCase.Records(Closed())).ToArray();
        records[1].Set(Htcds.Case, "other");

        var first = new HtcdsToCase(Terms, new HtcdsLosses(true)).Cases(records).Select(one => one.RequestId("open")).ToArray();
        var second = new HtcdsToCase(Terms, new HtcdsLosses(true)).Cases(records).Select(one => one.RequestId("open")).ToArray();

        Assert.Equal(first, second);
        Assert.Equal(2, first.Distinct().Count());
        Assert.All(first, id => Assert.True(Guid.TryParse(id, out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    public void A_file_of_something_else_is_refused(string text) =>
        Assert.Throws<Coordination.Cli.Importing.ImportFault>(() => HtcdsFile.ReadCsv(new StringReader(text), _ => { }).ToArray());

    [Theory]
    [InlineData("{")]
    [InlineData("3")]
    [InlineData("[3]")]
    [InlineData("""{"records": {"a": 1}}""")]
    public void Json_of_something_else_is_refused(string text) =>
        Assert.Throws<Coordination.Cli.Importing.ImportFault>(() => HtcdsFile.ReadJson(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    private static Case Full() => new()
    {
        Name = "cases/c1", Lead = "agencies/mlsw", State = CaseState.FollowUp, Province = "LA-VT", Area = "cross_border",
        Source = new ReferralSource { Organisation = "lwu-center", Type = "ngo", Date = "2026-03", Reason = "change_of_location" },
        People =
        {
            new CasePerson
            {
                Id = "p1", Status = VictimStatus.Possible, Identity = "identities/d1",
                Profile = new PersonProfile
                {
                    Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Child, Citizenships = { "la", "th" },
                    Exploitation = { "labour", "forced_criminality", "something_new" },
                    Attributes = { ["vic_MethodsOfControl"] = "RestrictsMovement;DebtBondage", ["prs_Deceased"] = "false", ["prs_NumberOfChildren"] = "2", ["prs_PrimaryLanguage"] = "lo" },
                },
            },
            new CasePerson { Id = "p2", Profile = new PersonProfile { Role = PersonRole.Suspect, Gender = Gender.Other, AgeBand = AgeBand.Adult, Attributes = { ["prs_Gender"] = "TransgenderMasculine", ["per_RoleInProcess"] = "Transporter;Exploiter" } } },
        },
        Timeline =
        {
            new TimelineEvent { Id = "e1", Content = new EventContent { Type = "recruitment", Date = "2025-11", Country = "la", Province = "LA-SV", People = { "p1", "p2" } } },
            new TimelineEvent { Id = "e2", Content = new EventContent { Type = "exploitation", Country = "th", Means = { "debt_bondage", "deception" }, Acts = { "harbouring" }, Purposes = { "labour" }, People = { "p1" } } },
            new TimelineEvent { Id = "e3", Retracted = "mistake", Content = new EventContent { Type = "rescue", People = { "p1" } } },
        },
        SupportPlan = { new Service { Id = "s1", Person = "p1", Pillar = Pillar.JusticeRedress, Code = "legal" }, new Service { Id = "s2", Person = "p1", Code = "shelter" } },
    };

    private static Case Closed() => new()
    {
        Name = "cases/c2", Lead = "agencies/mlsw", State = CaseState.Closed, CloseReason = "returned_home", Source = new ReferralSource(),
        People =
        {
            new CasePerson
            {
                Id = "p1", Status = VictimStatus.Possible,
                Profile = new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Unknown, AgeBand = AgeBand.Unknown, SignsOfChildhood = true, Attributes = { ["cas_Status"] = "ClosedReferred", ["vic_TraffickingStatus"] = "ActualVictimOfTrafficking" } },
            },
        },
    };

    private static Case Several() => new()
    {
        Name = "cases/c3", Lead = "agencies/mlsw", State = CaseState.Active, Source = new ReferralSource { Type = "fire_brigade" },
        People = { new CasePerson { Id = "p1", Status = VictimStatus.Possible, Profile = new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Male, AgeBand = AgeBand.Adult, Citizenships = { "somewhere" }, Exploitation = { "sexual" } } } },
    };

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Identities(Case of) => of.People
        .Where(person => person.Identity.Length > 0)
        .ToDictionary(
            person => person.Id,
            IReadOnlyDictionary<string, string> (_) => new Dictionary<string, string> { ["name"] = "Noy, called \"Nok\"", ["birth_date"] = "2011-02", ["document"] = "P 12;34", ["longitude"] = "102.6" });

    private static Dictionary<string, IReadOnlyDictionary<string, string>> PlayedIdentities(HtcdsCase made) => made.Identities.ToDictionary(
        one => one.Person, IReadOnlyDictionary<string, string> (one) => one.Fields.ToDictionary(field => field.Field, field => field.Value));

    /// <summary>The case as the platform would hold it after the commands of an import.</summary>
    private static Case Played(HtcdsCase made, Case before)
    {
        var played = new Case
        {
            Name = before.Name, Lead = before.Lead, Province = made.Open.Province, Area = made.Open.Area, Source = made.Open.Source,
            State = made.FollowUp ? CaseState.FollowUp : made.Open.CloseReason.Length + made.CloseAfter.Length > 0 ? CaseState.Closed : CaseState.Opened,
            CloseReason = made.Open.CloseReason + made.CloseAfter,
        };
        played.People.AddRange(made.Open.People.Select((profile, i) => new CasePerson
        {
            Id = "p" + (i + 1).ToString(CultureInfo.InvariantCulture), Profile = profile,
            Status = profile.Role is PersonRole.Victim ? VictimStatus.Possible : VictimStatus.Unspecified,
        }));
        played.Timeline.AddRange(made.Events.Select(content => new TimelineEvent { Content = content }));
        played.SupportPlan.AddRange(made.Services.Select(service => new Service { Person = service.Person, Code = service.Code, Pillar = service.Pillar }));
        return played;
    }

    private static async Task<HtcdsRecord[]> ThroughAsync(string format, HtcdsRecord[] records)
    {
        if (format is "json")
        {
            using var stream = new MemoryStream();
            await HtcdsFile.WriteJsonAsync(stream, Stream(records), TestContext.Current.CancellationToken);
            return [.. HtcdsFile.ReadJson(new MemoryStream(stream.ToArray()))];
        }

        using var text = new StringWriter();
        await HtcdsFile.WriteCsvAsync(text, Stream(records), TestContext.Current.CancellationToken);
        return [.. HtcdsFile.ReadCsv(new StringReader(text.ToString()), line => Assert.Fail($"Line {line} is broken."))];
    }

    private static async IAsyncEnumerable<HtcdsRecord> Stream(IEnumerable<HtcdsRecord> records)
    {
        await Task.Yield();
        foreach (var record in records)
            yield return record;
    }

    private static string Text(HtcdsRecord record) =>
        string.Join('\n', record.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={string.Join('|', pair.Value)}"));
}
