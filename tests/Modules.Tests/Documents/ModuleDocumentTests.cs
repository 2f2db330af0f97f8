using System.Text.RegularExpressions;

namespace Coordination.Modules.Tests.Documents;

/// <summary>Code in the documents of modules is code that is built: a block that names a file is a part of that file.</summary>
public sealed partial class ModuleDocumentTests
{
    /// <summary>The tutorial's reader has two projects; here they lie elsewhere.</summary>
    private static readonly (string Reader, string Here)[] Projects =
    [
        ("tests/FloodRelief.Tests/", "tests/Modules.Tests/FloodRelief/"),
        ("src/FloodRelief/", "tests/SampleModules/FloodRelief/"),
    ];

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Documents => [.. Files("docs/modules", "*.md").Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_block_that_names_a_file_is_a_part_of_that_file(string document)
    {
        var wrong = Blocks(document)
            .Where(block => !File.Exists(PathOf(block.File)) || !Flat(File.ReadAllText(PathOf(block.File))).Contains(Flat(block.Text), StringComparison.Ordinal))
            .Select(block => $"{block.File}: no such part. Copy it from the file again: {FirstLine(block.Text)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_tutorial_shows_every_line_of_its_module_and_its_tests()
    {
        var blocks = Blocks("docs/modules/tutorial.md").ToLookup(block => PathOf(block.File), block => Lines(block.Text));
        var files = Projects.SelectMany(p => Files(p.Here.TrimEnd('/'), "*.*"))
            .Where(file => Path.GetFileName(file) is not ("packages.lock.json" or "README.md") && Path.GetExtension(file) is not ".csproj");
        var missing =
            from file in files
            let shown = blocks[file].SelectMany(lines => lines).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal)
            from line in Lines(File.ReadAllText(file)).Select(line => line.Trim())
            where line.Length > 0 && !shown.Contains(line)
            select $"{Path.GetRelativePath(Root, file)}: {line}";

        Assert.Empty(missing);
    }

    private static IEnumerable<(string File, string Text)> Blocks(string document) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n"))
            .Select(match => (match.Groups["file"].Value, match.Groups["text"].Value));

    private static string PathOf(string file)
    {
        var project = Projects.FirstOrDefault(p => file.StartsWith(p.Reader, StringComparison.Ordinal));
        return Path.GetFullPath(Path.Combine(Root, project.Reader is null ? file : project.Here + file[project.Reader.Length..]));
    }

    /// <summary>Without the indentation that a block in a document leaves out.</summary>
    private static string Flat(string text) => string.Join('\n', Lines(text).Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string FirstLine(string text) => Lines(text).First(line => line.Trim().Length > 0).Trim();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the checkout.");
    }

    [GeneratedRegex(@"^```[a-z]+ (?<file>\S+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
