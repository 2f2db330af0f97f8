using System.Text;

namespace Coordination.Silo.Packs;

/// <summary>Each way in which a pack can be wrong is reported with file and line.</summary>
public sealed class BrokenPackTests : IDisposable
{
    private readonly PackFolder pack = new();

    public void Dispose() => pack.Dispose();

    /// <summary>File, a text in it, what replaces it, how many lines below the text's the error is, words of the message.</summary>
    public static TheoryData<string, string, string, int, string> Faults => new()
    {
        // pack.yaml
        { "pack.yaml", "id: lao-pdr", "id: Lao PDR", 0, "is not a code" },
        { "pack.yaml", "country: LA", "country: Laos", 0, "at most 2" },
        { "pack.yaml", "country: LA", "country: l1", 0, "ISO 3166-1" },
        { "pack.yaml", "time_zone: Asia/Vientiane", "time_zone: Asia/Nowhere", 0, "is not a time zone" },
        { "pack.yaml", "languages: [lo, en]", "languages: lo", 0, "must be a list" },
        { "pack.yaml", "version: 1.0.0", "version: 1.0.0\nfoo: bar", 1, "has no key \"foo\"" },
        { "pack.yaml", "version: 1.0.0", "version: 1.0.0\nversion: 2.0.0", 1, "occurs twice" },
        { "pack.yaml", "version: 1.0.0", "version: null", 0, "needs \"version\"" },

        // agencies.yaml
        { "agencies.yaml", "  - code: moh", "  - code: mps", 0, "is taken on line" },
        { "agencies.yaml", "  - code: moh", "  - code: MOH", 0, "is not a code" },
        { "agencies.yaml", "  - code: moh", "  - cod: moh", 0, "has no key \"cod\"" },
        { "agencies.yaml", "    parent: lwu", "    parent: nobody", 0, "The parent \"nobody\" is not in the pack" },
        { "agencies.yaml", "    parent: lwu", "    parent: lwu-center", 0, "stand above itself" },
        { "agencies.yaml", "    valid_from: 2006-01", "    valid_from: January 2006", 0, "is not a date" },
        { "agencies.yaml", "    valid_from: 2006-01", "    valid_from: 2006-01\n    valid_until: 2005", 1, "does not lie after the beginning" },
        { "agencies.yaml", "    valid_from: 2006-01", "    valid_until: 2007\n    successors: [lwu, nobody]", 1, "The successor \"nobody\" is not in the pack" },
        { "agencies.yaml", "    valid_from: 2006-01", "    valid_until: 2007\n    successors: [lwu-center]", 1, "cannot succeed itself" },
        { "agencies.yaml", "    valid_from: 2006-01", "    successors: [lwu]", 0, "need \"valid_until\"" },
        { "agencies.yaml", "    kind: shelter", "    kind: castle", 0, "is not a kind" },
        { "agencies.yaml", "    country: AU", "    country: Oz", 0, "ISO 3166-1" },
        { "agencies.yaml", "    checked: false", "    checked: maybe", 0, "is not true or false" },
        { "agencies.yaml", "name: {en: Ministry of Health, ", "name: {", 0, "needs \"en\"" },

        // committee.yaml
        { "committee.yaml", "agency: mofa", "agency: nobody", 0, "is not in the pack" },
        { "committee.yaml", "agency: mofa", "agency: mps", 0, "is a member at that time already" },
        { "committee.yaml", "role: chair", "role: king", 0, "is not a role" },
        { "committee.yaml", "valid_from: 2004}", "valid_from: 2004, valid_until: 2003}", 0, "does not lie after the beginning" },

        // provinces.yaml
        { "provinces.yaml", "code: LA-PH", "code: LA-VT", 0, "is taken on line" },
        { "provinces.yaml", "code: LA-PH", "code: TH-10", 0, "is not an ISO 3166-2 code" },
        { "provinces.yaml", "kind: prefecture", "kind: kingdom", 0, "is not a kind" },
        { "provinces.yaml", "districts: 9", "districts: nine", 0, "is not a number" },
        { "provinces.yaml", "districts: 9", "districts: 9, district_names: [{en: Chanthabouly}]", 0, "1 districts are named" },

        // units.yaml
        { "units.yaml", "  - code: atu-la-ph", "  - code: atu-la-vt", 0, "is taken on line" },
        { "units.yaml", "    agency: mps", "    agency: nobody", 0, "is not in the pack" },
        { "units.yaml", "    province: LA-VT", "    province: LA-ZZ", 0, "The province \"LA-ZZ\" is not in the pack" },

        // calendar.yaml
        { "calendar.yaml", "monday", "moonday", 0, "is not a day" },
        { "calendar.yaml", "monday", "friday", 0, "occurs twice" },
        { "calendar.yaml", "from: \"13:00\"", "from: \"11:00\"", 0, "before the ones above have ended" },
        { "calendar.yaml", "to: \"12:00\"", "to: \"07:00\"", 0, "does not lie after the beginning" },
        { "calendar.yaml", "to: \"12:00\"", "to: noon", 0, "is not a time" },
        { "calendar.yaml", "2025-01-01", "2025-02-30", 0, "is not a date" },
        { "calendar.yaml", "2026-01-01", "2025-01-01", 0, "is a holiday already" },

        // deadlines.yaml
        { "deadlines.yaml", "answer_within: 8h", "answer_within: soon", 0, "is not a duration" },
        { "deadlines.yaml", "answer_within: 8h", "answer_within: 0h", 0, "must be some time" },
        { "deadlines.yaml", "urgency: urgent_direct", "urgency: whenever", 0, "is none of" },
        { "deadlines.yaml", "level: province", "level: village", 0, "is none of" },
        { "deadlines.yaml", "level: province", "level: unit", 0, "for that priority already" },
        { "deadlines.yaml", "priorities: [stat]", "priorities: [never]", 0, "is none of the priorities" },
        { "deadlines.yaml", "id: 1-day", "id: 3-days", 0, "occurs twice" },

        // instruments.yaml
        { "instruments.yaml", "  - code: commit-spa", "  - code: commit-mou", 0, "is taken on line" },
        { "instruments.yaml", "kind: convention", "kind: letter", 0, "is not a kind" },
        { "instruments.yaml", "parties: [commit]", "parties: [nobody]", 0, "is not in the pack" },
        { "instruments.yaml", "date: 2003", "date: long ago", 0, "is not a date" },
        { "instruments.yaml", "state: in_force", "objectives: [{id: One, text: {en: x}}]", 0, "is not a code" },

        // labels.yaml
        { "labels.yaml", "task_state:", "task_states:", 0, "has no key" },
        { "labels.yaml", "  requested: {en: Requested, lo: ມອບໝາຍແລ້ວ}", "  requested: Requested", 0, "needs \"en\" and \"lo\"" },

        // reporting.yaml
        { "reporting.yaml", "province: LA-VT, unit: pc-la-vt", "province: LA-ZZ, unit: pc-la-vt", 0, "is not in the pack" },
        { "reporting.yaml", "unit: pc-la-vt", "unit: nobody", 0, "The unit \"nobody\" is not in the pack" },
        { "reporting.yaml", "unit: pc-la-vt", "unit: pc-la-sv", 0, "cannot approve for LA-VT" },
        { "reporting.yaml", "{province: LA-PH, unit: pc-la-ph}", "{province: LA-VT, unit: atu-la-vt}", 0, "has an approver already" },
        { "reporting.yaml", "ministries: []", "ministries: [{agency: atd, ministry: nobody}]", 0, "The agency \"nobody\" is not in the pack" },
        { "reporting.yaml", "ministries: []", "ministries: [{agency: atd, ministry: mps}, {agency: atd, ministry: mlsw}]", 0, "has a ministry already" },
        { "reporting.yaml", "level: chair", "level: king", 0, "is none of" },
        { "reporting.yaml", "before: 5d", "before: soon", 0, "is not a duration" },

        // information.yaml
        { "information.yaml", "  - code: prosecution", "  - code: investigation", 0, "is taken on line" },
        { "information.yaml", "  - code: prosecution", "  - code: Prosecution", 0, "is not a purpose" },
        { "information.yaml", "    consent_required: true", "    consent_required: sometimes", 0, "is not true or false" },
        { "information.yaml", "never_from: [victim_identification", "never_from: [nothing", 0, "is not a purpose of this file" },
        { "information.yaml", "never_from: [victim_identification", "never_from: [migration_enforcement", 0, "cannot exclude itself" },
        { "information.yaml", "roles: [agency_focal_point, agency_system]", "roles: [king]", 0, "is not a role" },
        { "information.yaml", "purpose: prosecution", "purpose: nothing", 0, "is not a purpose of this file" },
        { "information.yaml", "instrument: law-children", "instrument: law-of-nobody", 0, "is not in the pack" },
        { "information.yaml", "agencies: [moh, lwu, lwu-center, mlsw]", "agencies: [nobody]", 0, "is not in the pack" },
        { "information.yaml", "agencies: [moh, lwu, lwu-center, mlsw]", "agencies: []", 0, "must not be empty" },
        { "information.yaml", "agencies: [moh, lwu, lwu-center, mlsw]", "agencies: [moh, moh]", 0, "has that basis already" },
        { "information.yaml", "class: health, agencies: [atd, mps]", "class: money, agencies: [atd, mps]", 0, "is not a class" },
        { "information.yaml", "class: health, agencies: [atd, mps]", "class: health", 0, "needs \"agencies\", \"roles\" or both" },
        { "information.yaml", "class: health, agencies: [atd, mps]", "class: health, roles: [queen]", 0, "is not a role" },
        { "information.yaml", "four_eyes_classes: [identity", "four_eyes_classes: [money", 0, "is not a class" },
        { "information.yaml", "four_eyes_minors: true", "four_eyes_minors: perhaps", 0, "is not true or false" },
        { "information.yaml", "onward_depth_max: 2", "onward_depth_max: 6", 0, "is not a number from 0 to 5" },
        { "information.yaml", "longest_grant: 365d", "longest_grant: forever", 0, "is not a duration" },
        { "information.yaml", "longest_grant: 365d", "longest_grant: 0d", 0, "must last some time" },
        { "information.yaml", "id: 1-day", "id: One Day", 0, "is not an id" },
        { "information.yaml", "urgencies: [urgent_direct]", "urgencies: [stat]", 0, "is none of the urgencies" },
        { "information.yaml", "level: secretariat", "level: ministry", 0, "already" },
        { "information.yaml", "purposes:", "purpose:", 0, "has no key" },

        // cases.yaml
        { "cases.yaml", "status_deciders: [atd]", "status_deciders: [nobody]", 0, "is not in the pack" },
        { "cases.yaml", "guardian_within: 24h", "guardian_within: soon", 0, "is not a duration" },
        { "cases.yaml", "guardian_within: 24h", "guardian_within: 0h", 0, "must be longer than nothing" },
        { "cases.yaml", "class: counselling", "class: gossip", 0, "is not a class of notes" },
        { "cases.yaml", "roles: [agency_focal_point", "roles: [king", 0, "is not a role" },
        { "cases.yaml", "code: duplicate", "code: deceased", 0, "is taken on line" },
        { "cases.yaml", "code: no_capacity", "code: No Capacity", 0, "is not a code" },
        { "cases.yaml", "longest_retention_years: 30", "longest_retention_years: 0", 0, "is not a number from 1 to 100" },
        { "cases.yaml", "note_classes:", "note_class:", 0, "has no key" },

        // YAML itself
        { "provinces.yaml", "provinces:", "provinces: [", 1, "This is not YAML" },
        { "calendar.yaml", "hours:", "hours: &h", 0, "anchors and tags" },
        { "calendar.yaml", "  - {from: \"08:00\"", "  - *h\n  - {from: \"08:00\"", 0, "aliases" },
        { "pack.yaml", "country: LA", "country: LA\n---\nid: second", 1, "second document" },
        { "pack.yaml", "version: 1.0.0", "version: \"1.0\\u0000\"", 0, "control character" },
        { "pack.yaml", "version: 1.0.0", "version: [[[[[[[[[[[[[[x]]]]]]]]]]]]]]", 0, "levels" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_reported_where_it_is(string file, string old, string by, int below, string words)
    {
        var line = pack.Replace(file, old, by) + below;

        var load = PackLoader.Load(pack.Path);

        Assert.Null(load.Pack);
        Assert.Contains(load.Errors, e => e.File == file && e.Line == line && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_of_all_files_are_reported_at_once()
    {
        var kind = pack.Replace("agencies.yaml", "kind: shelter", "kind: castle");
        var country = pack.Replace("agencies.yaml", "country: AU", "country: Oz");
        var day = pack.Replace("calendar.yaml", "monday", "moonday");
        var province = pack.Replace("units.yaml", "province: LA-PH", "province: LA-ZZ");
        pack.Delete("instruments.yaml");

        var errors = PackLoader.Load(pack.Path).Errors;

        Assert.Equal(
            [("agencies.yaml", kind), ("agencies.yaml", country), ("units.yaml", province), ("calendar.yaml", day), ("instruments.yaml", 0)],
            errors.Select(e => (e.File, e.Line)));
    }

    [Fact]
    public void A_ministry_that_is_missing_is_missed_by_all_that_name_it()
    {
        pack.Replace("agencies.yaml", "code: mlsw", "code: mlsx");

        var files = PackLoader.Load(pack.Path).Errors.Select(e => e.File).Distinct();

        Assert.Equal(["committee.yaml", "units.yaml", "instruments.yaml", "information.yaml", "cases.yaml"], files);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_reported_with_their_line()
    {
        byte[] bytes = [.. "# one\n# two\nid: "u8, 0xC3, 0x28, .. "\n"u8];
        pack.WriteBytes("pack.yaml", bytes);

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e is { File: "pack.yaml", Line: 3 } && e.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_refused_unread()
    {
        pack["agencies.yaml"] = "# " + new string('x', 10_000_000);

        var load = PackLoader.Load(pack.Path);

        Assert.Contains(load.Errors, e => e is { File: "agencies.yaml", Line: 0 } && e.Message.Contains("at most 1000000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_a_megabyte_is_refused()
    {
        pack.Replace("agencies.yaml", "en: Ministry of Health", "en: " + new string('x', 400_000));

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e.File == "agencies.yaml" && e.Message.Contains("at most 300", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# Nothing but a comment.\n")]
    public void An_empty_file_is_reported(string text)
    {
        pack["labels.yaml"] = text;

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e.File == "labels.yaml" && e.Message.Contains("empty", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_no_pack_has_is_reported()
    {
        pack["agency.yaml"] = "agencies: []";

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e is { File: "agency.yaml", Line: 0 });
    }

    [Fact]
    public void A_directory_that_is_not_there_is_reported()
    {
        var load = PackLoader.Load(Path.Combine(pack.Path, "nowhere"));

        Assert.Null(load.Pack);
        Assert.Single(load.Errors);
    }

    [Fact]
    public void Who_needs_the_pack_is_told_every_error()
    {
        var line = pack.Replace("agencies.yaml", "kind: shelter", "kind: castle");
        pack.Replace("calendar.yaml", "monday", "moonday");

        var thrown = Assert.Throws<PackInvalidException>(() => PackLoader.LoadOrThrow(pack.Path));

        Assert.Equal(2, thrown.Errors.Length);
        Assert.Contains($"agencies.yaml:{line}: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("calendar.yaml:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_normalised()
    {
        pack.Replace("agencies.yaml", "ກະຊວງຍຸຕິທຳ", "ກະຊວງຍຸຕິທ\u0EB3");

        var moj = PackLoader.LoadOrThrow(pack.Path).Agencies.Single(a => a.Name.Id == "moj");

        Assert.Equal("ກະຊວງຍຸຕິທ\u0ECD\u0EB2", moj.DisplayName.Lo);
        Assert.True(moj.DisplayName.Lo.IsNormalized(NormalizationForm.FormKC));
    }

    [Fact]
    public void Rubbish_of_any_kind_is_reported_and_never_thrown()
    {
        var random = new Random(1);
        foreach (var file in PackLoader.Files)
        {
            var whole = pack[file];
            for (var i = 0; i < 15; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(whole);
                for (var n = 0; n < 20; n++)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                pack.WriteBytes(file, bytes);
                var load = PackLoader.Load(pack.Path);
                Assert.True(load.Pack is not null || load.Errors.Length > 0);
            }

            pack[file] = whole;
        }
    }
}
