namespace Coordination.EndToEnd;

/// <summary>The checkout whose programs are started.</summary>
internal static class Checkout
{
    public static readonly string Root = FindRoot();

    private static readonly string Configuration =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string Pack => Path.Combine(Root, "packs", "lao-pdr");

    /// <summary>A program of ours, built as this test was.</summary>
    public static string Program(string project) =>
        Path.Combine(Root, "src", project, "bin", Configuration, "net10.0", $"Coordination.{project}.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the checkout.");
    }
}
