using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Workflows;

namespace Coordination.PlanOfAction.Gateway;

/// <summary>From the engine's views to the services' messages.</summary>
internal static class ProcessMapper
{
    public static V1.PlanProcess ToProcess(WorkflowView view)
    {
        var message = ProtoFields.Fill(
            new V1.PlanProcess
            {
                Name = view.Name.ToString(),
                DefinitionVersion = view.DefinitionVersion,
                State = view.State,
                Final = view.Final,
                Overdue = view.Overdue,
                Owner = view.Owner.ToString(),
                CreateTime = view.CreatedAt.ToProto(),
                UpdateTime = view.UpdatedAt.ToProto(),
                Etag = ETag.Of(view.Version),
            },
            view.Data);
        message.Parts.AddRange(view.Parts.Select(p => new V1.PlanPart { Part = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        message.Transitions.AddRange(Open(view));
        message.ReportCycles.AddRange(view.Effects.Where(e => e.Action == "open_cycle" && e.Resource.Length > 0).Select(e => e.Resource));
        return message;
    }

    public static V1.Agreement ToAgreement(WorkflowView view)
    {
        var message = ProtoFields.Fill(
            new V1.Agreement
            {
                Name = view.Name.ToString(),
                DefinitionVersion = view.DefinitionVersion,
                State = view.State,
                Final = view.Final,
                Overdue = view.Overdue,
                Owner = view.Owner.ToString(),
                CreateTime = view.CreatedAt.ToProto(),
                UpdateTime = view.UpdatedAt.ToProto(),
                Etag = ETag.Of(view.Version),
            },
            view.Data);
        message.Parts.AddRange(view.Parts.Select(p => new V1.AgreementPart { Part = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        message.Transitions.AddRange(Open(view));
        return message;
    }

    public static V1.AgreementSummary ToSummary(WorkflowSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        State = row.State,
        Final = row.Final,
        Owner = row.Owner.ToString(),
        DueTime = row.Due.ToProto(),
        UpdateTime = row.UpdatedAt.ToProto(),
    };

    private static IEnumerable<string> Open(WorkflowView view) => view.Transitions.Where(t => t.Refusals.IsEmpty).Select(t => t.Id);
}
