using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Coordination.Options.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>How one field is judged: quickly when all is well, and with paths and sentences when it is not.</summary>
internal abstract class FieldPlan(FieldDescriptor field)
{
    public string Name { get; } = field.Name;

    /// <summary>The way of almost every call: allocates nothing.</summary>
    public abstract bool IsValid(IMessage message);

    /// <summary>Adds every violation of this field.</summary>
    public abstract void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations);

    public static FieldPlan Of(FieldDescriptor field, PlanCache plans)
    {
        var rule = field.GetOptions()?.GetExtension(OptionsExtensions.Rule) ?? new FieldRule();
        if (field.IsMap)
            return new MapPlan(field, rule, plans);
        if (field.IsRepeated)
            return new RepeatedPlan(field, rule, plans);
        if (field.FieldType is FieldType.Message or FieldType.Group)
            return new MessageFieldPlan(field, rule, plans);

        FieldPlan plan = field.FieldType switch
        {
            FieldType.String => Scalar(field, new TextRule(rule, item: false).Problem, Getters.Of<string>(field)),
            FieldType.Bytes => Scalar(field, new BytesRule(rule).Problem, Getters.Of<ByteString>(field)),
            FieldType.Enum => Scalar(field, new EnumRule(field.EnumType, rule.Required).Problem, Getters.Of<int>(field)),
            FieldType.Bool => Scalar(field, static _ => null, Getters.Of<bool>(field)),
            FieldType.Double or FieldType.Float => Scalar<double>(field, new NumberRule(rule).Problem, Getters.Of<double>(field)),
            _ => Scalar<long>(field, new NumberRule(rule).Problem, Getters.Of<long>(field)),
        };
        return field.HasPresence ? new PresentPlan(field, plan, rule.Required) : plan;
    }

    private static ScalarPlan<T> Scalar<T>(FieldDescriptor field, Func<T, string?> problem, Func<IMessage, T> read) => new(field, problem, read);

    /// <summary>Judges a boxed item of a list or map; null: nothing is wrong.</summary>
    protected static Func<object, string?> ItemRule(FieldDescriptor field, FieldRule rule)
    {
        var each = rule.Clone();
        each.Required = false;
        switch (field.FieldType)
        {
            case FieldType.String:
                var text = new TextRule(each, item: true);
                return value => text.Problem((string)value);
            case FieldType.Bytes:
                var bytes = new BytesRule(each);
                return value => bytes.Problem((ByteString)value);
            case FieldType.Enum:
                var choice = new EnumRule(field.EnumType, required: false);
                return value => choice.Problem((int)value);
            case FieldType.Bool:
                return static _ => null;
            case FieldType.Double or FieldType.Float:
                var real = new NumberRule(each);
                return value => real.Problem(Convert.ToDouble(value, CultureInfo.InvariantCulture));
            default:
                var number = new NumberRule(each);
                return value => number.Problem(value is ulong large ? Getters.Saturate(large) : Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
    }
}

internal sealed class ScalarPlan<T>(FieldDescriptor field, Func<T, string?> problem, Func<IMessage, T> read) : FieldPlan(field)
{
    public override bool IsValid(IMessage message) => problem(read(message)) is null;

    public override void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        if (problem(read(message)) is { } sentence)
            violations.Add(new FieldViolation(prefix + Name, sentence));
    }
}

/// <summary>A scalar that may be unset: its rules hold only when it is set.</summary>
internal sealed class PresentPlan(FieldDescriptor field, FieldPlan inner, bool required) : FieldPlan(field)
{
    private readonly IFieldAccessor accessor = field.Accessor;

    public override bool IsValid(IMessage message) => accessor.HasValue(message) ? inner.IsValid(message) : !required;

    public override void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        if (accessor.HasValue(message))
            inner.Collect(message, prefix, violations);
        else if (required)
            violations.Add(new FieldViolation(prefix + Name, "Set it."));
    }
}

internal sealed class MessageFieldPlan(FieldDescriptor field, FieldRule rule, PlanCache plans) : FieldPlan(field)
{
    private readonly IFieldAccessor accessor = field.Accessor;
    private readonly bool wellKnown = WellKnownRule.Covers(field.MessageType);
    private readonly MessageDescriptor type = field.MessageType;

    public override bool IsValid(IMessage message) => accessor.GetValue(message) switch
    {
        null => !rule.Required,
        IMessage value => wellKnown ? WellKnownRule.Problem(value, rule.Required) is null : plans.Of(type).IsValid(value),
        // A wrapper (google.protobuf.StringValue): generated code gives its bare value.
        var bare => WrapperProblem(bare) is null,
    };

    public override void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        switch (accessor.GetValue(message))
        {
            case null when rule.Required:
                violations.Add(new FieldViolation(prefix + Name, "Set it."));
                break;
            case null:
                break;
            case IMessage value when wellKnown:
                if (WellKnownRule.Problem(value, rule.Required) is { } sentence)
                    violations.Add(new FieldViolation(prefix + Name, sentence));
                break;
            case IMessage value:
                plans.Of(type).Collect(value, prefix + Name + ".", violations);
                break;
            case var bare:
                if (WrapperProblem(bare) is { } problem)
                    violations.Add(new FieldViolation(prefix + Name, problem));
                break;
        }
    }

    private Func<object, string?>? wrapperRule;

    private string? WrapperProblem(object bare) => (wrapperRule ??= ItemRule(type.FindFieldByNumber(1), rule))(bare);
}

internal abstract class ManyPlan(FieldDescriptor field, FieldRule rule) : FieldPlan(field)
{
    private const int DefaultMaxItems = 100;

    private readonly int maxItems = rule.MaxItems > 0 ? (int)Math.Min(rule.MaxItems, int.MaxValue) : DefaultMaxItems;

    protected string? CountProblem(int count) =>
        count == 0 && rule.Required ? "Give at least one."
        : count > maxItems ? $"Give at most {maxItems}."
        : null;
}

internal sealed class RepeatedPlan : ManyPlan
{
    private readonly Func<IMessage, IList> read;
    private readonly Func<object, string?>? problem;
    private readonly MessageDescriptor? type;
    private readonly PlanCache plans;

    public RepeatedPlan(FieldDescriptor field, FieldRule rule, PlanCache plans) : base(field, rule)
    {
        this.plans = plans;
        read = Getters.Of<IList>(field);
        if (field.FieldType is not (FieldType.Message or FieldType.Group))
            problem = ItemRule(field, rule);
        else if (WellKnownRule.Covers(field.MessageType))
            problem = static value => WellKnownRule.Problem((IMessage)value, required: false);
        else
            type = field.MessageType;
    }

    public override bool IsValid(IMessage message)
    {
        var items = read(message);
        if (CountProblem(items.Count) is not null)
            return false;

        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i]!;
            if (type is not null && item is IMessage inner ? !plans.Of(type).IsValid(inner) : problem is not null && problem(item) is not null)
                return false;
        }

        return true;
    }

    public override void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        var items = read(message);
        if (CountProblem(items.Count) is { } count)
        {
            violations.Add(new FieldViolation(prefix + Name, count));
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i]!;
            var path = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Name}[{i}]");
            if (type is not null && item is IMessage inner)
                plans.Of(type).Collect(inner, path + ".", violations);
            else if (problem?.Invoke(item) is { } sentence)
                violations.Add(new FieldViolation(path, sentence));
        }
    }
}

internal sealed class MapPlan : ManyPlan
{
    private readonly Func<IMessage, IDictionary> read;
    private readonly Func<object, string?> keyProblem;
    private readonly Func<object, string?>? valueProblem;
    private readonly MessageDescriptor? type;
    private readonly PlanCache plans;

    public MapPlan(FieldDescriptor field, FieldRule rule, PlanCache plans) : base(field, rule)
    {
        this.plans = plans;
        read = Getters.Of<IDictionary>(field);
        var value = field.MessageType.FindFieldByNumber(2);
        keyProblem = ItemRule(field.MessageType.FindFieldByNumber(1), new FieldRule { MaxLength = 100 });
        if (value.FieldType is not FieldType.Message)
            valueProblem = ItemRule(value, rule);
        else if (FreeValueRule.Covers(field))
            valueProblem = static entry => FreeValueRule.Problem((Value)entry);
        else
            type = value.MessageType;
    }

    public override bool IsValid(IMessage message)
    {
        var entries = read(message);
        if (CountProblem(entries.Count) is not null)
            return false;

        foreach (DictionaryEntry entry in entries)
        {
            if (keyProblem(entry.Key) is not null
                || (type is not null && entry.Value is IMessage inner ? !plans.Of(type).IsValid(inner) : valueProblem?.Invoke(entry.Value!) is not null))
            {
                return false;
            }
        }

        return true;
    }

    public override void Collect(IMessage message, string prefix, ImmutableArray<FieldViolation>.Builder violations)
    {
        var entries = read(message);
        if (CountProblem(entries.Count) is { } count)
        {
            violations.Add(new FieldViolation(prefix + Name, count));
            return;
        }

        // Keys are the caller's text, so a path counts entries and does not quote them.
        var i = 0;
        foreach (DictionaryEntry entry in entries)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Name}[{i++}]");
            if (keyProblem(entry.Key) is { } key)
                violations.Add(new FieldViolation(path + ".key", key));
            if (type is not null && entry.Value is IMessage inner)
                plans.Of(type).Collect(inner, path + ".", violations);
            else if (valueProblem?.Invoke(entry.Value!) is { } sentence)
                violations.Add(new FieldViolation(path, sentence));
        }
    }
}
