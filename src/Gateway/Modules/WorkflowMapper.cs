using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Workflows;

namespace Coordination.Modules;

/// <summary>Between running workflows and their messages.</summary>
internal static class WorkflowMapper
{
    public static ImmutableArray<PartBinding> Parts(IEnumerable<V1.PartBinding> parts) =>
        [.. parts.Select(part => new PartBinding(part.Part, Name<AgencyName>(part.Agency), NameOrNull<UnitName>(part.Unit)))];

    public static V1.Workflow ToProto(WorkflowView view, KnownDefinition? definition)
    {
        var workflow = new V1.Workflow
        {
            Name = view.Name.ToString(),
            Definition = DefinitionMapper.Name(view.Definition),
            DefinitionVersion = view.DefinitionVersion,
            State = view.State,
            Final = view.Final,
            Overdue = view.Overdue,
            Owner = view.Owner.ToString(),
            Case = view.Case?.ToString() ?? "",
            Person = view.Person,
            Province = view.Province,
            Parent = view.Parent?.ToString() ?? "",
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        workflow.Parts.AddRange(view.Parts.Select(part => new V1.PartBinding
        {
            Part = part.Part,
            Agency = part.Agency.ToString(),
            Unit = part.Unit?.ToString() ?? "",
        }));
        foreach (var value in view.Data)
            workflow.Data[value.Field] = FieldValues.ToProto(value, definition?.Fields.GetValueOrDefault(value.Field));
        workflow.Texts.AddRange(view.Texts);
        workflow.Deadlines.AddRange(view.Deadlines.Select(deadline => new V1.WorkflowDeadline
        {
            Id = deadline.Id,
            DueTime = deadline.Due.ToProto(),
            Passed = deadline.Passed,
        }));
        workflow.Effects.AddRange(view.Effects.Select(effect => new V1.WorkflowEffect
        {
            Id = effect.Id,
            Action = effect.Action,
            Kind = (V1.EffectKind)effect.Kind,
            Resource = effect.Resource,
            Refusal = effect.Refusal,
            Ended = effect.Ended,
        }));
        workflow.Transitions.AddRange(view.Transitions.Select(ToProto));
        return workflow;
    }

    public static V1.WorkflowSummary ToProto(WorkflowSummaryView view) => new()
    {
        Name = view.Name.ToString(),
        Definition = DefinitionMapper.Name(view.Definition),
        DefinitionVersion = view.DefinitionVersion,
        State = view.State,
        Final = view.Final,
        Owner = view.Owner.ToString(),
        Case = view.Case?.ToString() ?? "",
        Person = view.Person,
        Province = view.Province,
        DueTime = view.Due.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
    };

    public static V1.WorkflowHistoryEntry ToProto(HistoryEntry entry) => new()
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    };

    private static V1.AvailableTransition ToProto(TransitionView view)
    {
        var transition = new V1.AvailableTransition { Id = view.Id, To = view.To };
        transition.Refusals.AddRange(view.Refusals);
        return transition;
    }
}
