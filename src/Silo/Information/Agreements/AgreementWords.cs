using Coordination.Information;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Words of the index and of metadata.</summary>
internal static class AgreementWords
{
    public const string Grantor = "grantor";
    public const string Recipient = "recipient";

    public static string Of(AgreementStage stage) => stage switch
    {
        AgreementStage.Proposed => "proposed",
        AgreementStage.InForce => "in_force",
        AgreementStage.Suspended => "suspended",
        _ => "ended",
    };
}
