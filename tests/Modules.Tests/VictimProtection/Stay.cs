using System.Collections.Immutable;
using Coordination.VictimProtection;
using Coordination.VictimProtection.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.VictimProtection;

/// <summary>Stays that have come so far.</summary>
internal static class Stay
{
    public static readonly WorkflowDefinition Definition = ShelterStayWorkflow.Definition(VictimProtectionSettings.Default);

    public static readonly ImmutableDictionary<string, string> Reintegration = ImmutableDictionary<string, string>.Empty.Add("reintegration", "mlsw");

    public static Play Requested(string by = "atd", string category = "trafficking", string shelter = "lwu-center")
    {
        var play = new Play(Definition);
        Assert.Null(play.Start(by, ImmutableDictionary<string, string>.Empty.Add("shelter", shelter).Add("oversight", "lwu"), ("intake_category", category)));
        return play;
    }

    public static Play Admitted(string by = "atd", string category = "trafficking", bool child = false, bool guardian = false)
    {
        var play = Requested(by, category);
        play.Person = play.Person with { Child = child, HasGuardian = guardian };
        play.Must("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", child ? "girls" : "women"), ("consent_to_stay", "given"));
        return play;
    }

    public static Play Assessed(bool child = false, bool guardian = false)
    {
        var play = Admitted(child: child, guardian: guardian);
        play.Must("lwu-center", "assess_needs", ("needs", "safety,psychosocial"), ("rights_explained", string.Join(',', ShelterStayWorkflow.Rights)));
        return play;
    }

    public static Play Planned(bool child = false, bool guardian = false)
    {
        var play = Assessed(child, guardian);
        play.Must("lwu-center", "agree_care_plan", ("plan_agreed_by", child ? "person_and_guardian" : "person"), ("care_plan", "Counselling on Mondays."));
        return play;
    }

    public static Play InCare(bool child = false, bool guardian = false)
    {
        var play = Planned(child, guardian);
        play.Must("lwu-center", "begin_care");
        return play;
    }

    public static Play Eligible(bool child = false, bool guardian = false)
    {
        var play = InCare(child, guardian);
        foreach (var strand in Strands)
            play.Must("lwu-center", $"offer_{strand}", ($"{strand}_offered_date", play.Today));
        play.Pass(TimeSpan.FromDays(90));
        play.Must("lwu-center", "mark_eligible");
        return play;
    }

    public static readonly ImmutableArray<string> Strands = ["counselling", "recovery", "vocational_training"];

    /// <summary>A stay in each state in which somebody is resident.</summary>
    public static Play In(string state) => state switch
    {
        "admitted" => Admitted(),
        "needs_assessed" => Assessed(),
        "care_plan" => Planned(),
        "in_care" => InCare(),
        _ => Eligible(),
    };
}
