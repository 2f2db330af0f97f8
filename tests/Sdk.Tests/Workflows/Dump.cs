using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Coordination.Sdk.Tests.Workflows;

/// <summary>Everything that a value holds, as lines: what is the same has the same lines.</summary>
internal static class Dump
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null\n");
                return;
            case string or bool or int or decimal or Enum or TimeSpan:
                text.Append(CultureInfo.InvariantCulture, $"{value}\n");
                return;
            case IDictionary map:
                text.Append("map\n");
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                    Line(text, key, map[key], depth);
                return;
            case IEnumerable list:
                text.Append("list\n");
                foreach (var item in list)
                    Line(text, "-", item, depth);
                return;
        }

        text.Append(value.GetType().Name).Append('\n');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            Line(text, property.Name, property.GetValue(value), depth);
    }

    private static void Line(StringBuilder text, string name, object? value, int depth)
    {
        text.Append(' ', 2 * depth + 2).Append(name).Append(' ');
        Write(text, value, depth + 1);
    }
}
