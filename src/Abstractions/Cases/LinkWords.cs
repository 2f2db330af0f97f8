namespace Coordination.Cases;

/// <summary>Where a link is. The numbers are those of the protos (LinkWordsTests).</summary>
public enum LinkStage
{
    None,

    /// <summary>Found by the platform; each lead may answer.</summary>
    Suggested,

    /// <summary>Both leads confirmed it.</summary>
    Confirmed,

    /// <summary>One lead rejected it.</summary>
    Rejected,

    /// <summary>Not both answered in time.</summary>
    Lapsed,

    /// <summary>An identity was erased, or changed so that they match no more.</summary>
    Withdrawn,
}

/// <summary>How much two identities have in common; no more is told.</summary>
public enum LinkStrength { None, Possible, Strong }

/// <summary>What a lead said to a link.</summary>
public enum LinkAnswer { None, Confirmed, Rejected }

/// <summary>Why a lead rejected a link.</summary>
public enum LinkRejection { None, DifferentPerson, NotEnoughKnown, DataError, Other }

/// <summary>The stable words of links, as lists and events have them.</summary>
public static class LinkWords
{
    /// <summary>The party roles: the two sides, in the order of their identities' names.</summary>
    public const string First = "first";
    public const string Second = "second";

    public static string Of(LinkStage stage) => stage switch
    {
        LinkStage.Suggested => "suggested",
        LinkStage.Confirmed => "confirmed",
        LinkStage.Rejected => "rejected",
        LinkStage.Lapsed => "lapsed",
        LinkStage.Withdrawn => "withdrawn",
        _ => "",
    };

    public static string Of(LinkAnswer answer) => answer switch
    {
        LinkAnswer.Confirmed => "confirmed",
        LinkAnswer.Rejected => "rejected",
        _ => "waiting",
    };
}
