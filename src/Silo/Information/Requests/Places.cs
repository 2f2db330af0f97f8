using System.Globalization;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>Seals a text for one place of the request: it opens there only.</summary>
internal delegate SealedText Seal(PlainText text, string place);

/// <summary>Where the sealed texts of a request stand. The words are stored for ever in what they seal.</summary>
internal static class Places
{
    public const string Withdrawal = "withdrawal";

    public static string Question(int number) => string.Create(CultureInfo.InvariantCulture, $"questions/{number}/text");

    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"questions/{number}/reference");

    public static string Clarification(AgencyName agency, int number) => string.Create(CultureInfo.InvariantCulture, $"{agency}/clarifications/{number}/question");

    public static string Reply(AgencyName agency, int number) => string.Create(CultureInfo.InvariantCulture, $"{agency}/clarifications/{number}/reply");

    public static string Answer(AgencyName agency, int question, int number) => string.Create(CultureInfo.InvariantCulture, $"{agency}/answers/{question}/{number}");

    public static string Explanation(AgencyName agency, int question) => string.Create(CultureInfo.InvariantCulture, $"{agency}/refusals/{question}");
}
