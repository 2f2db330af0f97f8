namespace Coordination.Information;

/// <summary>The party roles of a grant.</summary>
public static class GrantWords
{
    public const string Grantor = "grantor";
    public const string Recipient = "recipient";

    /// <summary>The agency whose record it is.</summary>
    public const string Owner = "owner";
}

/// <summary>The words by which states stand in the registry: lower snake.</summary>
public static class InformationText
{
    public static string Of(GrantStage stage) => stage switch
    {
        GrantStage.Proposed => "proposed",
        GrantStage.Approved => "approved",
        GrantStage.Active => "active",
        GrantStage.Suspended => "suspended",
        GrantStage.Expired => "expired",
        _ => "revoked",
    };
}
