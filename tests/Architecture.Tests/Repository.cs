namespace Coordination.Architecture;

/// <summary>The checkout that these tests look at.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Files of a folder, without what the build makes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "results"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the checkout.");
    }
}
