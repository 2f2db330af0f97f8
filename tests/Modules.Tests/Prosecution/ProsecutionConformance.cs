using Coordination.Access;
using Coordination.Cases.V1;
using Coordination.Prosecution;
using Coordination.Sdk.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Modules.Tests.Prosecution;

/// <summary>What every module promises, for prosecution.</summary>
public sealed class ProsecutionConformance : ModuleConformance<ProsecutionModule>
{
    private static readonly Caller Police = Caller.Of("atd", Role.CaseLead);
    private static readonly Caller Prosecutor = Caller.Of("opp", Role.AgencyOfficer);
    private static readonly Caller Court = Caller.Of("psc", Role.AgencyOfficer);
    private static readonly Caller Support = Caller.Of("lwu", Role.AgencyOfficer);
    private static readonly Caller Stranger = Caller.Of("moh", Role.AgencyOfficer);
    private static readonly Caller Statistician = Caller.Of("atd", Role.Statistician);

    protected override IEnumerable<Scenario> Scenarios =>
    [
        InCourt("A trader is convicted and pays")
            .Fire("schedule_hearing", Court, ("hearing_date", "2026-04-01"), ("hearing_mode", "closed"))
            .Fire("decide", Court, ("decision", "convicted"), ("decision_date", "2026-04-02"), ("appeal_until_date", "2026-04-22"), ("restitution_ordered", true), ("restitution_kip", 900))
            .Advance(TimeSpan.FromDays(80))
            .Expect("final")
            .Fire("enforce", Court, ("enforcement_date", "2026-06-01"))
            .Fire("record_restitution", Court, ("restitution_paid_kip", 900), ("restitution_paid_date", "2026-06-05"))
            .Fire("close", Court, ("close_date", "2026-06-10"))
            .Expect("closed"),
        InCourt("Both sides waive an appeal")
            .Fire("suspend_trial", Court, ("suspend_reason", "suspect_ill"), ("suspend_date", "2026-04-01"))
            .Fire("resume_trial", Court, ("resume_date", "2026-05-01"))
            .Fire("decide", Court, ("decision", "acquitted"), ("decision_date", "2026-05-02"), ("appeal_until_date", "2050-05-22"))
            .Fire("become_final", Court)
            .Fire("close", Court, ("close_date", "2026-05-10")),
        InCourt("A retrial and an appeal")
            .Fire("decide", Court, ("decision", "convicted"), ("decision_date", "2026-04-02"), ("appeal_until_date", "2050-04-22"))
            .Fire("appeal", Prosecutor, ("appeal_date", "2026-04-10"), ("appealed_by", "victim"))
            .Fire("order_retrial", Court, ("appeal_decision_date", "2026-05-10"))
            .Fire("decide", Court, ("decision", "convicted"), ("decision_date", "2026-06-02"), ("appeal_until_date", "2050-06-22"))
            .Fire("appeal", Prosecutor, ("appeal_date", "2026-06-10"), ("appealed_by", "accused"))
            .Fire("decide_appeal", Court, ("appeal_outcome", "changed"), ("appeal_decision_date", "2026-07-10")),
        InCourt("The court dismisses").Fire("dismiss_trial", Court, ("dismiss_reason", "suspect_died"), ("dismiss_date", "2026-04-01")),
        WithProsecutor("The file rests, comes back and is dismissed")
            .Fire("suspend_prosecution", Prosecutor, ("suspend_reason", "awaits_expert"), ("suspend_date", "2026-03-20"))
            .Fire("resume_prosecution", Prosecutor, ("resume_date", "2026-03-25"))
            .Fire("return_to_police", Prosecutor, ("return_reason", "more_evidence"))
            .Fire("suspend_investigation", Police, ("suspend_reason", "suspect_absent"), ("suspend_date", "2026-03-26"))
            .Fire("resume_investigation", Police, ("resume_date", "2026-03-28"))
            .Fire("dismiss_prosecution", Prosecutor, ("dismiss_reason", "insufficient_evidence"), ("dismiss_date", "2026-03-30")),
        Opened("A complaint is no offence").Fire("dismiss_complaint", Police, ("dismiss_reason", "no_offence"), ("dismiss_date", "2026-03-10")),
        Opened("The suspect turns out to be a victim")
            .Fire("involve_support", Police, [("victim_support", "lwu")])
            .Fire("note_support", Support, ("support_note", "note"), ("protection_needs", "screen"))
            .Fire("recognise_victim", Prosecutor)
            .Expect("ended_as_victim"),
    ];

    protected override AccessMatrix Matrix
    {
        get
        {
            var matrix = AccessMatrix.Empty.For("justice").Row("start", [Police, Caller.Of("mps", Role.UnitHead)], [Stranger, Statistician, Prosecutor]);
            foreach (var verb in new[] { "record_incident", "open_investigation", "refer_to_prosecutor", "suspend_investigation", "resume_investigation", "dismiss_complaint" })
                matrix = matrix.Row(verb, [Police], [Prosecutor, Court, Stranger, Statistician]);
            foreach (var verb in new[] { "return_to_police", "charge", "suspend_prosecution", "resume_prosecution", "dismiss_prosecution" })
                matrix = matrix.Row(verb, [Prosecutor], [Police, Court, Stranger]);
            foreach (var verb in new[]
            {
                "schedule_hearing", "suspend_trial", "resume_trial", "dismiss_trial", "decide", "decide_appeal", "order_retrial", "become_final", "enforce", "close",
            })
            {
                matrix = matrix.Row(verb, [Court], [Police, Prosecutor, Stranger]);
            }

            return matrix
                .Row("record_safeguards", [Police, Prosecutor, Court], [Stranger, Support])
                .Row("appeal", [Prosecutor, Court], [Police, Stranger])
                .Row("record_restitution", [Prosecutor, Court], [Police, Stranger])
                .Row("recognise_victim", [Police, Prosecutor, Court], [Stranger, Support])
                .Row("involve_support", [Police, Prosecutor, Court], [Stranger, Support])
                .Row("note_support", [Support], [Police, Prosecutor, Court, Stranger]);
        }
    }

    /// <summary>A case of the police with a victim, p1, and a suspect, p2.</summary>
    internal static async Task<ScenarioCase> OpenCaseAsync(TestPlatform platform, Caller by)
    {
        var opened = await new CaseService.CaseServiceClient(platform.As(by with { Roles = [Role.CaseLead] })).OpenCaseAsync(new OpenCaseRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Reference = "f-1",
            Province = "LA-VT",
            Purpose = "investigation",
            LegalBasis = "instruments/penal-law",
            RetainUntil = Timestamp.FromDateTimeOffset(platform.Clock.Now.AddYears(10)),
            People =
            {
                new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Adult },
                new PersonProfile { Role = PersonRole.Suspect, Gender = Gender.Male, AgeBand = AgeBand.Adult },
            },
        });
        return new ScenarioCase(opened.Name, "p2");
    }

    private static Scenario Opened(string title) => new Scenario("justice", title) { Case = OpenCaseAsync }
        .Start(Police, null, ("complaint_date", "2026-03-01"), ("received_from", "victim"));

    private static Scenario WithProsecutor(string title) => Opened(title)
        .Fire("record_incident", Police, ("act_date", "2026-01-15"))
        .Fire("open_investigation", Police, ("investigation_date", "2026-03-02"))
        .Fire("record_safeguards", Police, ("legal_aid", "assigned"), ("interpreter", true))
        .Fire("refer_to_prosecutor", Police,
            ("referral_date", "2026-03-10"), ("offence", "offences/la-penal-code-2017-215"), ("victim_is_child", true), ("acts", "recruitment"), ("purposes", "forced_labour"));

    private static Scenario InCourt(string title) => WithProsecutor(title).Fire("charge", Prosecutor, ("charge_date", "2026-03-15"));
}
