using System.Text.Json.Nodes;
using Coordination.Localization;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Sdk.Tests.Workflows;

/// <summary>Diagrams and forms of definitions. What they should look like lies in Golden; UPDATE_GOLDEN=1 writes it anew.</summary>
public sealed class DiagramAndFormTests
{
    [Theory]
    [InlineData("flood-relief.en.mmd")]
    [InlineData("flood-relief.lo.mmd")]
    [InlineData("flood-relief.en.dot")]
    [InlineData("flood-relief.lo.dot")]
    [InlineData("everything.en.mmd")]
    [InlineData("everything.en.dot")]
    public void A_definition_renders_as_it_did(string name)
    {
        var definition = name.StartsWith("flood", StringComparison.Ordinal) ? YamlSamples.FloodRelief : YamlSamples.Everything;
        var language = name.Contains(".lo.", StringComparison.Ordinal) ? "lo" : "en";
        Compare(name, name.EndsWith(".dot", StringComparison.Ordinal) ? WorkflowDiagram.Dot(definition, language) : WorkflowDiagram.Mermaid(definition, language));
    }

    [Theory]
    [InlineData("approve", "flood-relief.approve.json")]
    [InlineData("", "flood-relief.start.json")]
    [InlineData("finish", "everything.finish.json")]
    public void A_form_is_a_schema(string transition, string name)
    {
        var definition = name.StartsWith("flood", StringComparison.Ordinal) ? YamlSamples.FloodRelief : YamlSamples.Everything;
        Compare(name, WorkflowForm.Of(definition, transition)!.ToJsonSchema().ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n");
    }

    [Fact]
    public void Rendering_again_gives_the_same_bytes()
    {
        Assert.Equal(WorkflowDiagram.Mermaid(YamlSamples.FloodRelief), WorkflowDiagram.Mermaid(YamlSamples.FloodRelief with { Version = 9 }));
        Assert.Equal(WorkflowDiagram.Dot(YamlSamples.FloodRelief), WorkflowDiagram.Dot(YamlSamples.FloodRelief with { Version = 9 }));
    }

    [Theory]
    [InlineData("a \"b\" c")]
    [InlineData("a]; [b")]
    [InlineData("a\nb --> c")]
    [InlineData("a\\")]
    [InlineData("a\\\" b")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("%% a")]
    [InlineData("a : b ; c # d")]
    [InlineData("#quot;")]
    [InlineData("end note")]
    [InlineData("{a} `b` \u0001")]
    public void Whatever_a_title_holds_the_diagram_has_the_same_shape(string title)
    {
        var words = new LocalizedText(title, title);
        var renamed = YamlSamples.FloodRelief with
        {
            States = [.. YamlSamples.FloodRelief.States.Select(s => s with { Title = words, Entry = [.. s.Entry.Select(e => e is DeadlineAction d ? d with { Title = words } : e)] })],
            Transitions = [.. YamlSamples.FloodRelief.Transitions.Select(t => t with { Title = words })],
        };
        var plain = WorkflowDiagram.Mermaid(YamlSamples.FloodRelief).Split('\n');
        var mermaid = WorkflowDiagram.Mermaid(renamed).Split('\n');
        Assert.Equal(plain.Length, mermaid.Length);
        foreach (var (was, now) in plain.Zip(mermaid))
        {
            if (was.Contains(" as s_", StringComparison.Ordinal))
            {
                Assert.Equal(2, now.Count(c => c == '"'));
                Assert.Equal(was[was.LastIndexOf('"')..], now[now.LastIndexOf('"')..]);
            }
            else if (was.Contains(" : ", StringComparison.Ordinal))
            {
                Assert.Equal(was[..was.IndexOf(" : ", StringComparison.Ordinal)], now[..now.IndexOf(" : ", StringComparison.Ordinal)]);
                Assert.DoesNotContain('<', now);
            }
        }

        var dot = WorkflowDiagram.Dot(renamed).Split('\n');
        Assert.Equal(WorkflowDiagram.Dot(YamlSamples.FloodRelief).Split('\n').Length, dot.Length);
        Assert.All(dot, line => Assert.Equal(0, Unescaped(line) % 2));
    }

    [Fact]
    public void A_state_may_be_called_as_a_word_of_the_diagram()
    {
        Assert.Contains("state \"End\" as s_end", WorkflowDiagram.Mermaid(YamlSamples.Everything), StringComparison.Ordinal);
        Assert.Contains("s_begun --> s_end : Finish [A_GUARD, B_GUARD]", WorkflowDiagram.Mermaid(YamlSamples.Everything), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_in_code_is_called_by_its_label()
    {
        var coded = YamlSamples.FloodRelief with
        {
            Transitions =
            [
                .. YamlSamples.FloodRelief.Transitions.Select(t => t.Id == "withdraw"
                    ? t with { Guards = [new("CODED", new("Wait.", ""), new CodeHolds("it is dry", static _ => true))] } : t),
            ],
        };
        Assert.Contains(": Withdraw [it is dry]", WorkflowDiagram.Mermaid(coded), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_has_the_fields_and_parts_of_its_step()
    {
        var start = WorkflowForm.Of(YamlSamples.FloodRelief, "")!;
        Assert.Equal([("goods", true), ("households", true), ("flooded_on", true), ("reason", false)], start.Fields.Select(f => (f.Field.Id, f.Required)));
        Assert.Equal([("carrier", false)], start.Parts.Select(p => (p.Part.Id, p.Required)));
        Assert.Equal([("clinic", true)], WorkflowForm.Of(YamlSamples.Everything, "")!.Parts.Select(p => (p.Part.Id, p.Required)));
        Assert.Equal((CaseUse.Required, true), (WorkflowForm.Of(YamlSamples.Everything, "")!.Case, WorkflowForm.Of(YamlSamples.Everything, "")!.Person));

        var approve = WorkflowForm.Of(YamlSamples.FloodRelief, "approve")!;
        Assert.Equal([("carrier", true)], approve.Parts.Select(p => (p.Part.Id, p.Required)));
        Assert.Null(WorkflowForm.Of(YamlSamples.FloodRelief, "aprove"));
    }

    [Fact]
    public void A_schema_has_titles_in_the_asked_language()
    {
        var lao = WorkflowForm.Of(YamlSamples.FloodRelief, "")!.ToJsonSchema("lo");
        Assert.Equal(YamlSamples.FloodRelief.Fields[0].Title.Lo, (string?)lao["properties"]!["goods"]!["title"]);
        Assert.Equal("Fit to travel", (string?)WorkflowForm.Of(YamlSamples.Everything, "")!.ToJsonSchema("lo")["properties"]!["fit"]!["title"]);
    }

    private static int Unescaped(string line)
    {
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
                i++;
            else if (line[i] == '"')
                count++;
        }

        return count;
    }

    private static void Compare(string name, string text)
    {
        var file = YamlSamples.Golden(name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
        if (name.EndsWith(".json", StringComparison.Ordinal))
            Assert.NotNull(JsonNode.Parse(text));
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }
}
