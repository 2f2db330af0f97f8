using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Information;

/// <summary>Between the messages and the commands and views of records. The words of both sides have the same numbers (InformationWordsTests).</summary>
internal static class RecordMapper
{
    /// <summary>The type of an agency and a code.</summary>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: both together are longer than a name.</exception>
    public static RecordTypeName TypeName(AgencyName agency, string code)
    {
        var id = $"{agency.Id}-{code}";
        return ResourceName.IsId(id) ? new RecordTypeName(id) : throw RefusedException.Invalid("code", "Choose a shorter code: with the agency's code it has at most 63 characters.");
    }

    public static RegisterRecordType ToCommand(V1.RegisterRecordTypeRequest request, CommandContext context) => new(
        context,
        ToText(request.DisplayName),
        (HeldBy)request.HeldBy,
        [.. request.Fields.Select(ToField)],
        [.. request.Purposes],
        request.DefaultHandling is Type.V1.Handling.Unspecified ? Handling.Amber : (Handling)request.DefaultHandling);

    public static OfferRecord ToCommand(V1.OfferRecordRequest request, CommandContext context) => new(
        context,
        Name<RecordTypeName>(request.RecordType),
        Name<SubjectName>(request.Subject),
        ToText(request.Reference),
        ToInputs(request.Values),
        request.Handling is Type.V1.Handling.Unspecified ? null : (Handling)request.Handling);

    public static RecordField ToField(V1.RecordField field) => new(field.Id, ToText(field.DisplayName), (FieldClass)field.FieldClass);

    public static ImmutableArray<FieldInput> ToInputs(IEnumerable<V1.FieldValue> values) => [.. values.Select(v => new FieldInput(v.Field, ToText(v.Value)))];

    /// <summary>A text that may be about a person, in its one form.</summary>
    public static PlainText ToText(string text) => new(Text.Normalize(text));

    public static V1.RecordType ToProto(RecordTypeView view)
    {
        var type = new V1.RecordType
        {
            Name = view.Name.ToString(),
            Agency = view.Owner.ToString(),
            DisplayName = ToProto(view.DisplayName),
            HeldBy = (V1.HeldBy)view.HeldBy,
            DefaultHandling = (Type.V1.Handling)view.DefaultHandling,
            Retired = view.Retired,
            CreateTime = view.CreatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        type.Fields.AddRange(view.Fields.Select(f => new V1.RecordField
        {
            Id = f.Id,
            DisplayName = ToProto(f.DisplayName),
            FieldClass = (V1.FieldClass)f.Class,
            Ended = f.Ended,
        }));
        type.Purposes.AddRange(view.Purposes);
        return type;
    }

    public static V1.Subject ToProto(SubjectView view) => new()
    {
        Name = view.Name.ToString(),
        Agency = view.Owner.ToString(),
        State = (V1.SubjectState)view.Stage,
        Minor = view.Minor,
        RetainUntil = view.RetainUntil.ToProto(),
        LegalHold = view.LegalHold is not null,
        LegalHoldReason = view.LegalHold ?? "",
        CreateTime = view.CreatedAt.ToProto(),
        EraseTime = view.ErasedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    public static V1.Record ToProto(RecordView view)
    {
        var record = new V1.Record
        {
            Name = view.Name.ToString(),
            RecordType = view.Type.ToString(),
            Agency = view.Owner.ToString(),
            Subject = view.Subject.ToString(),
            Handling = (Type.V1.Handling)view.Handling,
            ProposedHandling = (Type.V1.Handling)(view.ProposedHandling ?? 0),
            Withdrawn = view.Stage is RecordStage.Withdrawn,
            Erased = view.Stage is RecordStage.Erased,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        record.Fields.AddRange(view.Fields);
        return record;
    }

    public static V1.Consent ToProto(ConsentView view) => new()
    {
        Name = view.Name.ToString(),
        Subject = view.Subject.ToString(),
        Purpose = view.Purpose,
        Recipient = view.Recipient.ToString(),
        State = (V1.ConsentState)view.Stage,
        Giver = (V1.ConsentGiver)view.Giver,
        FormVersion = view.FormVersion,
        Version = view.Statements,
        ValidUntil = view.ValidUntil.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    /// <summary>The view of a list's row.</summary>
    public static T Read<T>(RegistryHit hit, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(hit.View.AsSpan(), type) ?? throw new JsonException("A row's view cannot be null.");

    private static LocalizedText ToText(Type.V1.LocalizedText text) => new(Text.Normalize(text.En), Text.Normalize(text.Lo));

    private static Type.V1.LocalizedText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };
}
