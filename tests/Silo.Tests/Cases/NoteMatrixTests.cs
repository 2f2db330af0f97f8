using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

/// <summary>
/// Notes of every class for every agency, role and relation, against expectations that are written by hand (domain rule 5,
/// assurance R9 and R10). Whoever may not read a class learns nothing of it, by whatever question.
/// </summary>
public sealed class NoteMatrixTests(SharedCaseSilo shared) : IClassFixture<SharedCaseSilo>
{
    private static readonly NoteClass[] Classes = [NoteClass.General, NoteClass.Counselling, NoteClass.Health, NoteClass.Intelligence];

    /// <summary>What the agencies of the Lao pack read: never the police counselling or health, never counsellors intelligence.</summary>
    private static readonly Dictionary<string, NoteClass[]> ClassesOf = new(StringComparer.Ordinal)
    {
        ["mps"] = [NoteClass.General, NoteClass.Intelligence],
        ["atd"] = [NoteClass.General, NoteClass.Intelligence],
        ["opp"] = [NoteClass.General, NoteClass.Intelligence],
        ["lwu"] = [NoteClass.General, NoteClass.Counselling, NoteClass.Health],
        ["lwu-center"] = [NoteClass.General, NoteClass.Counselling, NoteClass.Health],
        ["moh"] = [NoteClass.General, NoteClass.Health],
        ["moj"] = [NoteClass.General],
    };

    /// <summary>A machine reads nothing that was said in confidence; who does not work on cases reads nothing.</summary>
    private static readonly Dictionary<string, NoteClass[]> ClassesFor = new(StringComparer.Ordinal)
    {
        [Role.AgencyFocalPoint] = Classes,
        [Role.AgencyOfficer] = Classes,
        [Role.UnitHead] = Classes,
        [Role.CaseLead] = Classes,
        [Role.AgencySystem] = [NoteClass.General, NoteClass.Intelligence],
        [Role.IdentityCustodian] = [],
        [Role.DisclosureApprover] = [],
        [Role.Chair] = [],
        [Role.Secretariat] = [],
        [Role.Statistician] = [],
        [Role.Auditor] = [],
        [Role.OrgAdmin] = [],
        [Role.PlatformOperator] = [],
    };

    /// <summary>Who sees that the case is there, though not its notes.</summary>
    private static readonly string[] SeesTheCase =
    [
        Role.AgencyFocalPoint, Role.AgencyOfficer, Role.UnitHead, Role.CaseLead, Role.AgencySystem, Role.IdentityCustodian, Role.DisclosureApprover,
    ];

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal) { ["mps"] = "atu-la-vt", ["lwu"] = "lwu-la-vt" };

    private CaseSilo Silo => shared.Silo;

    public static TheoryData<string, string> Parts()
    {
        var parts = new TheoryData<string, string>();
        foreach (var agency in ClassesOf.Keys)
        {
            foreach (var relation in new[] { "lead", "participant", "observer", "foreign", "own unit", "another unit", "blocked" })
            {
                if (relation is not "own unit" || Units.ContainsKey(agency))
                    parts.Add(agency, relation);
            }
        }

        return parts;
    }

    [Fact]
    public void Every_role_has_a_row() => Assert.Equal(Role.Assignable.Order(), ClassesFor.Keys.Order());

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Each_reads_adds_lists_and_retracts_what_the_table_says(string agency, string relation)
    {
        var (name, notes) = await PlayAsync(agency, relation);
        var (works, sees) = (relation is "lead" or "participant" or "own unit", relation is "lead" or "participant" or "own unit" or "observer");
        foreach (var (role, classes) in ClassesFor)
        {
            var by = By(agency, relation == "blocked" ? "blocked" : "somebody", role) with
            {
                Unit = relation switch { "own unit" => new UnitName(Units[agency]), "another unit" => new UnitName("another"), _ => null },
            };
            var readable = works ? ClassesOf[agency].Intersect(classes).ToArray() : [];
            var isThere = sees && SeesTheCase.Contains(role);
            var why = $"{agency} as {role}, {relation}";

            foreach (var noteClass in Classes)
            {
                var read = await Silo.ReadNoteAsync(notes[noteClass], by, purpose: PurposeOf(agency));
                var retracted = await Silo.Grains.CaseNote(notes[noteClass]).RetractAsync(new RetractCaseNote(Context(by), "mistake"), default);
                if (readable.Contains(noteClass))
                {
                    Assert.True(read.Value?.Text.Value == $"about {noteClass}", $"{why} does not read {noteClass}: {read.Refusal?.Code}");
                    Assert.True(retracted.Refusal?.Code == CaseRefusals.NotTheAuthor.Code, $"{why} retracts {noteClass}: {retracted.Refusal?.Code}");
                }
                else
                {
                    Assert.True(Equals(CommonRefusals.NotFound, read.Refusal), $"{why} learns of {noteClass}: {read.Refusal?.Code}");
                    Assert.True(Equals(CommonRefusals.NotFound, retracted.Refusal), $"{why} learns of {noteClass} by retracting: {retracted.Refusal?.Code}");
                }

                var added = await Silo.NoteAsync(name, noteClass, by, person: "p9");
                var expected = readable.Contains(noteClass) ? CaseRefusals.PersonUnknown.Code // As far as it gets.
                    : !isThere ? CommonRefusals.NotFound.Code
                    : works && classes.Length > 0 ? CaseRefusals.NoteClassDenied.Code
                    : CommonRefusals.PermissionDenied.Code;
                Assert.True(added.Refusal?.Code == expected, $"{why} adds {noteClass}: {added.Refusal?.Code}, not {expected}");
            }

            var list = await Silo.Grains.CaseShelf().ListNotesAsync(by, name, 50, null, default);
            if (works && classes.Length > 0)
                Assert.Equal(readable.Select(c => notes[c].ToString()).Order(StringComparer.Ordinal), Done(list).Hits.Select(h => h.Name).Order(StringComparer.Ordinal));
            else
                Assert.True(list.Refusal?.Code == (isThere ? CommonRefusals.PermissionDenied.Code : CommonRefusals.NotFound.Code), $"{why} lists: {list.Refusal?.Code}");
        }
    }

    /// <summary>Pages, tokens, reads and the case are byte for byte what they were, however many notes of a closed class are added, read and retracted.</summary>
    [Fact]
    public async Task A_class_that_may_not_be_read_changes_no_answer()
    {
        var name = await Silo.OpenAsync(Open(Police, Woman) with { Purpose = "victim_identification" });
        await Silo.JoinAsync(name, "lwu", by: Police);
        for (var i = 0; i < 3; i++)
        {
            Done(await Silo.NoteAsync(name, NoteClass.General, Lead));
            var intelligence = Done(await Silo.NoteAsync(name, NoteClass.Intelligence, Police)).Name;
            Done(await Silo.ReadNoteAsync(intelligence, Police, purpose: "investigation"));
        }

        var before = await AskAllAsync();
        for (var i = 0; i < 3; i++)
        {
            var note = Done(await Silo.NoteAsync(name, NoteClass.Counselling, Lead, person: "p1")).Name;
            Done(await Silo.ReadNoteAsync(note));
            Done(await Silo.Grains.CaseNote(note).RetractAsync(new RetractCaseNote(Context(), "mistake"), default));
        }

        Assert.Equal(before, await AskAllAsync());

        async Task<string[]> AskAllAsync()
        {
            var answers = new List<string> { (await Silo.GetAsync(name, Police)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            foreach (var size in new[] { 1, 2, 3, 5, 6, 50 })
            {
                foreach (var accesses in new[] { false, true })
                {
                    var token = "";
                    do
                    {
                        var page = Done(accesses
                            ? await Silo.Grains.CaseShelf().ListAccessesAsync(Police, name, size, token, default)
                            : await Silo.Grains.CaseShelf().ListNotesAsync(Police, name, size, token, default));
                        answers.Add(string.Join(' ', page.Hits.Select(h => $"{h.Name} {Convert.ToHexString([.. h.View])}").Append(page.NextPageToken)));
                        token = page.NextPageToken;
                    }
                    while (token.Length > 0);
                }
            }

            return [.. answers];
        }
    }

    [Fact]
    public async Task The_lead_lists_who_read_what_and_an_auditor_sees_all_of_it()
    {
        var name = await Silo.OpenAsync(Open(Police, Woman) with { Purpose = "victim_identification" });
        await Silo.JoinAsync(name, "lwu", by: Police);
        var (general, counselling) = (Done(await Silo.NoteAsync(name, NoteClass.General, Lead)).Name, Done(await Silo.NoteAsync(name, NoteClass.Counselling, Lead)).Name);
        Done(await Silo.ReadNoteAsync(general));
        Done(await Silo.ReadNoteAsync(counselling));
        Done(await Silo.ReadIdentityAsync(
            Done(await Silo.StoreAsync(name, by: By("atd", "keeper", Role.IdentityCustodian))).Name, By("atd", "keeper", Role.IdentityCustodian), purpose: "victim_identification"));

        Assert.Equal(2, Done(await Silo.Grains.CaseShelf().ListAccessesAsync(Police, name, 0, null, default)).Hits.Length);
        Assert.Equal(3, Done(await Silo.Grains.CaseShelf().ListAccessesAsync(By("atd", "auditor", Role.Auditor), name, 0, null, default)).Hits.Length);
        Refused(CommonRefusals.PermissionDenied, await Silo.Grains.CaseShelf().ListAccessesAsync(Lead, name, 0, null, default)); // A participant.
    }

    [Fact]
    public async Task A_page_token_serves_its_bearer_and_its_question_only()
    {
        var name = await Silo.OpenAsync();
        var other = await Silo.OpenAsync();
        for (var i = 0; i < 3; i++)
            Done(await Silo.NoteAsync(name));
        var token = Done(await Silo.Grains.CaseShelf().ListNotesAsync(Lead, name, 1, null, default)).NextPageToken;
        Assert.NotEqual("", token);

        Refused(CommonRefusals.PageTokenInvalid, await Silo.Grains.CaseShelf().ListNotesAsync(Lead, other, 1, token, default));
        Refused(CommonRefusals.PageTokenInvalid, await Silo.Grains.CaseShelf().ListNotesAsync(Lead with { Subject = "colleague" }, name, 1, token, default));
        Refused(CommonRefusals.PageTokenInvalid, await Silo.Grains.CaseShelf().ListAccessesAsync(Lead, name, 1, token, default));
        Refused(CommonRefusals.PageTokenInvalid, await Silo.Grains.CaseShelf().ListNotesAsync(Lead, name, 1, "nonsense", default));
        Assert.Equal(2, Done(await Silo.Grains.CaseShelf().ListNotesAsync(Lead, name, 2, token, default)).Hits.Length);
    }

    private static string PurposeOf(string agency) => agency == "moj" ? "legal_aid" : "victim_identification";

    /// <summary>A case in which an agency stands so, with a note of each class that others wrote.</summary>
    private async Task<(CaseName Name, Dictionary<NoteClass, CaseNoteName> Notes)> PlayAsync(string agency, string relation)
    {
        var leads = relation == "lead";
        var lead = leads ? By(agency, "lead-" + agency, Role.CaseLead) : By("mlsw", "lead-mlsw", Role.CaseLead);
        var name = await Silo.OpenAsync(Open(lead, Woman) with { Purpose = leads ? PurposeOf(agency) : "victim_identification" });
        var writers = new Dictionary<NoteClass, string[]>
        {
            [NoteClass.General] = ["mofa"], [NoteClass.Counselling] = ["lwu-center", "lwu"], [NoteClass.Health] = ["lwu-center", "lwu"], [NoteClass.Intelligence] = ["mnd"],
        };
        var notes = new Dictionary<NoteClass, CaseNoteName>();
        foreach (var (noteClass, candidates) in writers)
        {
            var writer = candidates.First(w => w != agency);
            if ((await Silo.GetAsync(name, lead)).Participants.All(p => p.Agency.Id != writer))
                await Silo.JoinAsync(name, writer, by: lead);
            notes[noteClass] = Done(await Silo.NoteAsync(name, noteClass, By(writer, "writer", Role.CaseLead), $"about {noteClass}")).Name;
        }

        if (relation is not ("lead" or "foreign"))
        {
            await Silo.JoinAsync(
                name, agency, relation is "observer" ? ParticipantRole.Observer : ParticipantRole.Participant, relation == "own unit" ? new UnitName(Units[agency]) : null, lead);
        }

        if (relation == "blocked")
            await Silo.DoAsync(name, new BlockOfficer(Context(lead), "test", "blocked", "named"));
        return (name, notes);
    }
}
