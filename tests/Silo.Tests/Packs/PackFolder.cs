namespace Coordination.Silo.Packs;

/// <summary>A copy of the real pack in a folder of its own, for a test to spoil.</summary>
internal sealed class PackFolder : IDisposable
{
    public PackFolder()
    {
        System.IO.Directory.CreateDirectory(Path);
        foreach (var file in System.IO.Directory.EnumerateFiles(Lao))
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
    }

    /// <summary>Where the real pack is: in the checkout from which the tests were built.</summary>
    public static string Lao { get; } = Find();

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "coordination-pack-" + Guid.NewGuid().ToString("n"));

    public string this[string file]
    {
        get => File.ReadAllText(System.IO.Path.Combine(Path, file));
        set => File.WriteAllText(System.IO.Path.Combine(Path, file), value);
    }

    /// <summary>Replaces a text that must occur; returns the line of its first occurrence.</summary>
    public int Replace(string file, string old, string by)
    {
        var text = this[file];
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold the text that the test wants to change.");
        this[file] = string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + old.Length));
        return 1 + text.AsSpan(0, at).Count('\n');
    }

    public void WriteBytes(string file, byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);

    public void Delete(string file) => File.Delete(System.IO.Path.Combine(Path, file));

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var pack = System.IO.Path.Combine(folder.FullName, "packs", "lao-pdr");
            if (System.IO.Directory.Exists(pack))
                return pack;
        }

        throw new DirectoryNotFoundException("packs/lao-pdr is in no folder above the tests.");
    }
}
