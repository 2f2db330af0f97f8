using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Registry;
using Google.Protobuf.WellKnownTypes;
using V1 = Coordination.Cases.V1;

namespace Coordination.Gateway.Tests.Cases;

public sealed class CaseMapperTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CommandContext Context = new(Guid.NewGuid(), new Principal("i", "s", new AgencyName("lwu"), null, []));

    private static readonly V1.PersonProfile Profile = new()
    {
        Role = V1.PersonRole.Relative,
        Gender = V1.Gender.Other,
        AgeBand = V1.AgeBand.Adult,
        SignsOfChildhood = true,
        Citizenships = { "la", "th" },
        Exploitation = { "labour", "forced_criminality" },
        Conflicted = true,
        Attributes = { ["vic_MethodsOfControl"] = "RestrictsMovement", ["a"] = "b" },
    };

    private static readonly CaseView View = new(
        new CaseName("cone"), "A-17", CaseStage.FollowUp, new AgencyName("lwu"),
        [new CaseParticipant(new AgencyName("lwu"), ParticipantRole.Lead, new UnitName("lwu-la-vt"), Time), new CaseParticipant(new AgencyName("moh"), ParticipantRole.Observer, null, Time)],
        "LA-VT", "cross_border", Handling.Red, new ReferralSource("ngo", "ngo", "2026-02", "hotline"), "victim_support", new InstrumentName("law-women"),
        [new InstrumentName("penal-law")],
        [
            new CasePerson(
                "p1", CaseCommandMapper.ToProfile(Profile), VictimStatus.Actual, [new StatusDecision(VictimStatus.Actual, new AgencyName("atd"), "interview", Time, true)], true,
                new Guardian(GuardianKind.Official, new AgencyName("moh"), null, Time), Time, new TaskName("tone"), [new Offence(new InstrumentName("penal-law"), "215")],
                new IdentityName("ione"), true, Time),
        ],
        [new TimelineEvent("e1", new EventContent("rescue", "2026-03", "th", "TH-10", ["a"], ["m"], ["p"], ["p1"]), new AgencyName("lwu"), Time, "mistake")],
        [new SupportService("s1", "p1", Pillar.JusticeRedress, "legal_aid", new AgencyName("moj"), ServiceStage.Discontinued, "left", Time)],
        [new BlockedOfficer("issuer", "subject", "named")], "reintegrated", new TransferName("tone"), Time.AddYears(1), "court", true, Time, Time.AddDays(1), 7);

    [Fact]
    public void The_words_of_both_sides_have_the_same_numbers()
    {
        Same<CaseStage, V1.CaseState>();
        Same<ParticipantRole, V1.ParticipantRole>();
        Same<PersonRole, V1.PersonRole>();
        Same<Gender, V1.Gender>();
        Same<AgeBand, V1.AgeBand>();
        Same<VictimStatus, V1.VictimStatus>();
        Same<GuardianKind, V1.GuardianKind>();
        Same<DatePrecision, V1.DatePrecision>();
        Same<Pillar, V1.Pillar>();
        Same<ServiceStage, V1.ServiceState>();
        Same<NoteClass, V1.NoteClass>();
        Same<Handling, Type.V1.Handling>();

        static void Same<TOurs, TTheirs>() where TOurs : struct, System.Enum where TTheirs : struct, System.Enum => Assert.Equal(
            System.Enum.GetValues<TOurs>().Select(v => (v.ToString(), Convert.ToInt32(v, null))).Where(v => v.Item2 != 0),
            System.Enum.GetValues<TTheirs>().Select(v => (v.ToString(), Convert.ToInt32(v, null))).Where(v => v.Item2 != 0));
    }

    [Fact]
    public void An_opening_is_mapped_whole()
    {
        var command = CaseCommandMapper.ToCommand(
            new V1.OpenCaseRequest
            {
                Reference = "A-17",
                Province = "LA-VT",
                Unit = "units/lwu-la-vt",
                Area = "cross_border",
                Handling = Type.V1.Handling.Red,
                Source = new V1.ReferralSource { Organisation = "ngo", Type = "t", Date = "2026-02", Reason = "hotline" },
                Purpose = "victim_support",
                LegalBasis = "instruments/law-women",
                Instruments = { "instruments/penal-law", "instruments/law-women" },
                RetainUntil = Timestamp.FromDateTimeOffset(Time),
                People = { Profile, new V1.PersonProfile { Role = V1.PersonRole.Victim } },
            },
            Context);

        Assert.Equal(("A-17", "LA-VT", new UnitName("lwu-la-vt"), "cross_border", Handling.Red), (command.Reference, command.Province, command.Unit, command.Area, command.Handling));
        Assert.Equal(new ReferralSource("ngo", "t", "2026-02", "hotline"), command.Source);
        Assert.Equal(("victim_support", new InstrumentName("law-women"), Time), (command.Purpose, command.LegalBasis, command.RetainUntil));
        Assert.Equal([new InstrumentName("penal-law"), new InstrumentName("law-women")], command.Instruments);
        Assert.Equal((PersonRole.Victim, Gender.Unknown, AgeBand.Unknown), (command.People[1].Role, command.People[1].Gender, command.People[1].AgeBand));
        Assert.Equal(["a", "vic_MethodsOfControl"], command.People[0].Attributes.Keys);

        var bare = CaseCommandMapper.ToCommand(new V1.OpenCaseRequest { LegalBasis = "instruments/law-women", RetainUntil = new Timestamp() }, Context);
        Assert.Equal((null, Handling.AmberStrict, ReferralSource.None), (bare.Unit, bare.Handling, bare.Source));
    }

    [Fact]
    public void An_update_changes_what_its_mask_names()
    {
        var request = new V1.UpdateCaseRequest { Reference = "B", Province = "LA-PH", Area = "x", Handling = Type.V1.Handling.Red, Instruments = { "instruments/penal-law" } };
        foreach (var (path, expected) in new (string, UpdateCase)[]
        {
            ("reference", new UpdateCase(Context, "B", null, null, null, null)), ("province", new UpdateCase(Context, null, "LA-PH", null, null, null)),
            ("area", new UpdateCase(Context, null, null, "x", null, null)), ("handling", new UpdateCase(Context, null, null, null, Handling.Red, null)),
        })
        {
            request.UpdateMask = new FieldMask { Paths = { path } };
            Assert.Equal(expected, CaseCommandMapper.ToCommand(request, Context));
        }

        request.UpdateMask = new FieldMask { Paths = { "instruments" } };
        Assert.Equal([new InstrumentName("penal-law")], CaseCommandMapper.ToCommand(request, Context).Instruments!.Value);
        request.UpdateMask = new FieldMask { Paths = { "lead" } };
        Assert.Throws<RefusedException>(() => CaseCommandMapper.ToCommand(request, Context));
    }

    [Fact]
    public void A_case_is_shown_whole()
    {
        var message = CaseMapper.ToProto(View);

        Assert.Equal(("cases/cone", "A-17", V1.CaseState.FollowUp, "agencies/lwu"), (message.Name, message.Reference, message.State, message.Lead));
        Assert.Equal(("LA-VT", "cross_border", Type.V1.Handling.Red, "victim_support", "instruments/law-women"), (message.Province, message.Area, message.Handling, message.Purpose, message.LegalBasis));
        Assert.Equal(new V1.ReferralSource { Organisation = "ngo", Type = "ngo", Date = "2026-02", Reason = "hotline" }, message.Source);
        Assert.Equal(["units/lwu-la-vt", ""], message.Participants.Select(p => p.Unit));
        Assert.Equal([V1.ParticipantRole.Lead, V1.ParticipantRole.Observer], message.Participants.Select(p => p.Role));
        Assert.Equal(("reintegrated", "transfers/tone", "court", true), (message.CloseReason, message.PendingTransfer, message.LegalHold, message.RetentionEnded));
        Assert.Equal((Time.AddYears(1), Time, Time.AddDays(1)), (message.RetainUntil.ToDateTimeOffset(), message.CreateTime.ToDateTimeOffset(), message.UpdateTime.ToDateTimeOffset()));
        Assert.Equal([new V1.BlockedOfficer { Issuer = "issuer", Subject = "subject", Reason = "named" }], message.BlockedOfficers);

        var person = Assert.Single(message.People);
        Assert.Equal(Profile, person.Profile);
        Assert.Equal(("p1", false, V1.VictimStatus.Actual, true, true), (person.Id, person.TreatedAsChild, person.Status, person.AppealPending, person.Withdrawn));
        Assert.Equal(("tasks/tone", "identities/ione"), (person.GuardianTask, person.Identity));
        Assert.Equal(new V1.Guardian { Kind = V1.GuardianKind.Official, Agency = "agencies/moh", AppointTime = Timestamp.FromDateTimeOffset(Time) }, person.Guardian);
        Assert.Equal((V1.VictimStatus.Actual, "agencies/atd", "interview", true), Assert.Single(person.Decisions) is var d ? (d.Status, d.Organisation, d.Reason, d.OnAppeal) : default);
        Assert.Equal([new V1.Offence { Instrument = "instruments/penal-law", Code = "215" }], person.Offences);

        var happened = Assert.Single(message.Timeline);
        Assert.Equal(("e1", V1.DatePrecision.Month, "agencies/lwu", "mistake"), (happened.Id, happened.Precision, happened.Agency, happened.Retracted));
        Assert.Equal(
            new V1.EventContent { Type = "rescue", Date = "2026-03", Country = "th", Province = "TH-10", Acts = { "a" }, Means = { "m" }, Purposes = { "p" }, People = { "p1" } }, happened.Content);
        Assert.Equal(View.Timeline[0].Content.People, CaseCommandMapper.ToContent(happened.Content).People);
        var service = Assert.Single(message.SupportPlan);
        Assert.Equal(("s1", "p1", V1.Pillar.JusticeRedress, "legal_aid", "agencies/moj", V1.ServiceState.Discontinued, "left"), (service.Id, service.Person, service.Pillar, service.Code, service.Provider, service.State, service.Reason));
    }

    [Theory]
    [InlineData("lwu", true)]
    [InlineData("moh", false)]
    public void A_list_says_to_the_lead_alone_when_a_guardian_is_due(string reader, bool shown)
    {
        var view = new CaseSummaryView(new CaseName("cone"), "A", CaseStage.Active, new AgencyName("lwu"), "LA-VT", Handling.Red, Time, Time, Time, 3);
        var hit = new RegistryHit("cases/cone", 3, ImmutableArray.Create(JsonSerializer.SerializeToUtf8Bytes(view, CaseViewsJson.Default.CaseSummaryView)));

        var summary = CaseMapper.ToProto(hit, Time.AddHours(1), new AgencyName(reader));
        Assert.Equal((shown, shown), (summary.DueTime is not null, summary.Overdue));
        Assert.Equal(("cases/cone", V1.CaseState.Active, "agencies/lwu"), (summary.Name, summary.State, summary.Lead));
        Assert.False(CaseMapper.ToProto(hit, Time.AddHours(-1), new AgencyName(reader)).Overdue);
    }
}
