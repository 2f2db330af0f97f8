using System.Collections.Immutable;
using Coordination.Yaml;

namespace Coordination.Workflows;

/// <summary>What a file of workflows holds.</summary>
/// <param name="Definitions">In the order of the file. To be used only when there are no faults.</param>
/// <param name="Faults">By line; each says what is wrong and what to do.</param>
public sealed record WorkflowYamlRead(ImmutableArray<WorkflowDefinition> Definitions, ImmutableArray<YamlFault> Faults);

/// <summary>
/// Reads definitions that are written as YAML, see docs/modules/workflow-yaml.md. Everything that is wrong is said at once:
/// what is not YAML, what the format does not know, and what <see cref="DefinitionCheck"/> finds, each with its line.
/// </summary>
public static class WorkflowYaml
{
    /// <summary>A condition may be nested; a file that is deeper is refused before anything reads it.</summary>
    private const int MaxDepth = 24;

    /// <summary>A file of more definitions is refused.</summary>
    private const int MaxDefinitions = 50;

    /// <summary>Reads the bytes of a file, which must be UTF-8.</summary>
    /// <param name="file">Its name, for the faults.</param>
    public static WorkflowYamlRead Read(string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var errors = new YamlErrors();
        if (bytes.Length > YamlFile.MaxBytes)
            errors.Add(file, 0, $"The file has {bytes.Length} bytes; at most {YamlFile.MaxBytes} are read.");
        else if (YamlFile.Decode(bytes, file, errors) is { } text)
            return Read(file, text);
        return new([], errors.Sorted([file]));
    }

    /// <summary>Reads the text of a file: one definition, or a list of them.</summary>
    /// <param name="file">Its name, for the faults.</param>
    public static WorkflowYamlRead Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new YamlErrors();
        if (text.Length > YamlFile.MaxBytes)
        {
            errors.Add(file, 0, $"The file has {text.Length} characters; at most {YamlFile.MaxBytes} are read.");
            return new([], errors.Sorted([file]));
        }

        if (YamlFile.Parse(text, file, errors, MaxDepth) is not { } root)
            return new([], errors.Sorted([file]));

        ImmutableArray<YamlNode> nodes = root is YamlList list ? list.Items : [root];
        if (nodes.Length is 0 or > MaxDefinitions)
        {
            errors.Add(file, root.Line, $"A file holds 1 to {MaxDefinitions} definitions.");
            return new([], errors.Sorted([file]));
        }

        var definitions = ImmutableArray.CreateBuilder<WorkflowDefinition>();
        foreach (var node in nodes)
        {
            var definition = new DefinitionReader(file, errors).Read(node);
            if (node is YamlMap)
                Check(file, node, definition, errors);
            definitions.Add(definition);
        }

        foreach (var (id, version, node) in definitions.Zip(nodes, (d, n) => (d.Id, d.Version, n)).Where(row => row.Id.Length > 0)
            .GroupBy(row => (row.Id, row.Version)).SelectMany(same => same.Skip(1)))
        {
            errors.Add(file, node.Line, $"Version {version} of \"{id}\" is in this file already.");
        }

        return new(definitions.ToImmutable(), errors.Sorted([file]));
    }

    /// <summary>What is wrong with what was read; a line of which something is said already is left at that.</summary>
    private static void Check(string file, YamlNode node, WorkflowDefinition definition, YamlErrors errors)
    {
        var said = errors.Sorted([file]).Select(e => e.Line).ToHashSet();
        foreach (var fault in DefinitionCheck.Faults(definition))
        {
            var (line, rest) = YamlPath.Find(node, fault.Path);
            if (!said.Contains(line))
                errors.Add(file, line, rest.Length == 0 ? fault.Message : $"{rest}: {fault.Message}");
        }
    }
}
