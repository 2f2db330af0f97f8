using System.Collections.Immutable;
using System.Text;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary>Whatever a file of a pack holds, it is read or it is an error with file and line; never an exception.</summary>
public sealed class MalformedYamlTests : IDisposable
{
    private const int Variants = 1_000;

    private readonly PackFolder pack = new();

    public void Dispose() => pack.Dispose();

    public static TheoryData<string> Texts =>
    [
        "a: [b, c", "a: [", "[", "[[[", "a: {b: c", "a: {", "{", "{{", "a: [b, {c: d]", "a: ]", "]", "}", "a: [b]]", "a: {b: c}}",
        "a: \"b", "a: 'b", "a: \"\\q\"", "a: \"\\x0\"", "a: \"\\u12\"", "a: \"\\ud800\"", "a: \"\\udc00\\ud800\"", "a: \"\\U00110000\"",
        "a: &", "a: & b", "a: &b", "a: &b c", "a: *", "a: *b", "*b", "& ", "a: &b *b", "*a : b", "&a b: c",
        "a: !", "a: !!", "a: !<", "a: !<x", "a: !<x> b", "a: !x!y b", "a: !!str b", "!", "%", "%YAML", "%YAML 1.1", "%YAML 9.9\n---\na: b", "%TAG ! x\n---\na: b", "%x\na: b",
        "a:\n\tb: c", "\ta: b", "a:\n  b: c\n\td: e", "a:\tb\n\t- c", "- a\n\t- b",
        "a: b: c", "a: b\n  c: d", "a:\n    b: c\n  d: e", " a: b\nc: d", "a\nb: c", "- a\nb: c", "a: b\n- c", "a: - b",
        "?", "? a", "? [a]\n: b", "? {a: b}\n: c", "[a]: b", "{a: b}: c", "- - -", ": a", ":", "::", "? ? ?", "-", "- ",
        "a: |", "a: |9\n b", "a: |0\n b", "a: |+-\n b", "a: >x\n b", "a: |\nb", "a: >\n\tb", "|", ">",
        "---\na: b\n---\nc: d", "---", "...", "---\n...\n---", "a: b\n...\nc: d", "a: b\n--- c",
        "@a", "a: @b", "`a", "a: `b", "a: %b", "a: b #c\n#d: [", "a: ,", ",", "a: [,]", "a: {,}", "a: [b,,c]", "a: {b: , c: }",
        "a: \u0001", "a: \u007f", "a: \0", "\uFEFF\uFEFFa: b", "a: \u2028b", "a: \u0085b", "a: \uFFFE", "\u0000",
        "<<: *a", "a: b\na: c", "null", "~", "7", "\"a\"", "[]", "- a",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_malformed_text_is_an_error_of_a_file_and_a_line(string text)
    {
        pack["deadlines.yaml"] = text;
        var load = PackLoader.Load(pack.Path);

        Assert.Null(load.Pack);
        Assert.All(load.Errors, e => Assert.NotEqual("", e.Message));
        Assert.Contains(load.Errors, e => e.File == "deadlines.yaml" && e.Line >= 0);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    [InlineData("&a ")]
    [InlineData("!a ")]
    [InlineData("\"")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("|\n")]
    public void However_deep_it_goes(string nest)
    {
        pack["deadlines.yaml"] = string.Concat(Enumerable.Repeat(nest, 100_000 / nest.Length));
        var load = PackLoader.Load(pack.Path);

        Assert.Contains(load.Errors, e => e.File == "deadlines.yaml");
    }

    [Fact]
    public void Each_error_of_a_file_that_is_no_YAML_names_its_line()
    {
        pack["deadlines.yaml"] = "a: b\nc: d\ne: [f,\n  g\nh: i\n";
        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e is { File: "deadlines.yaml", Line: >= 3 and <= 6 } && e.Message.StartsWith("This is not YAML", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_spoilt_variants_of_the_packs_own_files_throw_nothing()
    {
        var random = new Random(20_261_124);
        var texts = PackLoader.Files.Select(f => (File: f, Text: pack[f])).ToArray();
        var (read, refused) = (0, 0);
        for (var i = 0; i < Variants; i++)
        {
            var (file, text) = texts[random.Next(texts.Length)];
            pack.WriteBytes(file, Bytes(Spoil(text, random)));
            var errors = new YamlErrors();
            ImmutableArray<PackError> all;
            try
            {
                var node = YamlFile.Read(System.IO.Path.Combine(pack.Path, file), file, errors, "It is missing.");
                Assert.True(node is not null || errors.Any, "It was not read, and nothing says why.");
                all = i % 10 == 0 ? PackLoader.Load(pack.Path).Errors : [.. errors.Sorted(PackLoader.Files).Select(e => new PackError(e.File, e.Line, e.Message))]; // The readers above get what is left of it.
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"Variant {i} of {file}:\n{pack[file]}", thrown);
            }

            Assert.All(all, e => Assert.True(e.File.Length > 0 && e.Line >= 0 && e.Message.Length > 0));
            (read, refused) = all.IsEmpty ? (read + 1, refused) : (read, refused + 1);
            pack[file] = text;
        }

        Assert.True(refused > Variants / 4, $"Only {refused} were wrong: nothing was shown.");
        Assert.Equal(Variants, read + refused);
    }

    /// <summary>Half a character becomes a byte that no UTF-8 has.</summary>
    private static byte[] Bytes(string text) => [.. text.Split('\uD83D').SelectMany(static (part, i) => i == 0 ? Encoding.UTF8.GetBytes(part) : [0xFF, .. Encoding.UTF8.GetBytes(part)])];

    /// <summary>One to four hurts: what people and disks do to files.</summary>
    private static string Spoil(string text, Random random)
    {
        const string Marks = "[]{}&*!|>%@`'\":,?-#\t\n \\\0~<é\u0EC0\uD83D";
        var spoilt = new StringBuilder(text);
        for (var hurts = random.Next(1, 5); hurts > 0 && spoilt.Length > 2; hurts--)
        {
            var at = random.Next(spoilt.Length - 1);
            var length = Math.Min(random.Next(1, 60), spoilt.Length - at);
            switch (random.Next(7))
            {
                case 0:
                    spoilt.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 1:
                    spoilt[at] = Marks[random.Next(Marks.Length)];
                    break;
                case 2:
                    spoilt.Remove(at, length);
                    break;
                case 3:
                    spoilt.Length = at; // Cut off.
                    break;
                case 4:
                    spoilt.Insert(random.Next(spoilt.Length), spoilt.ToString(at, length));
                    break;
                case 5:
                    spoilt.Replace("  ", "\t", at, length);
                    break;
                default:
                    spoilt.Insert(at, string.Concat(Enumerable.Repeat(Marks[random.Next(Marks.Length)], random.Next(2, 200))));
                    break;
            }
        }

        return spoilt.ToString();
    }
}
