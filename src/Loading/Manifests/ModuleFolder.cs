using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Coordination.Loading.Manifests;

/// <summary>A module's folder, read once: what is checked is what is loaded.</summary>
/// <param name="Name">The folder's name without its path.</param>
/// <param name="ManifestBytes">Empty when there is no manifest.</param>
/// <param name="Signature">The bytes of <c>module.json.sig</c>; empty when there is none.</param>
/// <param name="Files">Every other file, by its path with forward slashes.</param>
/// <param name="Problems">Why it was not read to the end, a sentence each.</param>
internal sealed record ModuleFolder(
    string Name,
    ReadOnlyMemory<byte> ManifestBytes,
    ReadOnlyMemory<byte> Signature,
    ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Files,
    ImmutableArray<string> Problems)
{
    private const long LargestFile = 64 * 1024 * 1024;
    private const long LargestFolder = 256 * 1024 * 1024;
    private const long LargestManifest = 1024 * 1024;
    private const int MostFiles = 1_000;

    /// <summary>SHA-256 of the manifest, lower-case hex; empty without one.</summary>
    public string Sha256 { get; } = ManifestBytes.IsEmpty ? "" : Hash(ManifestBytes.Span);

    /// <exception cref="IOException">Something cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be read.</exception>
    public static ModuleFolder Read(string path)
    {
        var folder = new DirectoryInfo(path);
        var problems = ImmutableArray.CreateBuilder<string>();
        var files = ImmutableSortedDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        ReadOnlyMemory<byte> manifest = default, signature = default;
        long sum = 0;
        if (IsLink(folder))
            return Unread($"The folder {folder.Name} is a symbolic link.");

        foreach (var entry in Walk(folder, problems))
        {
            var relative = Path.GetRelativePath(folder.FullName, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry.Length > (relative == ModuleManifest.FileName ? LargestManifest : LargestFile) || (sum += entry.Length) > LargestFolder || files.Count >= MostFiles)
                return Unread($"The folder holds too much: {relative} is over the bound of 64 MiB a file, 256 MiB and {MostFiles} files a folder, 1 MiB for the manifest.");

            var bytes = File.ReadAllBytes(entry.FullName);
            if (relative == ModuleManifest.FileName)
                manifest = bytes;
            else if (relative == ModuleManifest.SignatureFileName)
                signature = bytes;
            else
                files[relative] = bytes;
        }

        return new ModuleFolder(folder.Name, manifest, signature, files.ToImmutable(), problems.ToImmutable());

        ModuleFolder Unread(string why) => new(folder.Name, default, default, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty, [why]);
    }

    /// <summary>How the files differ from what the manifest says of them, a sentence each.</summary>
    public IEnumerable<string> Differences(ModuleManifest manifest)
    {
        foreach (var (path, expected) in manifest.Files)
        {
            if (!Files.TryGetValue(path, out var bytes))
                yield return $"The file {path} of the manifest is absent.";
            else if (Hash(bytes.Span) != expected)
                yield return $"The bytes of {path} are not those of the manifest.";
        }

        foreach (var path in Files.Keys.Where(path => !manifest.Files.ContainsKey(path)))
            yield return $"The file {path} is not in the manifest.";
    }

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, ImmutableArray<string>.Builder problems)
    {
        var waiting = new Stack<DirectoryInfo>([folder]);
        while (waiting.TryPop(out var next))
        {
            foreach (var entry in next.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (IsLink(entry))
                    problems.Add($"{Path.GetRelativePath(folder.FullName, entry.FullName)} is a symbolic link.");
                else if (entry is DirectoryInfo inner)
                    waiting.Push(inner);
                else if (entry is FileInfo file)
                    yield return file;
            }
        }
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
