namespace Coordination.Sdk.Build;

/// <summary>Why a module cannot be built, with what to do.</summary>
/// <param name="Code">One of those in docs/modules/reference: COORD001 and on.</param>
internal sealed record BuildProblem(string Code, string Sentence)
{
    public static readonly BuildProblem NoId = new("COORD001",
        "The module has no id. Set <ModuleId> in the project, for example <ModuleId>flood-relief</ModuleId>.");

    public static readonly BuildProblem NoName = new("COORD004",
        "The module has no name in both languages. Set <ModuleNameEn> and <ModuleNameLo> in the project.");

    public static readonly BuildProblem NoEntry = new("COORD005",
        "No class of the module implements ICoordinationModule. Write one public class with a public constructor without parameters that does.");

    public static BuildProblem IdMalformed(string id) => new("COORD002",
        $"'{id}' is no id of a module. It starts with a lower-case letter and has lower-case letters, digits and single hyphens, at most 40 characters.");

    public static BuildProblem VersionMalformed(string version) => new("COORD003",
        $"'{version}' is no version. Set <Version> to a semantic version, for example 1.2.0.");

    public static BuildProblem SeveralEntries(IEnumerable<string> types) => new("COORD006",
        $"Several classes of the module implement ICoordinationModule: {string.Join(", ", types)}. Keep one; a module is one class.");

    public static BuildProblem EntryUnusable(string type) => new("COORD007",
        $"The platform cannot make a {type}: it must be a public class with a public constructor without parameters.");

    public static BuildProblem DependencyMalformed(string id, string version) => new("COORD008",
        $"The dependency '{id}' with the version '{version}' is malformed. Write <ModuleDependency Include=\"other-module\" Version=\"1.0.0\" />.");

    public static BuildProblem TwoFilesOnePlace(string place, string one, string other) => new("COORD009",
        $"Two files would become {place} of the module: {one} and {other}. Rename one of them.");

    public static BuildProblem NoWorkflow() => new("COORD010",
        "The module has neither code nor workflows. Add a class that implements ICoordinationModule, or files in workflows/.");
}
