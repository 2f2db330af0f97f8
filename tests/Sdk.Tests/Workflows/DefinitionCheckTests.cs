using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Workflows;
using Xunit;
using static Coordination.Sdk.Tests.Workflows.Samples;

namespace Coordination.Sdk.Tests.Workflows;

public sealed class DefinitionCheckTests
{
    [Fact]
    public void A_sound_definition_has_no_faults()
    {
        Assert.Empty(DefinitionCheck.Faults(Stay));
        Assert.Empty(DefinitionCheck.Faults(Newer));
        Assert.Empty(DefinitionCheck.Faults([Stay, Newer]));
    }

    public static TheoryData<string, string> Wrong() => new()
    {
        { "id", "id" },
        { "version", "version" },
        { "person", "person" },
        { "no way out", "states.nowhere" },
        { "nothing leads there", "states.nowhere" },
        { "never ends", "states" },
        { "unknown state", "transitions.offer.to" },
        { "unknown field", "transitions.offer.required" },
        { "unknown part", "transitions.offer.parts" },
        { "unknown role", "transitions.offer.roles" },
        { "nobody fires", "transitions.offer" },
        { "blocked", "transitions.leave" },
        { "same id", "actions.review" },
        { "unknown then", "states.in_care.entry.review.then" },
        { "platform cannot", "states.in_care.entry.review.then" },
        { "guard value", "transitions.finish.guards.STRANDS_MISSING" },
        { "guard on a text", "transitions.finish.guards.BAD" },
        { "migration", "migrations.3" },
        { "owner", "parts.owner" },
        { "option", "fields.intake.options" },
        { "text list", "fields.needs.max_items" },
        { "fixed bound", "transitions.assess.binds" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named_with_its_place(string what, string path)
    {
        var faults = DefinitionCheck.Faults(Break(what));

        Assert.Contains(path, faults.Select(f => f.Path));
        Assert.All(faults, f => Assert.EndsWith(".", f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Assert.True(DefinitionCheck.Faults(Break("id") with { Version = 0, Start = Stay.Start with { Roles = ["king"] } }).Length >= 3);

    private static WorkflowDefinition Break(string what) => what switch
    {
        "id" => Stay with { Id = "Stay_1" },
        "version" => Stay with { Version = 0 },
        "person" => Stay with { Case = CaseUse.None, Person = true },
        "no way out" => Stay with { States = [.. Stay.States, new("nowhere", Words("Nowhere"))], Transitions = [.. Stay.Transitions, Stay.Transition("offer")! with { Id = "go", To = "nowhere" }] },
        "nothing leads there" => Stay with { States = [.. Stay.States, new("nowhere", Words("Nowhere")) { Final = true }] },
        "never ends" => Stay with { States = [.. Stay.States.Select(s => s with { Final = false })] },
        "unknown state" => With("offer", t => t with { To = "heaven" }),
        "unknown field" => With("offer", t => t with { Required = ["color"] }),
        "unknown part" => With("offer", t => t with { Parts = ["king"] }),
        "unknown role" => With("offer", t => t with { Roles = [Role.PlatformOperator] }),
        "nobody fires" => With("offer", t => t with { Parts = [], Roles = [] }),
        "blocked" => With("leave", t => t with { Required = ["until"] }),
        "same id" => With("offer", t => t with { Actions = [new NotifyAction("review", ["house"], Words("Again"))] }),
        "unknown then" => Stay with { States = [.. Stay.States.Select(s => s.Id == "in_care" ? s with { Entry = [new DeadlineAction("review", WorkflowSpan.Days(1), Words("R"), "fly")] } : s)] },
        "platform cannot" => Stay with { States = [.. Stay.States.Select(s => s.Id == "in_care" ? s with { Entry = [new DeadlineAction("review", WorkflowSpan.Days(1), Words("R"), "assess")] } : s)] },
        "guard value" => With("finish", t => t with { Guards = [t.Guards[1] with { When = new FieldHasAll("strands", ["z"]) }] }),
        "guard on a text" => With("finish", t => t with { Guards = [new("BAD", Words("Bad."), new FieldCompares("needs", Comparison.Equal, "rest"))] }),
        "migration" => Stay with { Migrations = [new(3, ImmutableDictionary<string, string>.Empty)] },
        "owner" => Stay with { Parts = [.. Stay.Parts, new("owner", Words("Owner"))] },
        "option" => Stay with { Fields = [.. Stay.Fields.Select(f => f.Id == "intake" ? f with { Options = [] } : f)] },
        "text list" => Stay with { Fields = [.. Stay.Fields.Select(f => f.Id == "needs" ? f with { MaxItems = 2 } : f)] },
        "fixed bound" => With("assess", t => t with { Binds = ["police"] }),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static WorkflowDefinition With(string id, Func<WorkflowTransition, WorkflowTransition> change) =>
        Stay with { Transitions = [.. Stay.Transitions.Select(t => t.Id == id ? change(t) : t)] };
}
