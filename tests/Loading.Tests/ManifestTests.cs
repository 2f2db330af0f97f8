using System.Text;
using Coordination.Loading.Manifests;

namespace Coordination.Loading.Tests;

public sealed class ManifestTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var manifest = Read("""
            { "id": "Bad Id", "version": "1", "api": "one", "displayName": { "en": "", "lo": "x" }, "assembly": "../evil.dll", "entry": "A",
              "dependsOn": [ { "id": "other", "version": "1.0.0" }, { "id": "other", "version": "2.0.0" }, { "id": "x" } ],
              "files": { "a/../../b.dll": "00", "module.json": "%" } }
            """, out var problems);

        Assert.Null(manifest);
        var told = string.Join('\n', problems);
        foreach (var word in new[] { "id must", "version must", "api must", "displayName", "assembly must", "dependsOn[2]", "other twice", "'a/../../b.dll' is not a path", "cannot vouch", "no SHA-256" })
            Assert.Contains(word, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x.dll")]
    [InlineData("a/../x.dll")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("C:/a")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("a\u0000b")]
    public void A_path_that_leaves_its_folder_is_none(string path) => Assert.False(ManifestReader.IsInside(path));

    [Theory]
    [InlineData("x.dll")]
    [InlineData("workflows/flood-relief.yaml")]
    [InlineData("lo/X.resources.dll")]
    [InlineData("a..b/c")]
    public void A_path_inside_is_one(string path) => Assert.True(ManifestReader.IsInside(path));

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("null", "empty")]
    [InlineData("""{ "id": "a", "id": "b" }""", "not a manifest")]
    [InlineData("""{ "surprise": 1 }""", "not a manifest")]
    public void What_is_no_manifest_is_told_where(string json, string word)
    {
        Assert.Null(Read(json, out var problems));
        Assert.Contains(word, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_differ_by_case_alone_are_refused()
    {
        Assert.Null(Read($$"""
            { "id": "a", "version": "1.0.0", "api": "1.0", "displayName": { "en": "A", "lo": "A" }, "dependsOn": [],
              "files": { "workflows/a.yaml": "{{Hash}}", "workflows/A.yaml": "{{Hash}}" } }
            """, out var problems));
        Assert.Contains("different case", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.0", "1.0.1", -1)]
    [InlineData("1.10.0", "1.9.0", 1)]
    [InlineData("1.0.0-alpha", "1.0.0", -1)]
    [InlineData("1.0.0-alpha.1", "1.0.0-alpha.beta", -1)]
    [InlineData("1.0.0-beta.11", "1.0.0-beta.2", 1)]
    [InlineData("1.0.0-rc.1", "1.0.0-rc", 1)]
    [InlineData("1.0.0+a", "1.0.0+b", 0)]
    public void Versions_are_ordered_as_SemVer_says(string one, string other, int order) =>
        Assert.Equal(order, Math.Sign(SemanticVersion.Parse(one).CompareTo(SemanticVersion.Parse(other))));

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0+")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.99999999999")]
    public void What_is_no_SemVer_version_is_none(string text) => Assert.False(SemanticVersion.TryParse(text, out _));

    private static ModuleManifest? Read(string json, out System.Collections.Immutable.ImmutableArray<string> problems) =>
        ManifestReader.Read(Encoding.UTF8.GetBytes(json), out problems);
}
