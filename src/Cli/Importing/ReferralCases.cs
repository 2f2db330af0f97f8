using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coordination.Cases.V1;
using Coordination.Cli.Reading;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Importing;

/// <summary>Makes a case of each person of a row, and the same request id for the same person whenever it is read.</summary>
/// <remarks>
/// The id is a hash of the mapping's id, the period, the row's content in the mapped columns, and which of the equal people it is.
/// It depends neither on the file's name nor on the order of its rows, so that a second run, a resumed one, or one over a
/// sorted copy adds nothing.
/// </remarks>
internal sealed class ReferralCases(ReferralMapping mapping, ReferralRows rows)
{
    private const char Unit = '\u001f';

    private readonly ImmutableArray<string> content =
    [
        .. mapping.Rules.Values.Where(rule => rule.Constant is null).Select(rule => rule.Column).Order(StringComparer.Ordinal),
    ];

    // How many people of equal rows came before.
    private readonly Dictionary<UInt128, int> before = [];

    /// <summary>The commands of a row, or why it is rejected.</summary>
    public (IEnumerable<OpenCaseRequest> Cases, Rejection? Rejection) Of(ReferralRow row)
    {
        var values = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var rule in mapping.Rules.Values)
        {
            if (rule.Translate(rule.Constant is null ? rows.Cell(row, rule.Column) : "") is not { } translated)
                return ([], new Rejection(row.Line, rule.Column, "reject.value", [rule.Field.Name], row.Cells, row.Count));
            if (rule.Field.Required && translated.IsEmpty)
                return ([], new Rejection(row.Line, rule.Column, "reject.empty", [rule.Field.Name], row.Cells, row.Count));
            values[rule.Field.Name] = translated;
        }

        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(row)));
        var key = new UInt128(BitConverter.ToUInt64(seed, 0), BitConverter.ToUInt64(seed, 8));
        var first = before.GetValueOrDefault(key);
        before[key] = first + row.Count;
        var template = Template(row, values);
        return (Enumerable.Range(first, row.Count).Select(index => With(template, seed, index)), null);
    }

    private string Canonical(ReferralRow row)
    {
        var text = new StringBuilder("coordination/referral/1").Append(Unit).Append(mapping.Id).Append(Unit).Append(row.Period.Id);
        foreach (var column in content)
            text.Append(Unit).Append(column).Append('=').Append(rows.Cell(row, column));
        return text.ToString();
    }

    private static OpenCaseRequest With(OpenCaseRequest template, ReadOnlySpan<byte> seed, int index)
    {
        Span<byte> input = stackalloc byte[36];
        seed.CopyTo(input);
        BitConverter.TryWriteBytes(input[32..], index);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562, version 8: what it is made of is ours.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        var request = template.Clone();
        request.RequestId = new Guid(hash[..16], bigEndian: true).ToString();
        return request;
    }

    private static OpenCaseRequest Template(ReferralRow row, Dictionary<string, ImmutableArray<string>> values)
    {
        var person = new PersonProfile
        {
            Role = Value<PersonRole>(ReferralField.Role),
            Gender = Value<Gender>(ReferralField.Gender),
            AgeBand = Value<AgeBand>(ReferralField.AgeBand),
            SignsOfChildhood = One(ReferralField.SignsOfChildhood) is "true",
        };
        person.Citizenships.AddRange(values.GetValueOrDefault(ReferralField.Citizenship, []));
        person.Exploitation.AddRange(values.GetValueOrDefault(ReferralField.Exploitation, []));
        ReferralField.TryDay(One(ReferralField.RetainUntil), out var retain);
        var unit = One(ReferralField.Unit);
        return new OpenCaseRequest
        {
            Reference = One(ReferralField.Reference),
            Province = One(ReferralField.Province),
            Unit = unit.Length > 0 ? "units/" + unit : "",
            Area = One(ReferralField.Area),
            Handling = Value<Handling>(ReferralField.Handling),
            Source = new ReferralSource
            {
                Organisation = One(ReferralField.Source),
                Type = One(ReferralField.SourceType),
                Reason = One(ReferralField.SourceReason),
                Date = row.Period.Date,
            },
            Purpose = One(ReferralField.Purpose),
            LegalBasis = "instruments/" + One(ReferralField.LegalBasis),
            CloseReason = One(ReferralField.CloseReason),
            RetainUntil = Timestamp.FromDateTime(retain.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
            People = { person },
        };

        string One(string field) => values.TryGetValue(field, out var all) && all is [var value, ..] ? value : "";

        T Value<T>(string field) where T : struct, System.Enum => EnumValues.TryParse<T>(One(field), out var value) ? value : default;
    }
}
