using Coordination.Cases.V1;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Printing;

/// <summary>Exports of cases.</summary>
internal static class ExportPrinter
{
    public static void Line(Output output, Catalogue texts, Export export) =>
        output.WriteLine(texts.Format("done.export", export.Name, texts.Of(export.State), export.Records));

    public static void Show(Output output, Catalogue texts, Export export)
    {
        var filter = export.Filter ?? new ExportFilter();
        output.Facts(
        [
            ("resource", export.Name), ("state", texts.Of(export.State)), ("records", export.Records.ToString(texts.Culture)),
            ("purpose", export.Purpose), ("legal_basis", Words.Short(export.LegalBasis)), ("format", Words.Snake(export.Format)),
            ("with_identity", texts.Of(export.WithIdentity)), ("states", string.Join(", ", filter.States.Select(state => texts.Of(state)))),
            ("province", filter.Province), ("opened_from", texts.Of(filter.OpenedFrom)), ("opened_until", texts.Of(filter.OpenedUntil)),
            ("cases", string.Join(", ", filter.Cases.Select(Words.Short))), ("proposer", export.Proposer), ("needs_approval", texts.Of(export.NeedsApproval)),
            ("approver", export.Approver), ("reads", export.Reads.ToString(texts.Culture)), ("content_hash", export.ContentHash),
            ("created", texts.Of(export.CreateTime)), ("expires", texts.Of(export.ExpireTime)), ("etag", export.Etag),
        ]);
    }

    public static void List(Output output, Catalogue texts, ListExportsResponse list) => output.Table(
        ["export", "state", "records", "purpose", "needs_approval", "reads", "created", "expires"],
        list.Exports.Select(IReadOnlyList<string> (export) =>
        [
            Words.Short(export.Name), texts.Of(export.State), export.Records.ToString(texts.Culture), export.Purpose, texts.Of(export.NeedsApproval),
            export.Reads.ToString(texts.Culture), texts.Of(export.CreateTime), texts.Of(export.ExpireTime),
        ]));
}
