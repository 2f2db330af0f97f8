using System.Globalization;
using System.Text;
using Coordination.Workflows;
using Coordination.Yaml;
using Xunit;

namespace Coordination.Sdk.Tests.Workflows;

/// <summary>Definitions as YAML: the same as in C#, and each fault with its line.</summary>
public sealed class WorkflowYamlTests
{
    private const string File = "workflows/a.yaml";

    [Fact]
    public void The_example_of_the_reference_is_the_definition_that_it_says()
    {
        var read = WorkflowYaml.Read(File, YamlSamples.FloodReliefYaml());

        Assert.Equal([], read.Faults.Select(f => f.ToString()));
        Assert.Equal(Dump.Of(YamlSamples.FloodRelief), Dump.Of(Assert.Single(read.Definitions)));
        Assert.Empty(DefinitionCheck.Faults(read.Definitions[0]));
    }

    [Fact]
    public void Whatever_can_be_said_in_CSharp_can_be_said_in_YAML_and_is_the_same()
    {
        var read = WorkflowYaml.Read(File, YamlSamples.EverythingYaml);

        Assert.Equal(Dump.Of(YamlSamples.Everything), Dump.Of(Assert.Single(read.Definitions)));
        Assert.Equal(
            [.. DefinitionCheck.Faults(YamlSamples.Everything).Select(f => f.Message).Order(StringComparer.Ordinal)],
            read.Faults.Select(f => f.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_may_hold_several_versions()
    {
        var one = YamlSamples.FloodReliefYaml();
        var list = "- " + one.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + "\n- "
            + one.Replace("version: 2", "version: 3", StringComparison.Ordinal).Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + "\n";
        var read = WorkflowYaml.Read(File, list);

        Assert.Empty(read.Faults);
        Assert.Equal([2, 3], read.Definitions.Select(d => d.Version));

        var twice = WorkflowYaml.Read(File, list.Replace("version: 3", "version: 2", StringComparison.Ordinal));
        Assert.Contains(twice.Faults, f => f.Message.Contains("is in this file already", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_fault_of_a_line()
    {
        var read = WorkflowYaml.Read(File, [.. "id: x\ntitle: "u8, 0xff, 0xfe]);

        Assert.Empty(read.Definitions);
        Assert.Equal(2, Assert.Single(read.Faults).Line);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_parsed()
    {
        Assert.Contains("at most", Assert.Single(WorkflowYaml.Read(File, new byte[YamlFile.MaxBytes + 1]).Faults).Message, StringComparison.Ordinal);
        Assert.Contains("at most", Assert.Single(WorkflowYaml.Read(File, new string(' ', YamlFile.MaxBytes + 1)).Faults).Message, StringComparison.Ordinal);
    }

    /// <summary>A text of the example, what replaces it, how many lines below it the fault is, words of the message.</summary>
    public static TheoryData<string, string, int, string> Changes => new()
    {
        { "version: 2\n", "version: 0\n", 0, "is not a number from 1" },
        { "case: none", "case: maybe", 0, "is not one of none, optional, required" },
        { "handling: amber", "handling: blue", 0, "is not one of clear" },
        { "guideline: ", "guidelin: ", 0, "has no key \"guidelin\"" },
        { "title: {en: Flood relief, lo", "title: {lo", 0, "needs \"en\"" },
        { "type: whole", "type: hole", 0, "is not one of text, code" },
        { "max_items: 3", "max_items: 3\n    colour: red", 1, "has no key \"colour\"" },
        { "max_items: 3", "max_items: 0", 0, "is not a number from 1 to 500" },
        { "minimum: 1,", "minimum: one,", 0, "is not a number" },
        { "within: 3 working days", "within: 3 weeks", 0, "is not a time" },
        { "within: 3 working days", "within: 0 working days", 0, "is not a time" },
        { "due_within: 7d", "due_within: 7", 0, "is not a time" },
        { "- notify: {", "- shout: {", 0, "\"shout\" is not an action" },
        { "parts: [ministry], message", "message", 0, "needs the list \"parts\"" },
        { "passed_since_field: {", "passed_sinse: {", 0, "is not a condition" },
        { "time: 366d", "time: a year", 0, "is not a time" },
        { "when: {not:", "wen: {not:", 0, "has no key \"wen\"" },
        { "            - has_fired: arrive", "            - has_fired: arrive\n              ended: {action: carry}", 0, "Expected a condition: one key" },
        { "          any:\n", "          any: yes\n          all:\n", 0, "one key" },
        { "unblockable: true", "unblockable: certainly", 0, "is not true or false" },
        { "from: [requested, approved]", "from: requested", 0, "must be a list" },
        { "states: {asked: requested}", "states: [asked]", 0, "must be keys and values" },
        { "start:\n", "begin:\n", 0, "has no key \"begin\"" },
        // What the check of definitions finds.
        { "id: flood-relief\n", "id: Flood_Relief\n", 0, "hyphens" },
        { "to: approved", "to: aproved", 0, "There is no state 'aproved'" },
        { "binds: [carrier]", "binds: [courier]", 0, "There is no part 'courier'" },
        { "required: [receipt]", "required: [reciept]", 0, "There is no field 'reciept'" },
        { "part: carrier", "part: courier", 0, "There is no part 'courier'" },
        { "priority: urgent", "priority: soon", 0, "Choose routine" },
        { "then: arrive", "then: arive", 0, "There is no transition 'arive'" },
        { "has_fired: arrive", "has_fired: arive", -4, "There is no transition 'arive'" },
        { "roles: [agency_focal_point]\n    required", "roles: [king]\n    required", 0, "There is no role 'king'" },
        { "id: numbers", "id: carry", 0, "It is there twice" },
        { "  - {id: delivered", "  - {id: lost, title: {en: Lost}, final: true}\n  - {id: delivered", 0, "No transition leads here" },
        { "from_version: 1", "from_version: 2", 0, "older version" },
        { "legal_basis: relief-law", "legal_basis: Relief Law", 0, "by its id" },
        { "    parts: [ministry]\n    roles: [agency_officer]\n    actions:\n      - ask_information", "    actions:\n      - ask_information", 2, "Only a person asks" },
        { "code: NOT_ARRIVED", "code: not arrived", 0, "upper-case" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_wrong_is_said_with_its_line(string text, string replacement, int below, string words)
    {
        var example = YamlSamples.FloodReliefYaml();
        var at = example.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var line = 1 + example[..at].Count(c => c == '\n') + below;

        var read = WorkflowYaml.Read(File, example[..at] + replacement + example[(at + text.Length)..]);

        Assert.Contains(read.Faults, f => f.Message.Contains(words, StringComparison.Ordinal));
        Assert.True(
            read.Faults.Any(f => f.Line == line && f.Message.Contains(words, StringComparison.Ordinal)),
            $"Line {line.ToString(CultureInfo.InvariantCulture)} of:\n{string.Join('\n', read.Faults)}");
        Assert.All(read.Faults, f => Assert.Equal(File, f.File));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var text = YamlSamples.FloodReliefYaml()
            .Replace("case: none", "case: maybe", StringComparison.Ordinal)
            .Replace("to: approved", "to: aproved", StringComparison.Ordinal)
            .Replace("type: whole", "typ: whole", StringComparison.Ordinal);
        var faults = WorkflowYaml.Read(File, text).Faults;

        Assert.Contains(faults, f => f.Message.Contains("\"maybe\"", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Message.Contains("'aproved'", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Message.Contains("\"typ\"", StringComparison.Ordinal));
        Assert.Equal(faults.Select(f => f.Line).Order(), faults.Select(f => f.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    [InlineData("id: x")]
    [InlineData("- {id: x}\n- [a]")]
    [InlineData("states: [[]]\ntransitions: {}\nstart: []\nfields: x\nparts: [null]\nmigrations: [{states: {a: {}}}]")]
    public void What_is_no_definition_is_a_fault(string text)
    {
        var read = WorkflowYaml.Read(File, text);
        Assert.NotEmpty(read.Faults);
        Assert.All(read.Faults, f => Assert.NotEqual("", f.Message));
    }

    [Fact]
    public void However_a_file_is_spoilt_it_is_read_or_a_fault()
    {
        var random = new Random(71);
        string[] texts = [YamlSamples.FloodReliefYaml(), YamlSamples.EverythingYaml];
        string[] bits = ["[", "]", "{", "}", ":", "- ", "\n", "  ", "\"", "'", "#", "&a ", "*a", "!x ", "|", "null", "\\", "\0", "ກ", "- - - ", "not: ", "all: "];
        for (var i = 0; i < 400; i++)
        {
            var text = new StringBuilder(texts[i % 2]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                else
                    text.Insert(at, bits[random.Next(bits.Length)]);
            }

            var read = WorkflowYaml.Read(File, text.ToString());
            Assert.True(read.Faults.Length > 0 || read.Definitions.Length > 0);
            Assert.All(read.Faults, f => Assert.InRange(f.Line, 0, 400));
        }
    }

    [Fact]
    public void Conditions_that_are_nested_too_deep_are_a_fault_and_not_the_end_of_the_process()
    {
        var text = YamlSamples.FloodReliefYaml().Replace(
            "{not: {passed_since_field: {field: flooded_on, time: 366d}}}",
            string.Concat(Enumerable.Repeat("{not: ", 5_000)) + "{set: goods}" + new string('}', 5_000),
            StringComparison.Ordinal);
        Assert.Contains("levels", Assert.Single(WorkflowYaml.Read(File, text).Faults).Message, StringComparison.Ordinal);
    }
}
