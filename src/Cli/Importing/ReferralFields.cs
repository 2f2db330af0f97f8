using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Coordination.Cases.V1;
using Coordination.Cli.Reading;
using Coordination.Type.V1;

namespace Coordination.Cli.Importing;

/// <summary>What a mapping may fill, and what a good value of it is.</summary>
/// <param name="Name">As it is written under <c>fields</c>. Where statistics know the field, it is the name of their dimension.</param>
/// <param name="Several">Whether it holds several values.</param>
/// <param name="Expected">What a good value looks like, for messages.</param>
/// <param name="Coded">Whether a value that is not in the map may be made into a code.</param>
internal sealed partial record ReferralField(string Name, bool Required, bool Several, bool Coded, string Expected, Func<string, bool> IsGood)
{
    public const string Purpose = "purpose";
    public const string LegalBasis = "legal_basis";
    public const string RetainUntil = "retain_until";
    public const string Handling = "handling";
    public const string Reference = "reference";
    public const string Unit = "unit";
    public const string Province = "province";
    public const string Area = "area";
    public const string Source = "source";
    public const string SourceType = "source_type";
    public const string SourceReason = "source_reason";
    public const string CloseReason = "close_reason";
    public const string Role = "role";
    public const string Gender = "gender";
    public const string AgeBand = "age_band";
    public const string SignsOfChildhood = "signs_of_childhood";
    public const string Citizenship = "citizenship";
    public const string Exploitation = "exploitation";

    private const string CodeForm = "a code: lower-case letters, digits, _ . + - (at most 63)";

    /// <summary>By name.</summary>
    public static readonly FrozenDictionary<string, ReferralField> All = new ReferralField[]
    {
        new(Purpose, true, false, false, CodeForm, IsCode),
        new(LegalBasis, true, false, false, "an instrument's code, for example palermo-protocol", text => Instrument().IsMatch(text)),
        new(RetainUntil, true, false, false, "a day, for example 2036-12-31", IsDay),
        new(Handling, false, false, false, OneOf<Handling>(), Is<Handling>),
        new(Reference, false, false, false, "a text of at most 100 characters", text => text.Length is > 0 and <= 100),
        new(Unit, false, false, false, "a unit's code", text => Instrument().IsMatch(text)),
        new(Province, false, false, false, "a code of ISO 3166-2, for example LA-VT", text => Iso3166Two().IsMatch(text)),
        new(Area, false, false, true, CodeForm, IsCode),
        new(Source, false, false, true, CodeForm, IsCode),
        new(SourceType, false, false, true, CodeForm, IsCode),
        new(SourceReason, false, false, true, CodeForm, IsCode),
        new(CloseReason, false, false, false, CodeForm, IsCode),
        new(Role, true, false, false, OneOf<PersonRole>(), Is<PersonRole>),
        new(Gender, false, false, false, OneOf<Gender>(), Is<Gender>),
        new(AgeBand, false, false, false, OneOf<AgeBand>(), Is<AgeBand>),
        new(SignsOfChildhood, false, false, false, "true or false", text => text is "true" or "false"),
        new(Citizenship, false, true, true, CodeForm, IsCode),
        new(Exploitation, false, true, true, "a code: lower-case letters, digits, _ (at most 40)", text => text.Length <= 40 && Form().IsMatch(text)),
    }.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static bool IsCode(string text) => text.Length is > 0 and <= 63 && Code().IsMatch(text);

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool IsDay(string text) => TryDay(text, out _);

    private static bool Is<T>(string text) where T : struct, System.Enum => EnumValues.TryParse<T>(text, out _);

    private static string OneOf<T>() where T : struct, System.Enum => "one of " + string.Join(", ", EnumValues.Of<T>());

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.+-]*\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_]*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z0-9]{1,3}\z")]
    private static partial Regex Iso3166Two();
}
