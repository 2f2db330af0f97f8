using System.Collections.Immutable;
using Coordination.Loading.Manifests;
using Coordination.Sdk.Modules;
using Coordination.Workflows;

namespace Coordination.Loading.Probing;

/// <summary>The workflows of a folder that are written as YAML.</summary>
internal static class WorkflowFiles
{
    private const string Folder = "workflows/";

    /// <param name="faults">Everything that is wrong with the files, each with file and line.</param>
    public static ImmutableArray<WorkflowDefinition> Read(ModuleFolder folder, out ImmutableArray<string> faults)
    {
        var definitions = ImmutableArray.CreateBuilder<WorkflowDefinition>();
        var wrong = ImmutableArray.CreateBuilder<string>();
        foreach (var (path, bytes) in folder.Files.Where(file => IsWorkflow(file.Key)))
        {
            var read = WorkflowYaml.Read(path, bytes.ToArray());
            definitions.AddRange(read.Definitions);
            wrong.AddRange(read.Faults.Select(fault => $"{fault}"));
        }

        faults = wrong.ToImmutable();
        return definitions.ToImmutable();
    }

    private static bool IsWorkflow(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal));
}

/// <summary>A module with workflows that are written as YAML: beside its class, or alone.</summary>
/// <param name="code">Its class; null: it has none.</param>
internal sealed class ModuleWithFiles(string id, ICoordinationModule? code, ImmutableArray<WorkflowDefinition> definitions) : ICoordinationModule
{
    public string Id => id;

    public void Configure(SiloModuleBuilder builder)
    {
        code?.Configure(builder);
        foreach (var versions in definitions.GroupBy(d => d.Id, StringComparer.Ordinal))
            builder.AddWorkflow([.. versions]);
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        code?.Configure(builder);
        foreach (var versions in definitions.GroupBy(d => d.Id, StringComparer.Ordinal))
            builder.AddWorkflow([.. versions]);
    }
}
