using Coordination.Cli.Texts;
using Coordination.Information.V1;

namespace Coordination.Cli.Printing;

/// <summary>Grants and standing agreements, and what a grant releases.</summary>
internal static class GrantPrinter
{
    public static void Line(Output output, Catalogue texts, Grant grant) => output.WriteLine(texts.Format(
        "done.grant", grant.Name, texts.Of(grant.State), Words.Short(grant.Grantor), Words.Short(grant.Recipient), string.Join(", ", grant.Fields)));

    public static void Show(Output output, Catalogue texts, Grant grant) => output.Facts(
    [
        ("resource", grant.Name), ("state", texts.Of(grant.State)), ("note", grant.Reason), ("grantor", Words.Short(grant.Grantor)),
        ("recipient", Words.Short(grant.Recipient)), ("owner", Words.Short(grant.Owner)), ("record", grant.Record), ("record_type", Words.Short(grant.RecordType)),
        ("fields", string.Join(", ", grant.Fields)), ("purpose", grant.Purpose), ("legal_basis", Words.Short(grant.LegalBasis)),
        ("handling", texts.Of(grant.Handling)), ("source", texts.Of(grant.SourceReliability)), ("information", Grade(texts, grant.InformationReliability)),
        ("onward", grant.OnwardDepth.ToString(texts.Culture)), ("valid_until", texts.Of(grant.Until)), ("officers", string.Join(", ", grant.Officers)),
        ("passed_on_from", grant.Parent), ("request", grant.Request), ("question", grant.Question > 0 ? grant.Question.ToString(texts.Culture) : ""),
        ("agreement", grant.Agreement), ("needs_approval", texts.Of(grant.NeedsApproval)), ("content_hash", grant.ContentHash),
        ("created", texts.Of(grant.CreateTime)), ("updated", texts.Of(grant.UpdateTime)), ("etag", grant.Etag),
    ]);

    public static void List(Output output, Catalogue texts, ListGrantsResponse list) => output.Table(
        ["grant", "state", "grantor", "recipient", "record_type", "purpose", "handling", "valid_until", "fields"],
        list.Grants.Select(IReadOnlyList<string> (g) =>
        [
            Words.Short(g.Name), texts.Of(g.State), Words.Short(g.Grantor), Words.Short(g.Recipient), Words.Short(g.RecordType), g.Purpose,
            texts.Of(g.Handling), texts.Of(g.Until), string.Join(", ", g.Fields),
        ]));

    public static void Granted(Output output, Catalogue texts, ReadGrantedResponse read)
    {
        output.Table(["field", "value"], read.Fields.Select(IReadOnlyList<string> (f) => [f.Field, f.HasValue ? f.Value : "–"]));
        output.Facts(
        [
            ("grant", read.Grant), ("handling", texts.Of(read.Handling)), ("source", texts.Of(read.SourceReliability)),
            ("information", Grade(texts, read.InformationReliability)), ("valid_until", texts.Of(read.Until)), ("access", read.Access),
        ]);
    }

    public static void Show(Output output, Catalogue texts, StandingAgreement agreement)
    {
        var content = agreement.Content ?? new AgreementContent();
        output.Facts(
        [
            ("resource", agreement.Name), ("state", texts.Of(agreement.State)), ("note", agreement.Reason), ("proposer", Words.Short(agreement.Proposer)),
            ("approved_by", Words.Short(agreement.ApprovedBy)), ("grantor", Words.Short(content.Grantor)), ("recipient", Words.Short(content.Recipient)),
            ("record_type", Words.Short(content.RecordType)), ("fields", string.Join(", ", content.Fields)), ("purpose", content.Purpose),
            ("legal_basis", Words.Short(content.LegalBasis)), ("handling", texts.Of(content.Handling)), ("grant_days", content.GrantDays.ToString(texts.Culture)),
            ("onward", content.OnwardDepth.ToString(texts.Culture)), ("valid_until", texts.Of(content.Until)), ("officers", string.Join(", ", content.Officers)),
            ("content_hash", agreement.ContentHash), ("created", texts.Of(agreement.CreateTime)), ("updated", texts.Of(agreement.UpdateTime)), ("etag", agreement.Etag),
        ]);
    }

    public static void Agreements(Output output, Catalogue texts, ListAgreementsResponse list) => output.Table(
        ["agreement", "state", "grantor", "recipient", "record_type", "purpose", "valid_until", "fields"],
        list.Agreements.Select(IReadOnlyList<string> (a) =>
        [
            Words.Short(a.Name), texts.Of(a.State), Words.Short(a.Content?.Grantor ?? ""), Words.Short(a.Content?.Recipient ?? ""),
            Words.Short(a.Content?.RecordType ?? ""), a.Content?.Purpose ?? "", texts.Of(a.Content?.Until), string.Join(", ", a.Content?.Fields ?? []),
        ]));

    /// <summary>1 to 4 in words; the names of the enum's values are numbers, which have no words of their own.</summary>
    internal static string Grade(Catalogue texts, InformationReliability grade) =>
        grade is InformationReliability.Unspecified ? "" : texts[$"information_reliability.{(int)grade}"];
}
