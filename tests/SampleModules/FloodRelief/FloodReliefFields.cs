using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using FloodRelief.V1;

namespace FloodRelief;

/// <summary>What a request for relief holds: declared in the requests of the service, named here.</summary>
internal static class FloodReliefFields
{
    private static readonly FrozenDictionary<string, LocalizedText> Words = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["households"] = new("Households", "ຈຳນວນຄົວເຮືອນ"),
        ["flooded_date"] = new("Day of the flood", "ວັນທີນ້ຳຖ້ວມ"),
        ["situation"] = new("Situation", "ສະພາບການ"),
        ["kits"] = new("Kits granted", "ຈຳນວນຊຸດທີ່ອະນຸມັດ"),
        ["carrier"] = new("Carrier", "ຜູ້ຂົນສົ່ງ"),
        ["kits_received"] = new("Kits received", "ຈຳນວນຊຸດທີ່ໄດ້ຮັບ"),
        ["refusal_reason"] = new("Reason", "ເຫດຜົນ"),
        ["refusal_reason.helped_by_others"] = new("Others have helped", "ມີຜູ້ອື່ນຊ່ວຍແລ້ວ"),
        ["refusal_reason.no_kits"] = new("No kits left", "ຊຸດໝົດແລ້ວ"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<WorkflowField> All { get; } =
    [
        .. ProtoFields.Of(RequestReliefRequest.Descriptor, Words)
            .Select(field => field.IsSealed ? field with { VisibleTo = ["requester", "relief"] } : field),
        .. ProtoFields.Of(GrantReliefRequest.Descriptor, Words).Where(field => field.Id != "carrier"), // It is a part.
        .. ProtoFields.Of(RefuseReliefRequest.Descriptor, Words),
        .. ProtoFields.Of(ConfirmDeliveryRequest.Descriptor, Words),
    ];
}
