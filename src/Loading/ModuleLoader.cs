using Coordination.Loading.Manifests;
using Coordination.Loading.Probing;
using Coordination.Localization;
using Coordination.Modules;
using Coordination.Sdk;
using Microsoft.Extensions.Configuration;

namespace Coordination.Loading;

/// <summary>A change that was approved last for a module.</summary>
/// <param name="Sha256">Of the manifest to which it is bound.</param>
public sealed record ApprovedModuleChange(ModuleAction Action, string Sha256);

/// <summary>Finds modules, checks them, tries them. Whatever a module does, this comes back with a <see cref="ModuleSet"/>.</summary>
/// <param name="trust">What a module needs to be let in.</param>
/// <param name="approved">The change that was approved last, by module id.</param>
public sealed class ModuleLoader(ModulesOptions options, ModuleTrust trust, IConfiguration configuration, IReadOnlyDictionary<string, ApprovedModuleChange> approved)
{
    /// <summary>More folders are no installation that anybody looks after.</summary>
    private const int MostModules = 200;

    /// <summary>Loads what is in the options' directory. Folders whose names begin with a dot are left alone.</summary>
    public ModuleSet Load()
    {
        if (options.FindDirectory() is not { } directory)
            return ModuleSet.Empty;

        var judge = new Trust(trust, options.SigningKeys, directory);
        var candidates = System.IO.Directory.EnumerateDirectories(directory)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Take(MostModules)
            .Select(path => Check(path, judge))
            .ToList();
        JudgeTwins(candidates);
        return new ModuleSet(Choose(candidates));
    }

    /// <summary>Reads a folder, its manifest and its files, and asks who vouches for them.</summary>
    private Candidate Check(string path, Trust judge)
    {
        ModuleFolder folder;
        try
        {
            folder = ModuleFolder.Read(path);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            return Candidate.Unread(Path.GetFileName(path), $"It cannot be read ({thrown.GetType().Name}).");
        }

        if (folder.ManifestBytes.IsEmpty)
            return Candidate.Unread(folder.Name, folder.Problems.IsEmpty ? $"There is no {ModuleManifest.FileName} in it." : string.Join(' ', folder.Problems), folder);
        if (ManifestReader.Read(folder.ManifestBytes, out var problems) is not { } manifest)
            return Candidate.Unread(folder.Name, $"{folder.Name}/{ModuleManifest.FileName}: {string.Join("; ", problems)}.", folder);

        var candidate = new Candidate(folder, manifest, Describe(folder, manifest));
        string[] differences = [.. folder.Problems, .. folder.Differences(manifest)];
        if (differences.Length > 0)
            return candidate.But(ModuleState.Refused, string.Join(' ', differences.Take(10)));
        if (judge.Refuse(folder, manifest.Id) is { } refused)
            return candidate.But(ModuleState.Refused, refused);
        if (!ApiVersion.Hosts(manifest.Api))
            return candidate.But(ModuleState.Incompatible, $"It was built for version {manifest.Api} of the SDK; this platform hosts modules for {ApiVersion.Current}.");
        if (approved.TryGetValue(manifest.Id, out var change) && (change.Action is ModuleAction.Disable || change.Sha256 != folder.Sha256))
        {
            return candidate.But(ModuleState.Disabled, change.Action is ModuleAction.Disable
                ? "An approved change disables it. Propose to enable it, and restart."
                : "It was enabled with other files. Propose to enable these, and restart.");
        }

        return candidate with { Ground = judge.Ground(folder) };
    }

    /// <summary>Of several folders with one id none is loaded, unless they hold the same: then the first.</summary>
    private static void JudgeTwins(List<Candidate> candidates)
    {
        foreach (var twins in candidates.Where(c => c.Found.State is ModuleState.None or ModuleState.Disabled).GroupBy(c => c.Found.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).ToList())
        {
            var folders = string.Join(" and ", twins.Select(t => t.Folder!.Name));
            var same = twins.All(t => t.Folder!.Sha256 == twins.First().Folder!.Sha256);
            foreach (var twin in same ? twins.Skip(1) : twins)
            {
                candidates[candidates.IndexOf(twin)] = twin.But(ModuleState.Incompatible, same
                    ? $"The folders {folders} hold the same module; the first of them is used."
                    : $"The folders {folders} hold different modules of the id {twins.Key}; none of them is used. Remove one.");
            }
        }
    }

    /// <summary>Tries what is left, each after what it depends on.</summary>
    private List<LoadedModule> Choose(List<Candidate> candidates)
    {
        using var taken = new TakenNames();
        var probe = new ModuleProbe(configuration, options.ProbeWithin);
        var order = new DependencyOrder(candidates.Where(c => c.Found.State is ModuleState.None));
        var chosen = candidates.Where(c => c.Found.State is not ModuleState.None).Select(c => c.Found).ToList();
        chosen.AddRange(order.Cyclic.Select(c => c.Candidate.Found.But(ModuleState.Incompatible, $"It depends on itself: {c.Path}.")));
        foreach (var candidate in order.Sorted)
            chosen.Add(DependencyOrder.Lacks(candidate.Manifest!, chosen) is { } lacks ? candidate.Found.But(ModuleState.Incompatible, lacks) : Try(candidate, probe, taken));
        return chosen;
    }

    private static LoadedModule Try(Candidate candidate, ModuleProbe probe, TakenNames taken)
    {
        var result = probe.Try(candidate.Folder!, candidate.Manifest!);
        if (result.Contents is not { } contents)
            return candidate.Found.But(result.State, result.Why);

        var found = candidate.Found with { Definitions = contents.Definitions, Services = contents.Services };
        try
        {
            var clashes = taken.Take(candidate.Found.Id, contents);
            return clashes.Count > 0
                ? found.But(ModuleState.Incompatible, $"Its names are taken: {string.Join(", ", clashes.Take(10))}.")
                : found with { State = ModuleState.Active, Why = candidate.Ground, Module = contents.Module, Assemblies = contents.Assemblies };
        }
#pragma warning disable CA1031 // Its generated code speaks for it here.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return found.But(ModuleState.Faulted, $"It threw {thrown.GetType().Name} while its grains were looked at.");
        }
    }

    private static LoadedModule Describe(ModuleFolder folder, ModuleManifest manifest) => new(
        manifest.Id, manifest.Version.ToString(), ModuleState.None, "", manifest.DisplayName, manifest.DependsOn, [], [], folder.Sha256, folder.Name, null, []);
}

/// <summary>A folder on its way to become a module.</summary>
/// <param name="Found">What is to be said of it; state None as long as nothing speaks against it.</param>
internal sealed record Candidate(ModuleFolder? Folder, ModuleManifest? Manifest, LoadedModule Found)
{
    /// <summary>Why it is trusted.</summary>
    public string Ground { get; init; } = "";

    public Candidate But(ModuleState state, string why) => this with { Found = Found.But(state, why) };

    /// <summary>A folder of which no manifest could be read.</summary>
    public static Candidate Unread(string folder, string why, ModuleFolder? read = null) => new(read, null, new LoadedModule(
        folder, "", ModuleState.Refused, why, LocalizedText.Empty, [], [], [], read?.Sha256 ?? "", folder, null, []));
}
