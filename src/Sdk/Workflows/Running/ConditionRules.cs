using System.Diagnostics;
using System.Collections.Immutable;
using System.Globalization;

namespace Coordination.Workflows;

/// <summary>Whether conditions hold. Pure.</summary>
public static class ConditionRules
{
    /// <param name="definition">Says of which type a field is.</param>
    public static bool Holds(this WorkflowCondition condition, WorkflowDefinition definition, WorkflowFacts facts)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(facts);
        return condition switch
        {
            AllHold c => c.Conditions.All(x => x.Holds(definition, facts)),
            AnyHolds c => c.Conditions.Any(x => x.Holds(definition, facts)),
            DoesNotHold c => !c.Condition.Holds(definition, facts),
            FieldIsSet c => facts.Data.GetValueOrDefault(c.Field) is { IsDefaultOrEmpty: false },
            FieldCompares c => facts.Value(c.Field) is { } value && definition.Field(c.Field) is { } field && Compares(field, value, c.How, c.Value),
            FieldIsAnyOf c => Values(facts, c.Field).Any(v => c.Values.Contains(v)),
            FieldHasAll c => c.Values.All(v => Values(facts, c.Field).Contains(v)),
            PassedSince c => facts.FirstIn.TryGetValue(c.State, out var since) && facts.Now - since >= c.Time,
            PassedSinceField c => facts.Value(c.Field) is { } value && TimeOf(value) is { } since && facts.Now - since >= c.Time,
            HasBeen c => facts.FirstIn.ContainsKey(c.State),
            HasFired c => facts.Fired.Contains(c.Transition),
            ActionEnded c => facts.Ended.TryGetValue(c.Action, out var word) && (c.States.IsEmpty || c.States.Contains(word)),
            PartIsBound c => facts.Parts.ContainsKey(c.Part),
            PersonIsChild => facts.Person is { Child: true },
            PersonHasGuardian => facts.Person is { HasGuardian: true },
            PersonStatus c => facts.Person is { } person && c.Statuses.Contains(person.Status),
            PersonRole c => facts.Person is { } person && c.Roles.Contains(person.Role),
            CodeHolds c => c.Rule(facts),
            _ => throw new UnreachableException(condition.GetType().Name),
        };
    }

    /// <summary>The day's beginning in UTC, or the time itself; null when the text is neither.</summary>
    internal static DateTimeOffset? TimeOf(string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static ImmutableArray<string> Values(WorkflowFacts facts, string field) =>
        facts.Data.GetValueOrDefault(field) is { IsDefault: false } values ? values : [];

    private static bool Compares(WorkflowField field, string value, Comparison how, string other)
    {
        int order;
        if (field.Type is FieldType.Whole or FieldType.Number)
        {
            if (!decimal.TryParse(value, CultureInfo.InvariantCulture, out var one) || !decimal.TryParse(other, CultureInfo.InvariantCulture, out var two))
                return false;
            order = one.CompareTo(two);
        }
        else if (field.Type is FieldType.Date or FieldType.Time)
        {
            if (TimeOf(value) is not { } one || TimeOf(other) is not { } two)
                return false;
            order = one.CompareTo(two);
        }
        else
        {
            order = string.CompareOrdinal(value, other);
        }

        return how switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.AtMost => order <= 0,
            Comparison.More => order > 0,
            _ => order >= 0,
        };
    }
}
