using Coordination.Prosecution.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.Prosecution;

public sealed class JusticeDefinitionTests
{
    private static readonly WorkflowDefinition Justice = JusticeWorkflow.Version1;

    private static readonly string[] Law = ["police", "prosecutor", "court"];

    [Fact]
    public void No_field_of_the_police_is_seen_by_the_support_of_the_victim_and_none_of_the_support_by_the_police()
    {
        var shared = Justice.Fields.Where(f => f.VisibleTo.IsEmpty).ToArray();

        Assert.All(shared, f => Assert.Equal(FieldType.Date, f.Type)); // The days of the procedure, and nothing else.
        Assert.DoesNotContain(Justice.Fields, f => f.VisibleTo.Contains("victim_support") && f.VisibleTo.Contains("police"));
        Assert.Equal(["support_note", "protection_needs"], Justice.Fields.Where(f => f.VisibleTo.Contains("victim_support")).Select(f => f.Id));
    }

    [Fact]
    public void What_a_part_enters_it_sees()
    {
        Assert.All(Justice.Transitions, transition => Assert.All(
            transition.Required.Concat(transition.Optional).Select(id => Justice.Field(id)!),
            field => Assert.True(field.VisibleTo.IsEmpty || transition.Parts.All(p => field.VisibleTo.Contains(p)), $"{transition.Id} {field.Id}")));
    }

    [Fact]
    public void Every_text_is_sealed_and_no_field_is_seen_by_all_that_is_free_text() =>
        Assert.All(Justice.Fields.Where(f => f.Type is FieldType.Text), f => Assert.NotEmpty(f.VisibleTo));

    [Fact]
    public void A_victim_cannot_be_brought_before_the_prosecutor_or_the_court_at_any_step()
    {
        string[] steps = ["open_investigation", "refer_to_prosecutor", "charge", "decide"];

        Assert.Equal("VICTIM_NOT_OFFENDER", Justice.Start.Guards[0].Code);
        Assert.All(steps, id => Assert.Equal("VICTIM_NOT_OFFENDER", Justice.Transition(id)!.Guards[0].Code));
    }

    [Fact]
    public void Nothing_blocks_the_end_when_the_suspect_turns_out_to_be_a_victim()
    {
        var end = Justice.Transition("recognise_victim")!;

        Assert.True(end.Unblockable);
        Assert.Empty(end.Guards);
        Assert.Empty(end.Required);
        Assert.Equal(Law, end.Parts);
        Assert.Equal(Justice.States.Where(s => !s.Final).Select(s => s.Id), end.From);
    }

    [Fact]
    public void The_pipeline_names_every_state() =>
        Assert.Equal(Justice.States.Select(s => s.Id).Order(), JusticeWorkflow.Pipeline.Order());

    [Fact]
    public void Every_word_is_there_in_both_languages()
    {
        var words = Justice.States.Select(s => s.Title).Concat(Justice.Transitions.Select(t => t.Title)).Concat(Justice.Parts.Select(p => p.Title))
            .Concat(Justice.Fields.Select(f => f.Title)).Concat(Justice.Fields.SelectMany(f => f.Options.Select(o => o.Title)))
            .Concat(Justice.Transitions.SelectMany(t => t.Guards.Select(g => g.Sentence)));

        Assert.All(words, w => Assert.True(w.En.Length > 0 && w.Lo.Length > 0, w.En));
    }
}
