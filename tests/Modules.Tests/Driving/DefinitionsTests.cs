using Coordination.Access;
using Coordination.PlanOfAction.Workflows;
using Coordination.Prosecution.Workflows;
using Coordination.Training.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.Driving;

/// <summary>What holds for every definition of prosecution, plans and trainings.</summary>
public sealed class DefinitionsTests
{
    private static readonly Dictionary<string, WorkflowDefinition> All = new[]
    {
        JusticeWorkflow.Version1, PlanOfActionWorkflow.Version1, AgreementWorkflow.Version1, TrainingWorkflow.Version1, CampaignWorkflow.Version1,
    }.ToDictionary(d => d.Id);

    public static TheoryData<string> Ids => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_no_fault(string id) => Assert.Empty(DefinitionCheck.Faults(All[id]));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_transition_has_a_permission_that_the_platform_and_its_roles_hold(string id)
    {
        var permissions = WorkflowNames.Permissions([All[id]]).ToDictionary(p => p.Name);

        Assert.All(All[id].Transitions, transition =>
        {
            var grants = permissions[WorkflowNames.Permission(id, transition.Id)].Grants;
            Assert.Contains(grants, g => g.Role == Role.Platform);
            Assert.Equal(transition.Roles.Order(), grants.Select(g => g.Role).Where(r => r != Role.Platform).Distinct().Order());
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_word_is_there_in_both_languages(string id)
    {
        var d = All[id];
        var words = d.States.Select(s => s.Title).Concat(d.Transitions.Select(t => t.Title)).Concat(d.Parts.Select(p => p.Title)).Append(d.Title).Append(d.Summary)
            .Concat(d.Fields.Select(f => f.Title)).Concat(d.Fields.SelectMany(f => f.Options.Select(o => o.Title)))
            .Concat(d.Transitions.SelectMany(t => t.Guards).Concat(d.Start.Guards).Select(g => g.Sentence))
            .Concat(WorkflowRules.Actions(d).Select(a => a switch
            {
                AssignTaskAction x => x.Title,
                DeadlineAction x => x.Title,
                NotifyAction x => x.Message,
                _ => d.Title,
            }));

        Assert.All(words, w => Assert.True(w.En.Length > 0 && w.Lo.Any(c => c is >= '\u0E80' and <= '\u0EFF'), w.En));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_is_asked_for_by_some_step(string id)
    {
        var asked = All[id].Transitions.SelectMany(t => t.Required.Concat(t.Optional)).Concat(All[id].Start.Required).Concat(All[id].Start.Optional);

        Assert.Empty(All[id].Fields.Select(f => f.Id).Except(asked));
    }
}
