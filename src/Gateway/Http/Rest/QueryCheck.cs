using System.Collections.Immutable;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Coordination.Http;

/// <summary>Compares what stands behind the question mark with the fields that it should fill.</summary>
internal static class QueryCheck
{
    /// <summary>The wrong parameters. Of a method that takes the whole message as its body, none is read.</summary>
    public static ImmutableArray<FieldViolation> Of(IQueryCollection query, MessageDescriptor message, HttpRule rule)
    {
        if (query.Count == 0 || rule.Body == "*")
            return [];

        var wrong = ImmutableArray.CreateBuilder<FieldViolation>();
        var hasUnknown = false;
        foreach (var (name, values) in query)
        {
            if (Find(message, name) is not var (field, path))
            {
                hasUnknown = true;
                continue;
            }

            if (values.Count > 1 && !field.IsRepeated)
                wrong.Add(new FieldViolation(path, "Is given twice."));
            else if (field.IsMap)
                wrong.Add(new FieldViolation(path, "Cannot be given in the address."));
            else if (values.Select(value => ScalarText.Refuse(value ?? "", field)).FirstOrDefault(sentence => sentence is not null) is { } sentence)
                wrong.Add(new FieldViolation(path, sentence));
        }

        if (hasUnknown)
            wrong.Add(new FieldViolation("", "The address has a parameter that this method does not know."));
        return wrong.ToImmutable();
    }

    private static (FieldDescriptor Field, string Path)? Find(MessageDescriptor message, string name)
    {
        FieldDescriptor? field = null;
        var path = "";
        foreach (var part in name.Split('.'))
        {
            if (field is not null && (field.FieldType != FieldType.Message || field.IsRepeated))
                return null;
            var type = field?.MessageType ?? message;
            field = type.Fields.InDeclarationOrder().FirstOrDefault(f =>
                string.Equals(f.JsonName, part, StringComparison.Ordinal) || string.Equals(f.Name, part, StringComparison.Ordinal));
            if (field is null)
                return null;
            path = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
        }

        return field is null ? null : (field, path);
    }
}
