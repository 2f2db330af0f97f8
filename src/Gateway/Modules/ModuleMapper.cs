using Coordination.Sdk.Grains;
using Google.Protobuf.Collections;

namespace Coordination.Modules;

/// <summary>Between modules and their messages.</summary>
internal static class ModuleMapper
{
    private const string Collection = "modules/";

    /// <summary>The id in a name whose form was validated before.</summary>
    public static string Id(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>A module's name; empty for no module.</summary>
    public static string Name(string id) => id.Length == 0 ? "" : Collection + id;

    public static V1.Module ToProto(ModuleView view)
    {
        var module = new V1.Module
        {
            Name = Name(view.Id),
            Version = view.Version,
            State = (V1.ModuleState)view.State,
            Why = view.Why,
            DisplayName = DefinitionMapper.ToProto(view.DisplayName),
            Sha256 = view.Sha256,
            Folder = view.Folder,
        };
        module.DependsOn.AddRange(view.DependsOn.Select(d => new V1.ModuleDependency { Module = Name(d.Id), Version = d.Version }));
        module.Definitions.AddRange(view.Definitions.Select(DefinitionMapper.Name));
        module.Services.AddRange(view.Services);
        return module;
    }

    public static V1.ModuleChange ToProto(ModuleChangeView view) => new()
    {
        Name = view.Name.ToString(),
        State = (V1.ModuleChangeState)view.Stage,
        Module = Name(view.Content.Module),
        Version = view.Content.Version,
        Sha256 = view.Content.Sha256,
        Action = (V1.ModuleAction)view.Content.Action,
        ContentHash = view.ContentHash,
        ProposedBy = view.ProposedBy.ToString(),
        Proposer = view.Proposer,
        DecidedBy = view.ApprovedBy?.ToString() ?? "",
        Decider = view.Approver,
        CreateTime = view.CreatedAt.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
        ExpireTime = view.ExpiresAt.ToProto(),
        Etag = ETag.Of(view.Version),
        Reason = view.Reason,
    };

    /// <summary>The word of a state in lists.</summary>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    public static string Word(V1.ModuleChangeState state) => state switch
    {
        V1.ModuleChangeState.Proposed => "proposed",
        V1.ModuleChangeState.Approved => "approved",
        V1.ModuleChangeState.Lapsed => "lapsed",
        V1.ModuleChangeState.Rejected => "rejected",
        _ => throw RefusedException.Invalid("states", "Name a state of changes of modules."),
    };

    /// <summary>Copies a dictionary into a message's map.</summary>
    public static void Fill(this MapField<string, string> map, IReadOnlyDictionary<string, string> from)
    {
        foreach (var (key, value) in from)
            map[key] = value;
    }
}
