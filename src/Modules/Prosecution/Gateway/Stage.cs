using Coordination.Workflows;

namespace Coordination.Prosecution.Gateway;

/// <summary>One verb of the service over several transitions of the workflow.</summary>
internal sealed class Stage
{
    private readonly string complaint;
    private readonly string police;
    private readonly string prosecutor;
    private readonly string court;

    private Stage(string complaint, string police, string prosecutor, string court) =>
        (this.complaint, this.police, this.prosecutor, this.court) = (complaint, police, prosecutor, court);

    public static Stage Suspend { get; } = new("suspend_investigation", "suspend_investigation", "suspend_prosecution", "suspend_trial");

    public static Stage Resume { get; } = new("resume_investigation", "resume_investigation", "resume_prosecution", "resume_trial");

    public static Stage Dismiss { get; } = new("dismiss_complaint", "dismiss_prosecution", "dismiss_prosecution", "dismiss_trial");

    /// <summary>
    /// The transition that is meant now, also in the state to which it leads: so a repeat names the same. How far a dismissed
    /// proceeding had come, its days say. The engine refuses what does not lead on.
    /// </summary>
    public string In(WorkflowView proceeding) => proceeding.State switch
    {
        "complaint" or "incident" => complaint,
        "investigation" or "investigation_suspended" => police,
        "prosecutor" or "prosecution_suspended" => prosecutor,
        "dismissed" when !Has(proceeding, "investigation_date") => complaint,
        "dismissed" when !Has(proceeding, "charge_date") => prosecutor,
        _ => court,
    };

    private static bool Has(WorkflowView proceeding, string field) => proceeding.Data.Any(d => d.Field == field);
}
