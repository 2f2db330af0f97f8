using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Prosecution.Workflows;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Prosecution.Gateway;

/// <summary>Lists and the pipeline: over the rows that the caller's parts show it.</summary>
internal sealed partial class ProsecutionGrpcService
{
    private const int CountedPages = 20;

    private const int CountedAtOnce = 500;

    public override async Task<V1.ListProceedingsResponse> ListProceedings(V1.ListProceedingsRequest request, ServerCallContext context)
    {
        if (request.States.FirstOrDefault(state => !JusticeWorkflow.Pipeline.Contains(state)) is not null)
            throw RefusedException.Invalid("states", "Name states of a proceeding.");
        var query = Proceedings with
        {
            Case = ListCalls.OrNull(request.Case),
            States = [.. request.States.Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
        };
        var list = await grains.ListAsync(context, WorkflowPermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListProceedingsResponse { NextPageToken = list.NextPageToken };
        response.Proceedings.AddRange(Rows(list).Select(ProceedingMapper.ToProto));
        return response;
    }

    public override async Task<V1.CountProceedingsResponse> CountProceedings(V1.CountProceedingsRequest request, ServerCallContext context)
    {
        var counts = JusticeWorkflow.Pipeline.ToDictionary(state => state, _ => 0, StringComparer.Ordinal);
        var query = Proceedings with { Province = ListCalls.OrNull(request.Province) };
        var token = "";
        var page = 0;
        do
        {
            var list = await grains.ListAsync(context, WorkflowPermissions.List, query, CountedAtOnce, token);
            foreach (var row in Rows(list))
                counts[row.State] = counts.GetValueOrDefault(row.State) + 1;
            token = list.NextPageToken;
        }
        while (token.Length > 0 && ++page < CountedPages);

        var response = new V1.CountProceedingsResponse { Truncated = token.Length > 0 };
        response.States.AddRange(JusticeWorkflow.Pipeline.Select(state => new V1.StateCount { State = state, Count = counts[state] }));
        return response;
    }

    private static RegistryQuery Proceedings { get; } = new()
    {
        Kind = Names.WorkflowName.Collection,
        Terms = [$"definition:{JusticeWorkflow.Id}"],
        Order = RegistryOrder.NewestFirst,
    };

    private static ImmutableArray<WorkflowSummaryView> Rows(RegistryList list) =>
        [.. list.Hits.Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), WorkflowJson.Default.WorkflowSummaryView)).OfType<WorkflowSummaryView>()];
}
