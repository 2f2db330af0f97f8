using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.RecordTypes;

/// <summary>The rules of record types, in documented precedence order; the first refusal wins.</summary>
internal static class RecordTypeRules
{
    /// <summary>Fields of a type, ended ones too.</summary>
    public const int MostFields = 100;

    public static Decision<RecordTypeEvent> Register(RecordTypeState state, RegisterRecordType command, InformationPolicy policy)
    {
        if (state.Owner is not null)
            return RecordRefusals.RecordTypeExists;
        if (Twice(command.Fields))
            return RecordRefusals.FieldTwice;
        if (command.Purposes.FirstOrDefault(p => policy.Find(p) is null) is { } unknown)
            return InformationRefusals.PurposeUnknown.On("purposes").With("purpose", unknown);

        return new RecordTypeRegistered(
            command.Context.Principal.Agency, command.DisplayName, command.HeldBy, command.Fields, [.. command.Purposes.Distinct().Order(StringComparer.Ordinal)], command.DefaultHandling);
    }

    public static Decision<RecordTypeEvent> Update(RecordTypeState state, UpdateRecordType command)
    {
        if (state.Retired)
            return RecordRefusals.RecordTypeRetired.On("name");
        if (Twice(command.AddFields) || command.AddFields.Any(added => state.Fields.Any(f => Same(f.Id, added.Id))))
            return RecordRefusals.FieldTwice.On("add_fields");
        if (command.EndFields.FirstOrDefault(id => !state.Fields.Any(f => Same(f.Id, id))) is { } unknown)
            return InformationRefusals.FieldUnknown.On("end_fields").With("field", unknown);
        if (state.Fields.Length + command.AddFields.Length > MostFields)
            return RecordRefusals.TooManyFields.On("add_fields");

        ImmutableArray<string> ended = [.. command.EndFields.Distinct().Where(id => state.Fields.Any(f => Same(f.Id, id) && !f.Ended))];
        return ended.IsEmpty && command.AddFields.IsEmpty ? Decision<RecordTypeEvent>.Nothing : new RecordTypeFieldsChanged(command.AddFields, ended);
    }

    public static Decision<RecordTypeEvent> Retire(RecordTypeState state) =>
        state.Retired ? RecordRefusals.RecordTypeRetired.On("name") : new RecordTypeRetired();

    private static bool Twice(ImmutableArray<RecordField> fields) => fields.Select(f => f.Id).Distinct(StringComparer.Ordinal).Count() != fields.Length;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
