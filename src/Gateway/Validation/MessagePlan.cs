using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>Plans by message type, each made once.</summary>
internal sealed class PlanCache
{
    private readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> plans = new();

    public MessagePlan Of(MessageDescriptor type) =>
        plans.TryGetValue(type, out var plan) ? plan : plans.GetOrAdd(type, static (t, cache) => new MessagePlan(t, cache), this);
}

/// <summary>How one message type is judged.</summary>
internal sealed class MessagePlan
{
    private const string UpdateMask = "update_mask";

    private readonly ImmutableArray<FieldPlan> fields;
    private readonly MaskedPlan? masked;

    public MessagePlan(MessageDescriptor type, PlanCache plans)
    {
        // A message may contain its own type; plans of inner types are therefore looked up when they are needed.
        var resource = MaskedResource(type);
        fields = [.. type.Fields.InDeclarationOrder().Where(field => field != resource).Select(field => FieldPlan.Of(field, plans))];
        masked = resource is null ? null : new MaskedPlan(resource, type.FindFieldByName(UpdateMask), plans);
    }

    public bool IsValid(IMessage message)
    {
        foreach (var field in fields)
        {
            if (!field.IsValid(message))
                return false;
        }

        return masked is null || masked.IsValid(message);
    }

    /// <param name="prefix">Empty, or the path of this message with a point at its end.</param>
    public void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        foreach (var field in fields)
            field.Collect(message, prefix, violations);
        masked?.Collect(message, prefix, violations);
    }

    /// <summary>Judges one field only: what a mask names.</summary>
    public FieldPlan? Find(string field) => fields.FirstOrDefault(plan => plan.Name == field);

    /// <summary>In a request with an update_mask: the one message beside it.</summary>
    private static FieldDescriptor? MaskedResource(MessageDescriptor type)
    {
        if (type.FindFieldByName(UpdateMask) is not { FieldType: FieldType.Message } mask || mask.MessageType != FieldMask.Descriptor)
            return null;

        var resources = type.Fields.InDeclarationOrder()
            .Where(field => field is { FieldType: FieldType.Message, IsRepeated: false } && field != mask && !WellKnownRule.Covers(field.MessageType))
            .ToList();
        return resources.Count == 1 ? resources[0] : null;
    }
}

/// <summary>
/// The resource of an update: it must carry its name; its etag and what the mask names are judged, the rest is ignored,
/// so that a caller can send back what it has read.
/// </summary>
internal sealed class MaskedPlan(FieldDescriptor resource, FieldDescriptor mask, PlanCache plans)
{
    private const string NameField = "name";

    private readonly Func<IMessage, IMessage?> readResource = Getters.Of<IMessage?>(resource);
    private readonly Func<IMessage, FieldMask?> readMask = Getters.Of<FieldMask?>(mask);
    private readonly FieldDescriptor? nameField = resource.MessageType.FindFieldByName(NameField);

    public bool IsValid(IMessage message)
    {
        if (readResource(message) is not { } value || !HasName(value))
            return false;

        var plan = plans.Of(resource.MessageType);
        foreach (var field in Judged(message))
        {
            if (plan.Find(field) is { } judge && !judge.IsValid(value))
                return false;
        }

        return true;
    }

    public void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        if (readResource(message) is not { } value)
        {
            violations.Add(new FieldViolation(prefix + resource.Name, "Set it."));
            return;
        }

        var path = $"{prefix}{resource.Name}.";
        if (!HasName(value))
            violations.Add(new FieldViolation(path + NameField, "Set it."));

        var plan = plans.Of(resource.MessageType);
        foreach (var field in Judged(message))
            plan.Find(field)?.Collect(value, path, violations);
    }

    private bool HasName(IMessage value) => nameField is not { FieldType: FieldType.String } || ((string)nameField.Accessor.GetValue(value)).Length > 0;

    private HashSet<string> Judged(IMessage message)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal) { NameField, "etag" };
        foreach (var path in readMask(message)?.Paths ?? [])
            fields.Add(path.IndexOf('.', StringComparison.Ordinal) is var point and > 0 ? path[..point] : path);
        return fields;
    }
}
