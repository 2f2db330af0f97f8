using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Options.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using MessageDescriptor = Google.Protobuf.Reflection.MessageDescriptor;
using MethodDescriptor = Google.Protobuf.Reflection.MethodDescriptor;
using FieldType = Google.Protobuf.Reflection.FieldType;

namespace Coordination.Auth;

/// <summary>What one method demands, from its proto option.</summary>
/// <param name="Method">The full name, <c>/coordination.tasks.v1.TaskService/GetTask</c>.</param>
internal sealed record MethodRule(string Method, string Permission, bool PurposeRequired, bool Public, AuditLevel Audit);

/// <summary>The rules of every method of every service that was added.</summary>
internal sealed class MethodRules
{
    /// <summary>Services of the transport itself, which show nothing of the platform's content.</summary>
    private static readonly FrozenSet<string> Infrastructure = FrozenSet.Create(
        StringComparer.Ordinal, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");

    private readonly FrozenDictionary<string, MethodRule> rules;

    /// <summary>Reads the rules; what is wrong is kept for <see cref="Problems"/>.</summary>
    public MethodRules(IEnumerable<ServiceDescriptor> services, AccessPolicy policy)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var found = new Dictionary<string, MethodRule>(StringComparer.Ordinal);
        foreach (var method in services.SelectMany(service => service.Methods))
        {
            var name = $"/{method.Service.FullName}/{method.Name}";
            var option = method.GetOptions()?.GetExtension(OptionsExtensions.Authorization);
            if (ProblemOf(option, method, policy) is { } problem)
                problems.Add($"{name}: {problem}");
            else
                found[name] = new MethodRule(name, option!.Permission, option.PurposeRequired, option.Public, option.Audit);
        }

        rules = found.ToFrozenDictionary(StringComparer.Ordinal);
        Problems = problems.ToImmutable();
    }

    /// <summary>Methods whose rule is missing or of no use, a sentence each.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>Every rule.</summary>
    public ImmutableArray<MethodRule> All => rules.Values;

    /// <summary>The rule of a method, or null: then nobody may call it.</summary>
    public MethodRule? Find(string method) => rules.GetValueOrDefault(method);

    /// <summary>Whether a service belongs to the transport (health, reflection) and needs no rule.</summary>
    public static bool IsInfrastructure(string service) => Infrastructure.Contains(service);

    private static string? ProblemOf(AuthorizationRule? option, MethodDescriptor method, AccessPolicy policy)
    {
        if (option is null)
            return "has no option (coordination.options.v1.authorization).";
        if (option.Public)
            return null;
        if (option.Permission.Length == 0)
            return "its authorization names no permission.";
        if (!policy.Knows(option.Permission))
            return $"its permission {option.Permission} is declared by no noun.";
        if (option.Audit == AuditLevel.Unspecified)
            return "its authorization sets no audit level.";
        return option.ResourceField.Length > 0 && !Exists(method.InputType, option.ResourceField)
            ? $"its resource_field {option.ResourceField} is not in the request."
            : null;
    }

    private static bool Exists(MessageDescriptor message, string path)
    {
        MessageDescriptor? current = message;
        foreach (var name in path.Split('.'))
        {
            if (current?.FindFieldByName(name) is not { } field)
                return false;
            current = field.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return true;
    }
}
