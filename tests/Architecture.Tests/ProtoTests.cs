using Coordination.Options.V1;
using Google.Protobuf.Reflection;
using Xunit;

namespace Coordination.Architecture;

public sealed class ProtoTests
{
    public static TheoryData<string> Methods => [.. AllMethods().Select(m => m.FullName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_says_who_may_call_it(string method)
    {
        var rule = Find(method).GetOptions()?.GetExtension(OptionsExtensions.Authorization);

        Assert.NotNull(rule);
        Assert.True(rule.Public || rule.Permission.Length > 0, "A permission, or public.");
        Assert.NotEqual(AuditLevel.Unspecified, rule.Audit);
        if (rule.ResourceField.Length > 0)
            Assert.NotNull(FindField(Find(method).InputType, rule.ResourceField));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_that_changes_something_takes_a_request_id(string method)
    {
        var descriptor = Find(method);
        if (descriptor.GetOptions().GetExtension(OptionsExtensions.Authorization).Audit != AuditLevel.Event)
            return;

        var field = descriptor.InputType.FindFieldByName("request_id");
        Assert.NotNull(field);
        var rule = field.GetOptions().GetExtension(OptionsExtensions.Rule);
        Assert.True(rule.Required && rule.Uuid);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_text_of_a_request_is_bounded(string method)
    {
        // The validator bounds a text without a rule at 1,000 characters; a name must say of which collection it is.
        foreach (var field in Find(method).InputType.Fields.InDeclarationOrder().Where(f => f.Name is "name" or "agency" or "unit" or "committee"))
        {
            if (field.FieldType == FieldType.String)
                Assert.NotEmpty(field.GetOptions()?.GetExtension(OptionsExtensions.Rule)?.Resource ?? "");
        }
    }

    private static FieldDescriptor? FindField(MessageDescriptor message, string path)
    {
        FieldDescriptor? field = null;
        foreach (var part in path.Split('.'))
        {
            field = (field is null ? message : field.MessageType).FindFieldByName(part);
            if (field is null)
                return null;
        }

        return field;
    }

    private static IEnumerable<MethodDescriptor> AllMethods() =>
        ReferenceTests.Load("Contracts").GetTypes()
            .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(t => (FileDescriptor)t.GetProperty("Descriptor")!.GetValue(null)!)
            .SelectMany(f => f.Services)
            .SelectMany(s => s.Methods);

    private static MethodDescriptor Find(string fullName) => AllMethods().Single(m => m.FullName == fullName);
}
