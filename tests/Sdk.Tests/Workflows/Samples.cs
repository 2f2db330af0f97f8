using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Workflows;

namespace Coordination.Sdk.Tests.Workflows;

/// <summary>A workflow that has something of everything: a stay in a house, with a doctor, the police and a limit of days.</summary>
internal static class Samples
{
    public static readonly WorkflowDefinition Stay = new()
    {
        Id = "stay",
        Version = 1,
        Title = Words("Stay"),
        Guideline = "house-rules@1",
        Case = CaseUse.Optional,
        Person = false,
        Parts =
        [
            new("house", Words("House")) { Starter = true, Leads = true },
            new("doctor", Words("Doctor")),
            new("police", Words("Police")) { Fixed = "atd" },
        ],
        Fields =
        [
            new("intake", FieldType.Code, Words("Intake")) { Options = [new("self", Words("By herself")), new("police", Words("By the police"))] },
            new("beds", FieldType.Whole, Words("Beds")) { Minimum = 1, Maximum = 4 },
            new("strands", FieldType.Code, Words("Strands")) { MaxItems = 3, Options = [new("a", Words("A")), new("b", Words("B")), new("c", Words("C"))] },
            new("needs", FieldType.Text, Words("Needs")) { VisibleTo = ["house", "doctor"], MaxLength = 50 },
            new("diagnosis", FieldType.Code, Words("Diagnosis")) { VisibleTo = ["house", "doctor"], Options = [new("d1", Words("One")), new("d2", Words("Two"))] },
            new("until", FieldType.Date, Words("Until")),
        ],
        States =
        [
            new("admitted", Words("Admitted")) { Entry = [new DeadlineAction("assess_by", WorkflowSpan.Days(3), Words("Assess"), "assess_late")] },
            new("assessed", Words("Assessed")),
            new("in_care", Words("In care")) { Entry = [new DeadlineAction("review", WorkflowSpan.Days(30), Words("Review"))] },
            new("left", Words("Left")) { Final = true },
        ],
        Start = new() { Roles = [Role.AgencyOfficer, Role.UnitHead], Required = ["intake"], Optional = ["beds", "needs"] },
        Transitions =
        [
            new("assess", Words("Assess")) { From = ["admitted"], To = "assessed", Parts = ["house"], Roles = [Role.AgencyOfficer], Required = ["needs"], Optional = ["beds"], Binds = ["doctor"] },
            new("assess_late", Words("Assess late")) { From = ["admitted"], To = "assessed", Actions = [new NotifyAction("late", ["house"], Words("The assessment is late."))] },
            new("examine", Words("Examine")) { From = ["assessed", "in_care"], Parts = ["doctor"], Roles = [Role.AgencyOfficer], Required = ["diagnosis"] },
            new("take_care", Words("Take care")) { From = ["assessed"], To = "in_care", Parts = ["house"], Roles = [Role.AgencyOfficer], Optional = ["strands"] },
            new("offer", Words("Offer")) { From = ["in_care"], Parts = ["house"], Roles = [Role.AgencyOfficer], Required = ["strands"] },
            new("finish", Words("Finish"))
            {
                From = ["in_care"],
                To = "left",
                Parts = ["house"],
                Roles = [Role.AgencyOfficer],
                Guards =
                [
                    new("TOO_EARLY", Words("Wait until 90 days have passed."), new PassedSince("admitted", TimeSpan.FromDays(90))),
                    new("STRANDS_MISSING", Words("Offer every strand."), new FieldHasAll("strands", ["a", "b", "c"])),
                ],
            },
            new("leave", Words("Leave")) { From = ["admitted", "assessed", "in_care"], To = "left", Parts = ["house"], Roles = [Role.AgencyOfficer, Role.UnitHead], Unblockable = true },
        ],
    };

    /// <summary>A newer version: care is called otherwise.</summary>
    public static readonly WorkflowDefinition Newer = Stay with
    {
        Version = 2,
        Guideline = "house-rules@2",
        States = [.. Stay.States.Select(s => s.Id == "in_care" ? new WorkflowState("cared_for", s.Title) { Entry = s.Entry } : s)],
        Transitions =
        [
            .. Stay.Transitions.Select(t => t with
            {
                From = [.. t.From.Select(f => f == "in_care" ? "cared_for" : f)],
                To = t.To == "in_care" ? "cared_for" : t.To,
            }),
        ],
        Migrations = [new WorkflowMigration(1, ImmutableDictionary<string, string>.Empty.Add("in_care", "cared_for"))],
    };

    public static LocalizedText Words(string en) => new(en, "ລາວ " + en);
}
