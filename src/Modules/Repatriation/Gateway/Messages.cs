using Coordination.Repatriation.V1;
using Coordination.Repatriation.Workflows;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Workflows;
using Part = Coordination.Repatriation.V1.Part;
using Route = Coordination.Repatriation.V1.Route;

namespace Coordination.Repatriation.Gateway;

/// <summary>A return as the module's own service answers it.</summary>
internal static class Messages
{
    /// <exception cref="RefusedException">INVALID_ARGUMENT: no such route.</exception>
    public static string DefinitionOf(Route route) => route switch
    {
        Route.FromThailand => ReturnRoute.FromThailand,
        Route.FromVietNam => ReturnRoute.FromVietNam,
        Route.ToThailand => ReturnRoute.ToThailand,
        Route.ToVietNam => ReturnRoute.ToVietNam,
        _ => throw RefusedException.Invalid("route", "Name a route."),
    };

    /// <exception cref="RefusedException">NOT_FOUND: it is a workflow, but not a return.</exception>
    public static Return ToReturn(WorkflowView view)
    {
        var answer = new Return
        {
            Name = view.Name.ToString(),
            Route = view.Definition switch
            {
                ReturnRoute.FromThailand => Route.FromThailand,
                ReturnRoute.FromVietNam => Route.FromVietNam,
                ReturnRoute.ToThailand => Route.ToThailand,
                ReturnRoute.ToVietNam => Route.ToVietNam,
                _ => throw new RefusedException(Outcomes.CommonRefusals.NotFound),
            },
            Case = view.Case?.ToString() ?? "",
            Person = view.Person,
            Province = view.Province,
            State = StateOf(view.State),
            Overdue = view.Overdue,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        answer.Parts.AddRange(view.Parts.Select(p => new Part { Part_ = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        foreach (var value in view.Data)
        {
            var values = new Values();
            values.Values_.AddRange(value.Values);
            answer.Data[value.Field] = values;
        }

        answer.Texts.AddRange(view.Texts);
        answer.Deadlines.AddRange(view.Deadlines.Select(d => new Deadline { Id = d.Id, DueTime = d.Due.ToProto(), Passed = d.Passed }));
        answer.NextSteps.AddRange(view.Transitions.Select(ToStep));
        answer.Outcomes.AddRange(view.Effects.Select(e => new Outcome { Action = e.Action, Resource = e.Resource, Refusal = e.Refusal, Ended = e.Ended }));
        return answer;
    }

    /// <summary><c>return_planned</c> is <c>ReturnPlanned</c>.</summary>
    internal static ReturnState StateOf(string state) =>
        Enum.TryParse<ReturnState>(state.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : default;

    private static NextStep ToStep(TransitionView transition)
    {
        var step = new NextStep { Id = transition.Id };
        step.Refusals.AddRange(transition.Refusals);
        return step;
    }
}
