using System.Text.Json.Serialization;
using Coordination.Localization;

namespace Coordination.Prosecution.Offences;

/// <summary>An offence of one law, as long as that law is in force. What is not known is empty.</summary>
/// <param name="Code">Its id: <c>offences/(code)</c>.</param>
/// <param name="Instrument">The law's id in the country pack.</param>
/// <param name="From">The first day of force, as precisely as it is known: <c>2005</c>, <c>2018-11</c>, <c>2018-11-17</c>; empty: not known.</param>
/// <param name="Until">The last one; empty: not known, or still in force.</param>
/// <param name="Successor">The code of the offence that follows it.</param>
/// <param name="Trafficking">Trafficking in persons: act, means and purpose are its elements.</param>
/// <param name="Checked">False: nobody compared it with the text of the law.</param>
[GenerateSerializer, Immutable]
public sealed record Offence(
    string Code,
    LocalizedText Title,
    string Instrument,
    string Article,
    string From,
    string Until,
    string Successor,
    bool Trafficking,
    string Source,
    bool Checked)
{
    /// <summary>
    /// Whether an act of this day can be judged by it: the law in force on the day of the act applies. Where a date is not
    /// known to the day, every day that may be meant counts, so that nothing is refused on a guess.
    /// </summary>
    public bool MayJudge(DateOnly act) => (Day.First(From) is not { } from || act >= from) && (Day.Last(Until) is not { } until || act <= until);
}

/// <summary>The file of a register.</summary>
internal sealed record OffenceFile(IReadOnlyList<Offence> Offences);

/// <summary>How the register is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(OffenceFile))]
internal sealed partial class OffenceJson : JsonSerializerContext;
