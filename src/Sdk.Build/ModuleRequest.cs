using System.Text.RegularExpressions;

namespace Coordination.Sdk.Build;

/// <summary>What a project says of its module: lines of <c>key=value</c>, written by the build.</summary>
internal sealed partial record ModuleRequest
{
    public string Project { get; init; } = "module";

    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>The SDK's API version that it is built for, <c>major.minor</c>.</summary>
    public string Api { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string NameLo { get; init; } = "";

    /// <summary>The compiled assembly; empty: a module of workflow files only.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>What restore decided, to know what the SDK brings; empty: nothing is known.</summary>
    public string Assets { get; init; } = "";

    /// <summary>The folder to write.</summary>
    public string Out { get; init; } = "";

    public List<Dependency> Dependencies { get; } = [];

    /// <summary>Candidates; what the host has is left out.</summary>
    public List<Candidate> Files { get; } = [];

    public static ModuleRequest Read(IEnumerable<string> lines)
    {
        var request = new ModuleRequest();
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                continue;

            var value = line[(equals + 1)..].Trim();
            var parts = value.Split('|');
            switch (line[..equals])
            {
                case "project": request = request with { Project = value }; break;
                case "id": request = request with { Id = value }; break;
                case "version": request = request with { Version = value.Split('+')[0] }; break;
                case "api": request = request with { Api = value }; break;
                case "nameEn": request = request with { NameEn = value }; break;
                case "nameLo": request = request with { NameLo = value }; break;
                case "assembly": request = request with { Assembly = value }; break;
                case "assets": request = request with { Assets = value }; break;
                case "out": request = request with { Out = value }; break;
                case "dependency": request.Dependencies.Add(new Dependency(parts[0], parts.ElementAtOrDefault(1) ?? "")); break;
                case "file": request.Files.Add(new Candidate(parts[0], parts[1].Replace('\\', '/'), parts.ElementAtOrDefault(2) ?? "")); break;
                case "content": request.Files.Add(new Candidate(parts[0], parts[1].Replace('\\', '/'), "") { Always = true }); break;
            }
        }

        return request;
    }

    /// <summary>Every problem at once; the type that is the module, or null for one of workflow files only.</summary>
    public string? Check(List<BuildProblem> problems)
    {
        if (Id.Length == 0)
            problems.Add(BuildProblem.NoId);
        else if (!IsId(Id))
            problems.Add(BuildProblem.IdMalformed(Id));
        if (!SemanticVersion().IsMatch(Version))
            problems.Add(BuildProblem.VersionMalformed(Version));
        if (NameEn.Length == 0 || NameLo.Length == 0)
            problems.Add(BuildProblem.NoName);
        problems.AddRange(Dependencies
            .Where(d => !IsId(d.Id) || !SemanticVersion().IsMatch(d.Version))
            .Select(d => BuildProblem.DependencyMalformed(d.Id, d.Version)));
        return Assembly.Length == 0 ? NoCode(problems) : EntryFinder.Find(Assembly, problems);
    }

    private string? NoCode(List<BuildProblem> problems)
    {
        if (!Files.Any(f => f.Always && f.Place.StartsWith("workflows/", StringComparison.Ordinal)))
            problems.Add(BuildProblem.NoWorkflow());
        return null;
    }

    private static bool IsId(string id) => id.Length <= 40 && Identifier().IsMatch(id);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$")]
    private static partial Regex SemanticVersion();

    /// <param name="Version">The smallest version that will do.</param>
    internal sealed record Dependency(string Id, string Version);

    /// <param name="Source">Where it is.</param>
    /// <param name="Place">Where it goes in the folder, with forward slashes.</param>
    /// <param name="Package">The package that it is of; empty: none.</param>
    internal sealed record Candidate(string Source, string Place, string Package)
    {
        /// <summary>The author asked for it: whatever its name, it goes in.</summary>
        public bool Always { get; init; }
    }
}
