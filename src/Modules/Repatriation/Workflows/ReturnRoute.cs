using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.Repatriation.Workflows;

/// <summary>From where to where, and by which agreement.</summary>
/// <param name="Id">The definition's.</param>
/// <param name="Inbound">The person comes back to this country; else it goes back to the partner's.</param>
/// <param name="Partners">Agencies of the other country with whom such returns are made.</param>
internal sealed record ReturnRoute(string Id, LocalizedText Title, bool Inbound, ImmutableArray<string> Partners, string Agreement)
{
    public const string FromThailand = "return-from-thailand", FromVietNam = "return-from-viet-nam", ToThailand = "return-to-thailand", ToVietNam = "return-to-viet-nam";

    public const string Partner = "partner", Coordinator = "coordinator", Province = "province", Police = "police", Health = "health",
        Psychosocial = "psychosocial", Shelter = "shelter", Screener = "screener";

    /// <summary>Hands the person over.</summary>
    public string Sender => Inbound ? Partner : Coordinator;

    /// <summary>Receives the person, and tells the other side how it is.</summary>
    public string Receiver => Inbound ? Coordinator : Partner;

    /// <summary>Traces the family and stands by it.</summary>
    public string Tracer => Inbound ? Province : Partner;

    /// <summary>Who works on the receiving side.</summary>
    public ImmutableArray<string> ReceivingSide => Inbound ? [Coordinator, Province] : [Partner];

    public static IEnumerable<ReturnRoute> All(RepatriationSettings settings) =>
    [
        new(FromThailand, Say.In("Return from Thailand", "ກັບຈາກໄທ"), true, settings.PartnersInThailand, settings.AgreementWithThailand),
        new(FromVietNam, Say.In("Return from Viet Nam", "ກັບຈາກຫວຽດນາມ"), true, settings.PartnersInVietNam, settings.AgreementWithVietNam),
        new(ToThailand, Say.In("Return to Thailand", "ກັບໄປໄທ"), false, settings.PartnersInThailand, settings.AgreementWithThailand),
        new(ToVietNam, Say.In("Return to Viet Nam", "ກັບໄປຫວຽດນາມ"), false, settings.PartnersInVietNam, settings.AgreementWithVietNam),
    ];
}
