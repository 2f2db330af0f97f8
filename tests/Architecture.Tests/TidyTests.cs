using System.Text.RegularExpressions;
using Xunit;

namespace Coordination.Architecture;

/// <summary>Habits that a reader relies on.</summary>
public sealed partial class TidyTests
{
    private const int LongestFile = 450;

    private static IEnumerable<string> Code =>
        Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs")).Concat(Repository.Files("bench", "*.cs"));

    [Fact]
    public void A_file_stays_small_enough_to_be_read_at_once() =>
        Assert.Empty(Code.Where(file => File.ReadLines(file).Count() > LongestFile).Select(Repository.Relative));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Empty(Matches(Code.Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)), Later()));

    [Fact]
    public void The_clock_is_passed_in() =>
        Assert.Empty(Matches(
            new[] { "Abstractions", "Sdk", "Silo", "Ledger", "Gateway" }.SelectMany(project => Repository.Files($"src/{project}", "*.cs")),
            SystemClock()));

    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(Matches(Repository.Files("tests", "*.cs").Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)), Sleep()));

    [Fact]
    public void An_option_says_its_default()
    {
        var offenders = Repository.Files("src", "*Options.cs")
            .SelectMany(file => OptionComment().Matches(File.ReadAllText(file)).Select(m => (File: Repository.Relative(file), Comment: m.Groups[1].Value)))
            .Where(option => !option.Comment.Contains("Default: ", StringComparison.Ordinal))
            .Select(option => $"{option.File}: {option.Comment}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_folder_is_named_for_nothing() =>
        Assert.DoesNotContain(Code.Select(Repository.Relative), file => file.Split('/').Any(part => part is "Common" or "Core" or "Helpers" or "Utils" or "Misc"));

    [Fact]
    public void A_link_in_the_documents_leads_somewhere()
    {
        var documents = Repository.Files("docs", "*.md").Append(Path.Combine(Repository.Root, "README.md"));
        var broken =
            from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
            let path = Path.Combine(Path.GetDirectoryName(document)!, target.Split('#')[0])
            where !Path.Exists(path)
            select $"{Repository.Relative(document)}: {target}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Matches(IEnumerable<string> files, Regex pattern) =>
        files.SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (line, index))
            .Where(l => pattern.IsMatch(l.line))
            .Select(l => $"{Repository.Relative(file)}:{l.index + 1}"));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|throw new NotImplementedException|\bSkip\s*=\s*""")]
    private static partial Regex Later();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"Thread\.Sleep")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"<summary>(Gets or sets [^<]*(?:<[^/s][^<]*)*)</summary>")]
    private static partial Regex OptionComment();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
