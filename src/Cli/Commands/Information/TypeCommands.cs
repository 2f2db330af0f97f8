using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Information.V1;
using Coordination.Type.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info type …</c>: which kinds of records an agency holds.</summary>
internal static class TypeCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info.type", Register(leaves), Update(leaves), Retire(leaves), Show(leaves), List(leaves));

    private static Command Register(Leaves leaves)
    {
        var code = leaves.Argument("code");
        var (en, lo, held, fields, purposes, handling) = (
            leaves.Text("--name-en", "TEXT", required: true), leaves.Text("--name-lo", "TEXT"),
            leaves.OneOf<HeldBy>("--held-by", required: true), leaves.Many("--field", "ID:CLASS[:ENGLISH[:LAO]]", "type-field"),
            leaves.Many("--purpose", "CODE", "type-purpose"), leaves.OneOf<Handling>("--handling", describe: "type-handling"));
        return leaves.Make(
            "info.type.register",
            (session, requestId, parsed, options) => session.Own.Records.RegisterRecordTypeAsync(
                new RegisterRecordTypeRequest
                {
                    RequestId = requestId, Code = parsed.GetRequiredValue(code),
                    DisplayName = new LocalizedText { En = parsed.GetValue(en) ?? "", Lo = parsed.GetValue(lo) ?? "" },
                    HeldBy = parsed.GetValue(held) ?? default, Fields = { Fields(session, parsed.GetValue(fields)!) },
                    Purposes = { parsed.GetValue(purposes)!.SelectMany(p => p.Split(',', StringSplitOptions.RemoveEmptyEntries)) },
                    DefaultHandling = parsed.GetValue(handling) ?? default,
                },
                options),
            RecordsPrinter.Show,
            code, en, lo, held, fields, purposes, handling);
    }

    private static Command Update(Leaves leaves)
    {
        var (add, end) = (leaves.Many("--field", "ID:CLASS[:ENGLISH[:LAO]]", "type-add-field"), leaves.Many("--end-field", "ID"));
        return leaves.Change("info.type.update", "record-type", RecordType, (session, at, parsed, options) =>
        {
            if (parsed.GetValue(add) is [] && parsed.GetValue(end) is [])
                throw new UsageException(session.Texts["usage.nothing-to-change"]);
            return session.Own.Records.UpdateRecordTypeAsync(
                new UpdateRecordTypeRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                    AddFields = { Fields(session, parsed.GetValue(add)!) }, EndFields = { parsed.GetValue(end)! },
                },
                options);
        }, RecordsPrinter.Show, add, end);
    }

    private static Command Retire(Leaves leaves) => leaves.Change("info.type.retire", "record-type", RecordType, (session, at, _, options) =>
        session.Own.Records.RetireRecordTypeAsync(new RetireRecordTypeRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), RecordsPrinter.Show);

    private static Command Show(Leaves leaves) => leaves.Look("info.type.show", "record-type", RecordType, (client, name, options) =>
        client.Records.GetRecordTypeAsync(new GetRecordTypeRequest { Name = name }, options), RecordsPrinter.Show);

    private static Command List(Leaves leaves)
    {
        var agency = leaves.Text("--agency", "AGENCY");
        return leaves.Listing(
            "info.type.list",
            (client, parsed, size, token, options) => client.Records.ListRecordTypesAsync(
                new ListRecordTypesRequest { Agency = Agency(parsed.GetValue(agency) ?? ""), PageSize = size, PageToken = token }, options),
            r => r.RecordTypes, r => r.NextPageToken, RecordsPrinter.Types,
            agency);
    }

    // "given_name:identity:Given name:ຊື່"
    private static List<RecordField> Fields(Session session, IEnumerable<string> texts) => [.. texts.Select(text =>
    {
        var parts = text.Split(':', 4);
        if (parts.Length < 2 || parts[0].Length == 0 || !EnumValues.TryParse<FieldClass>(parts[1], out var fieldClass))
            throw new UsageException(session.Texts.Format("usage.type-field", text, string.Join(", ", EnumValues.Of<FieldClass>())));
        return new RecordField
        {
            Id = parts[0], FieldClass = fieldClass,
            DisplayName = new LocalizedText { En = parts.Length > 2 && parts[2].Length > 0 ? parts[2] : parts[0], Lo = parts.Length > 3 ? parts[3] : "" },
        };
    })];
}
