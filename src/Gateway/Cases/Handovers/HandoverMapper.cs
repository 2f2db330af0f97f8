using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;

namespace Coordination.Cases;

/// <summary>What referrals and transfers have in common on the wire.</summary>
internal static class HandoverMapper
{
    public static DataTransfer ToData(V1.DataTransfer data) => new(
        data.Purpose,
        Name<InstrumentName>(data.LegalBasis),
        NameOrNull<ConsentName>(data.Consent),
        data.NoConsentReason,
        [.. data.Safeguards.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    public static V1.DataTransfer ToProto(DataTransfer data)
    {
        var message = new V1.DataTransfer
        {
            Purpose = data.Purpose,
            LegalBasis = data.LegalBasis.ToString(),
            Consent = data.Consent?.ToString() ?? "",
            NoConsentReason = data.NoConsentReason,
        };
        message.Safeguards.AddRange(data.Safeguards);
        return message;
    }

    public static V1.Receipt ToProto(ReceiptView view) =>
        new() { Name = view.Name, Event = view.Event, Version = view.Version, Note = view.Note, VerifierKey = view.VerifierKey };

    public static T Read<T>(RegistryHit hit, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(hit.View.AsSpan(), type) ?? throw new InvalidOperationException($"The row of {hit.Name} is empty.");

    /// <summary>
    /// Leaves out what belongs to a case that was closed to the officer after the row was written: each is asked for as the
    /// officer would ask for it itself.
    /// </summary>
    public static async Task<IReadOnlyList<T>> StillSeenAsync<T>(IEnumerable<T> rows, Func<T, Task<Outcome<T>>> get)
    {
        var kept = new List<T>();
        foreach (var some in rows.Chunk(16))
        {
            var asked = await Task.WhenAll(some.Select(get));
            kept.AddRange(some.Where((_, at) => asked[at].Refusal is not { Kind: RefusalKind.NotFound or RefusalKind.PermissionDenied }));
        }

        return kept;
    }
}
