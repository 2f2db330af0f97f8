using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.VictimProtection.V1;
using Coordination.Workflows;
using Part = Coordination.VictimProtection.V1.Part;

namespace Coordination.VictimProtection.Gateway;

/// <summary>An instance as the module's own services answer it.</summary>
internal static class Messages
{
    public static Screening ToScreening(WorkflowView view) => new()
    {
        Name = view.Name.ToString(),
        Case = view.Case?.ToString() ?? "",
        Person = view.Person,
        Province = view.Province,
        State = StateOf<ScreeningState>(view.State),
        Progress = ToProgress(view),
        CreateTime = view.CreatedAt.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    public static ShelterStay ToShelterStay(WorkflowView view) => new()
    {
        Name = view.Name.ToString(),
        Case = view.Case?.ToString() ?? "",
        Person = view.Person,
        Province = view.Province,
        State = StateOf<ShelterStayState>(view.State),
        Progress = ToProgress(view),
        CreateTime = view.CreatedAt.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    /// <summary><c>in_care</c> is <c>InCare</c>.</summary>
    internal static T StateOf<T>(string state) where T : struct, Enum =>
        Enum.TryParse<T>(state.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : default;

    private static Progress ToProgress(WorkflowView view)
    {
        var progress = new Progress { Overdue = view.Overdue };
        progress.Parts.AddRange(view.Parts.Select(p => new Part { Part_ = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        foreach (var value in view.Data)
        {
            var values = new Values();
            values.Values_.AddRange(value.Values);
            progress.Data[value.Field] = values;
        }

        progress.Texts.AddRange(view.Texts);
        progress.Deadlines.AddRange(view.Deadlines.Select(d => new Deadline { Id = d.Id, DueTime = d.Due.ToProto(), Passed = d.Passed }));
        progress.NextSteps.AddRange(view.Transitions.Select(ToStep));
        progress.Outcomes.AddRange(view.Effects.Select(e => new Outcome { Action = e.Action, Resource = e.Resource, Refusal = e.Refusal, Ended = e.Ended }));
        return progress;
    }

    private static NextStep ToStep(TransitionView transition)
    {
        var step = new NextStep { Id = transition.Id };
        step.Refusals.AddRange(transition.Refusals);
        return step;
    }
}
