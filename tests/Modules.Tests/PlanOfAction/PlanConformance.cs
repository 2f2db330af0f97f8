using System.Globalization;
using Coordination.Access;
using Coordination.PlanOfAction;
using Coordination.PlanOfAction.V1;
using Coordination.Sdk.Testing;

namespace Coordination.Modules.Tests.PlanOfAction;

/// <summary>What every module promises, for plans of action and agreements.</summary>
public sealed class PlanConformance : ModuleConformance<PlanOfActionModule>
{
    private static readonly Caller Drafter = Caller.Of("mlsw", Role.AgencyFocalPoint);
    private static readonly Caller Secretariat = Caller.Of("secretariat", Role.Secretariat);
    private static readonly Caller Committee = Caller.Of("ncatip", Role.Chair);
    private static readonly Caller Stranger = Caller.Of("moh", Role.AgencyFocalPoint);
    private static readonly Caller Officer = Caller.Of("mlsw", Role.Auditor);
    private static readonly Caller Partner = Caller.Of("th-msdhs", Role.AgencyFocalPoint);
    private static readonly Caller Approver = Caller.Of("mofa", Role.AgencyFocalPoint);
    private static readonly string First = new('a', 64);
    private static readonly string Second = new('b', 64);

    protected override IEnumerable<Scenario> Scenarios =>
    [
        Approved("A plan lives to its end")
            .Fire("activate", Secretariat, ("mid_term_date", "2028-06-01"), ("plan_end_date", "2030-12-31"))
            .Fire("open_reporting", Secretariat, ("period_year", 2026), ("period_part", "h1"), ("unit_due_date", "2026-09-15"))
            .Fire("open_mid_term_review", Drafter)
            .Fire("close_mid_term_review", Secretariat, ("review_sha256", First))
            .Fire("open_evaluation", Drafter)
            .Fire("supersede", Drafter, ("evaluation_sha256", Second))
            .Expect("superseded"),
        Draft("A plan is given up")
            .Fire("open_consultation", Drafter, ("consultation_until_date", "2026-04-01"))
            .Fire("return_to_draft", Drafter)
            .Fire("withdraw", Drafter, ("withdraw_reason", "merged")),
        Submitted("A plan is sent back")
            .Fire("return_plan", Secretariat, ("return_reason", "not_costed"))
            .Expect("consultation"),
        InForce("An agreement ends by itself", "2040-10-01", "2041-02-28").Meanwhile(ToAsync("2040-12-01")).Meanwhile(ToAsync("2041-04-01")).Expect("ended"),
        InForce("An agreement is renewed, gets its plan, and is ended", "2090-10-01", "2091-02-28")
            .Fire("renew", Drafter, ("in_force_date", "2061-03-01"), ("review_date", "2070-10-01"), ("expiry_date", "2071-03-31"))
            .Fire("attach_joint_plan", Partner, ("joint_plan", "plans/pjoint"))
            .Fire("end", Drafter, ("end_reason", "replaced"), ("end_date", "2033-01-01")),
        Signed("An agreement without an end").Fire("enter_into_force_without_end", Drafter, ("in_force_date", "2026-06-01")),
        Negotiated("An agreement is sent back and given up")
            .Fire("submit_for_approval", Drafter)
            .Fire("return_text", Approver, ("return_reason", "legal_review"))
            .Fire("return_to_drafting", Drafter)
            .Fire("abandon", Drafter, ("end_reason", "no_consensus")),
    ];

    protected override AccessMatrix Matrix
    {
        get
        {
            var matrix = AccessMatrix.Empty.For("plan-of-action").Row("start", [Drafter, Secretariat], [Officer, Committee]);
            foreach (var verb in new[] { "open_consultation", "return_to_draft", "submit", "withdraw" })
                matrix = matrix.Row(verb, [Drafter], [Stranger, Secretariat, Committee, Officer]);
            foreach (var verb in new[] { "activate", "open_mid_term_review", "close_mid_term_review", "open_evaluation", "supersede" })
                matrix = matrix.Row(verb, [Drafter, Secretariat], [Stranger, Committee, Officer]);
            matrix = matrix
                .Row("return_plan", [Secretariat, Committee], [Drafter, Stranger])
                .Row("endorse", [Committee], [Drafter, Secretariat, Stranger])
                .Row("approve", [Secretariat], [Drafter, Committee, Stranger])
                .Row("open_reporting", [Secretariat], [Drafter, Committee, Stranger])
                .For("agreement").Row("start", [Drafter, Secretariat], [Officer, Committee])
                .Row("remind_renewal", [], [Drafter, Partner])
                .Row("expire", [], [Drafter, Partner]);
            foreach (var verb in new[]
            {
                "start_drafting", "start_negotiation", "return_to_drafting", "submit_for_approval", "sign", "enter_into_force", "enter_into_force_without_end",
                "renew", "end", "abandon",
            })
            {
                matrix = matrix.Row(verb, [Drafter], [Partner, Approver, Stranger]);
            }

            return matrix
                .Row("propose_text", [Drafter, Partner], [Approver, Stranger])
                .Row("attach_joint_plan", [Drafter, Partner], [Approver, Stranger])
                .Row("approve_text", [Approver], [Drafter, Partner, Stranger])
                .Row("return_text", [Approver], [Drafter, Partner, Stranger]);
        }
    }

    /// <summary>A complete plan of the drafter, made under a request whose name is known before.</summary>
    internal static async Task<Plan> MakeAsync(TestPlatform platform, Caller by, string requestId, params string[] sides) =>
        await new PlanService.PlanServiceClient(platform.As(by)).CreatePlanAsync(new CreatePlanRequest { RequestId = requestId, Content = Content(sides) });

    internal static PlanContent Content(params string[] sides) => new()
    {
        Title = new() { En = "National plan of action", Lo = "ແຜນປະຕິບັດງານແຫ່ງຊາດ" },
        BeginDate = "2026-01-01",
        EndDate = "2030-12-31",
        Instrument = "instruments/npa",
        Sides = { sides },
        Objectives =
        {
            new Objective
            {
                Id = "protection",
                Text = new() { En = "Protection of victims", Lo = "ການປົກປ້ອງຜູ້ຖືກເຄາະຮ້າຍ" },
                Outputs =
                {
                    new Output
                    {
                        Id = "services",
                        Text = new() { En = "Services are there", Lo = "ມີການບໍລິການ" },
                        Activities =
                        {
                            new Activity
                            {
                                Id = "shelter",
                                Text = new() { En = "Run the shelter", Lo = "ດຳເນີນງານສູນພັກພິງ" },
                                Lead = "agencies/lwu",
                                BeginDate = "2026-01-01",
                                EndDate = "2027-06-30",
                                Budget = 500_000_000,
                                Currency = "LAK",
                                Indicators = { new Indicator { Id = "served", Text = new() { En = "Victims served", Lo = "ຜູ້ທີ່ໄດ້ຮັບການບໍລິການ" }, Unit = "persons", Baseline = 4, Target = 24, ReportedByUnits = true } },
                            },
                        },
                    },
                },
            },
        },
        Obligations = { new Obligation { Instrument = "instruments/palermo-protocol", Article = "art-6", Activities = { "shelter" } } },
    };

    private static Scenario Draft(string title)
    {
        var request = Guid.NewGuid();
        var plan = Coordination.PlanOfAction.Contracts.PlanName.For(new Coordination.Names.AgencyName(Drafter.Agency), request).ToString();
        return new Scenario("plan-of-action", title)
        {
            Case = async (platform, _) =>
            {
                await MakeAsync(platform, Drafter, request.ToString());
                return null!;
            },
        }.Start(Drafter, null, ("plan", plan));
    }

    private static Scenario Submitted(string title) => Draft(title)
        .Fire("open_consultation", Drafter, ("consultation_until_date", "2026-04-01"))
        .Fire("submit", Drafter);

    private static Scenario Approved(string title) => Submitted(title)
        .Fire("endorse", Committee, ("endorsement_date", "2026-05-01"))
        .Fire("approve", Secretariat, ("approval_date", "2026-06-01"), ("approval_sha256", First));

    private static Scenario Negotiated(string title) => new Scenario("agreement", title)
        .Start(Drafter, [("partner", "th-msdhs")], ("kind", "memorandum_of_understanding"))
        .Fire("start_drafting", Drafter)
        .Fire("start_negotiation", Drafter, ("draft_sha256", First))
        .Fire("propose_text", Partner, ("draft_sha256", Second));

    private static Scenario Signed(string title) => Negotiated(title)
        .Fire("submit_for_approval", Drafter)
        .Fire("approve_text", Approver, ("approval_date", "2026-05-01"), ("approved_draft_sha256", Second))
        .Fire("sign", Drafter, ("signed_date", "2026-05-15"), ("signed_sha256", Second));

    private static Scenario InForce(string title, string review, string expiry) => Signed(title)
        .Fire("enter_into_force", Drafter, ("in_force_date", "2026-06-01"), ("review_date", review), ("expiry_date", expiry));

    /// <summary>Lets time pass until a day; not at all when it is later already.</summary>
    private static Func<TestPlatform, string, Task> ToAsync(string day) => (platform, _) =>
    {
        var left = new DateTimeOffset(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero) - platform.Clock.Now;
        return left > TimeSpan.Zero ? platform.AdvanceAsync(left) : Task.CompletedTask;
    };
}
