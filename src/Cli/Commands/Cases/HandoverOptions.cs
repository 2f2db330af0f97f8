using System.CommandLine;
using Coordination.Cases.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary>What an offer says of why personal data move; the same for referrals and transfers.</summary>
internal sealed class HandoverOptions(Leaves leaves)
{
    private readonly Option<string?> purpose = leaves.Text("--purpose", "CODE", required: true);
    private readonly Option<string?> basis = leaves.Text("--basis", "INSTRUMENT", required: true);
    private readonly Option<string?> consent = leaves.Text("--consent", "CONSENT", describe: "handover-consent");
    private readonly Option<string?> without = leaves.Text("--no-consent", "CODE", describe: "handover-no-consent");
    private readonly Option<string[]> safeguards = leaves.Many("--safeguard", "CODE", "handover-safeguard");

    public IReadOnlyList<Symbol> All => [purpose, basis, consent, without, safeguards];

    public DataTransfer Read(ParseResult parsed) => new()
    {
        Purpose = parsed.GetValue(purpose) ?? "",
        LegalBasis = Instrument(parsed.GetValue(basis) ?? ""),
        Consent = Consent(parsed.GetValue(consent) ?? ""),
        NoConsentReason = parsed.GetValue(without) ?? "",
        Safeguards = { parsed.Codes(safeguards) },
    };
}
