using Coordination.Yaml;

namespace Coordination.Workflows;

/// <summary>Finds the line of what a fault of <see cref="DefinitionCheck"/> speaks of: <c>transitions.admit.required</c>.</summary>
internal static class YamlPath
{
    /// <summary>By which an item of a list is known.</summary>
    private static readonly string[] Keys = ["id", "code", "from_version"];

    /// <returns>The line, and the rest of the path that is not in the file; empty: all of it is.</returns>
    public static (int Line, string Beyond) Find(YamlNode root, string path)
    {
        var parts = path.Split('.');
        // An action's id is unique in the definition, so that such a path does not say where it stands.
        if (parts is ["actions", var id])
            return Action(root, id) is { } action ? (action.Line, "") : (root.Line, path);

        var (node, line) = (root, root.Line);
        for (var at = 0; at < parts.Length; at++)
        {
            if (Step(node, parts[at]) is not { } next)
                return (line, string.Join('.', parts[at..]));
            (node, line) = next;
        }

        return (line, "");
    }

    private static (YamlNode Node, int Line)? Step(YamlNode node, string part) => node switch
    {
        YamlMap map => Pair(map, part) is { } pair ? (pair.Value, pair.Key.Line) : Only(map) is { } inner ? Step(inner, part) : null,
        YamlList list => list.Items.LastOrDefault(item => IsCalled(item, part)) is { } item ? (item, LineOf(item, part)) : null,
        _ => null,
    };

    /// <summary>Of <c>assign_task: {id: …}</c>, what is in it.</summary>
    private static YamlMap? Only(YamlMap map) => map.Pairs is [{ Value: YamlMap inner }] ? inner : null;

    private static KeyValuePair<YamlScalar, YamlNode>? Pair(YamlMap map, string key)
    {
        foreach (var pair in map.Pairs)
        {
            if (pair.Key.Text == key)
                return pair;
        }

        return null;
    }

    private static bool IsCalled(YamlNode item, string name) => NameOf(item) is { } called ? called.Text == name : item is YamlScalar text && text.Text == name;

    private static int LineOf(YamlNode item, string name) => NameOf(item) is { } called && called.Text == name ? called.Line : item.Line;

    private static YamlScalar? NameOf(YamlNode item)
    {
        if (item is not YamlMap map)
            return null;
        foreach (var key in Keys)
        {
            if (Pair(map, key) is { Value: YamlScalar name })
                return name;
        }

        return Only(map) is { } inner ? NameOf(inner) : null;
    }

    private static YamlScalar? Action(YamlNode node, string id)
    {
        YamlScalar? found = null;
        if (node is YamlMap map)
        {
            foreach (var (key, value) in map.Pairs)
            {
                if (key.Text is "actions" or "entry" or "exit" && value is YamlList actions)
                    found = actions.Items.Select(NameOf).LastOrDefault(name => name?.Text == id) ?? found;
                else
                    found = Action(value, id) ?? found;
            }
        }
        else if (node is YamlList list)
        {
            foreach (var item in list.Items)
                found = Action(item, id) ?? found;
        }

        return found;
    }
}
