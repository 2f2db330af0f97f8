using System.Text.Json.Serialization;

namespace Coordination.Reporting;

/// <summary>How far a cycle is. The numbers are those of the proto.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CycleStage>))]
public enum CycleStage
{
    [JsonStringEnumMemberName("planned")] Planned = 1,
    [JsonStringEnumMemberName("open")] Open = 2,
    [JsonStringEnumMemberName("closed")] Closed = 3,
}

/// <summary>How far a report is. The numbers are those of the proto.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportStage>))]
public enum ReportStage
{
    [JsonStringEnumMemberName("open")] Open = 1,
    [JsonStringEnumMemberName("submitted")] Submitted = 2,
    [JsonStringEnumMemberName("province_approved")] ProvinceApproved = 3,
    [JsonStringEnumMemberName("ministry_approved")] MinistryApproved = 4,
    [JsonStringEnumMemberName("secretariat_accepted")] SecretariatAccepted = 5,
    [JsonStringEnumMemberName("returned")] Returned = 6,

    /// <summary>The cycle was closed before the report was accepted.</summary>
    [JsonStringEnumMemberName("closed")] Closed = 7,
}

/// <summary>The levels of the line, from below. The numbers are those of the proto.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportStep>))]
public enum ReportStep
{
    /// <summary>Nobody: the report is done.</summary>
    [JsonStringEnumMemberName("none")] None = 0,
    [JsonStringEnumMemberName("unit")] Unit = 1,
    [JsonStringEnumMemberName("province")] Province = 2,
    [JsonStringEnumMemberName("ministry")] Ministry = 3,
    [JsonStringEnumMemberName("secretariat")] Secretariat = 4,
}

/// <summary>Words of the index and of metadata.</summary>
public static class ReportWords
{
    /// <summary>The levels of the escalation ladder, from below.</summary>
    private static readonly string[] Levels = ["unit", "province", "ministry", "secretariat", "chair"];

    public static string Of(CycleStage stage) => stage switch
    {
        CycleStage.Planned => "planned",
        CycleStage.Open => "open",
        CycleStage.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(ReportStage stage) => stage switch
    {
        ReportStage.Open => "open",
        ReportStage.Submitted => "submitted",
        ReportStage.ProvinceApproved => "province_approved",
        ReportStage.MinistryApproved => "ministry_approved",
        ReportStage.SecretariatAccepted => "secretariat_accepted",
        ReportStage.Returned => "returned",
        ReportStage.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>Also the role of that level's party in the registry.</summary>
    public static string Of(ReportStep step) => step switch
    {
        ReportStep.Unit => "unit",
        ReportStep.Province => "province",
        ReportStep.Ministry => "ministry",
        ReportStep.Secretariat => "secretariat",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Which step the report waits for.</summary>
    public static ReportStep WaitsFor(this ReportStage stage) => stage switch
    {
        ReportStage.Open or ReportStage.Returned => ReportStep.Unit,
        ReportStage.Submitted => ReportStep.Province,
        ReportStage.ProvinceApproved => ReportStep.Ministry,
        ReportStage.MinistryApproved => ReportStep.Secretariat,
        _ => ReportStep.None,
    };

    /// <summary>Whether its figures stand and have come at least so far; what was returned or closed has not.</summary>
    public static bool HasReached(this ReportStage stage, ReportStage least) =>
        stage is ReportStage.Submitted or ReportStage.ProvinceApproved or ReportStage.MinistryApproved or ReportStage.SecretariatAccepted && stage >= least;

    /// <summary>Where a level of the ladder stands, the unit's is 1; 0: there is no such level.</summary>
    public static int LevelOf(string level) => Array.IndexOf(Levels, level) + 1;
}
