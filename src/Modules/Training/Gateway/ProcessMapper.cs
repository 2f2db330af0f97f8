using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Training.Gateway;

/// <summary>From the engine's views to the services' messages.</summary>
internal static class ProcessMapper
{
    /// <summary>A page of the instances of a definition that the caller sees.</summary>
    public static async Task<(ImmutableArray<WorkflowSummaryView> Rows, string Next)> ListAsync(
        IGrainFactory grains, ServerCallContext context, string definition, IEnumerable<string> states, bool openOnly, int pageSize, string pageToken)
    {
        var query = new RegistryQuery
        {
            Kind = WorkflowName.Collection,
            Terms = [$"definition:{definition}"],
            States = [.. states.Distinct(StringComparer.Ordinal)],
            OpenOnly = openOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, WorkflowPermissions.List, query, pageSize, pageToken);
        return ([.. list.Hits.Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), WorkflowJson.Default.WorkflowSummaryView)).OfType<WorkflowSummaryView>()], list.NextPageToken);
    }

    public static V1.Training ToTraining(WorkflowView view)
    {
        var message = ProtoFields.Fill(
            new V1.Training
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
        message.Parts.AddRange(view.Parts.Select(p => new V1.TrainingPart { Part = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        message.Transitions.AddRange(view.Transitions.Where(t => t.Refusals.IsEmpty).Select(t => t.Id));
        return message;
    }

    public static V1.TrainingSummary ToTrainingSummary(WorkflowSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        State = row.State,
        Final = row.Final,
        Owner = row.Owner.ToString(),
        DueTime = row.Due.ToProto(),
        UpdateTime = row.UpdatedAt.ToProto(),
    };

    public static V1.Campaign ToCampaign(WorkflowView view)
    {
        var message = ProtoFields.Fill(
            new V1.Campaign
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
        message.Parts.AddRange(view.Parts.Select(p => new V1.CampaignPart { Part = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        message.Transitions.AddRange(view.Transitions.Where(t => t.Refusals.IsEmpty).Select(t => t.Id));
        return message;
    }

    public static V1.CampaignSummary ToCampaignSummary(WorkflowSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        State = row.State,
        Final = row.Final,
        Owner = row.Owner.ToString(),
        DueTime = row.Due.ToProto(),
        UpdateTime = row.UpdatedAt.ToProto(),
    };
}
