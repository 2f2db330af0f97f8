using System.Collections.Immutable;
using Coordination.Registry;
using Grpc.Core;
using LocalizedText = Coordination.Localization.LocalizedText;
using ProtoText = Coordination.Type.V1.LocalizedText;

namespace Coordination.Statistics;

/// <summary>Statistics over gRPC.</summary>
internal sealed class StatisticsGrpcService(IGrainFactory grains) : V1.StatisticsService.StatisticsServiceBase
{
    private IStatisticsGrain Statistics => grains.GetGrain<IStatisticsGrain>(0);

    public override async Task<V1.CountResponse> Count(V1.CountRequest request, ServerCallContext context)
    {
        var question = StatisticsMapper.ToQuestion(request);
        return StatisticsMapper.ToProto(question, await Statistics.CountAsync(context.Principal(), question, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.DescribeStatisticsResponse> DescribeStatistics(V1.DescribeStatisticsRequest request, ServerCallContext context) =>
        StatisticsMapper.ToProto(await Statistics.DescribeAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ReadTableResponse> ReadTable(V1.ReadTableRequest request, ServerCallContext context) =>
        StatisticsMapper.ToProto(await Statistics.ReadTableAsync(
            context.Principal(), request.Table, request.FirstPeriod, request.LastPeriod, context.CancellationToken).ValueOrRefuse());
}

/// <summary>Between messages and the grain's values.</summary>
internal static class StatisticsMapper
{
    /// <exception cref="RefusedException">GROUPINGS_INVALID: both groupings and a cube, or a filter twice.</exception>
    public static StatisticsQuestion ToQuestion(V1.CountRequest request)
    {
        if (request is { Groupings.Count: > 0, Cube.Count: > 0 })
            throw new RefusedException(StatisticsRefusals.GroupingsInvalid);
        if (request.Cube.Distinct(StringComparer.Ordinal).Count() != request.Cube.Count)
            throw new RefusedException(StatisticsRefusals.GroupingsInvalid.On("cube"));

        var filters = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var filter in request.Filters)
        {
            if (!filters.TryAdd(filter.Dimension, [.. filter.Values.Select(Text.Normalize).Distinct(StringComparer.Ordinal)]))
                throw new RefusedException(StatisticsRefusals.GroupingsInvalid.On("filters"));
        }

        return new StatisticsQuestion(
            request.Kind,
            request.Groupings.Count > 0 ? [.. request.Groupings.Select(grouping => grouping.Dimensions.ToImmutableArray())] : Cube(request.Cube),
            filters.ToImmutable(),
            request.FirstPeriod,
            request.LastPeriod,
            (FactPeriod)request.Granularity);
    }

    public static V1.CountResponse ToProto(StatisticsQuestion question, StatisticsAnswer answer)
    {
        var response = new V1.CountResponse { SmallestCell = answer.SmallestCell, RoundedTo = answer.RoundedTo };
        foreach (var grouping in question.Groupings)
        {
            var dimensions = new V1.Grouping();
            dimensions.Dimensions.AddRange(grouping);
            response.Groupings.Add(dimensions);
        }

        foreach (var cell in answer.Cells)
        {
            var proto = new V1.Cell { Grouping = cell.Grouping, Count = cell.Count ?? 0, Suppressed = cell.Count is null };
            proto.Values.AddRange(cell.Values);
            response.Cells.Add(proto);
            response.SuppressedCells += proto.Suppressed ? 1 : 0;
        }

        return response;
    }

    public static V1.DescribeStatisticsResponse ToProto(StatisticsDescription description)
    {
        var response = new V1.DescribeStatisticsResponse { SmallestCell = description.SmallestCell, RoundedTo = description.RoundedTo };
        response.Kinds.AddRange(description.Kinds.Select(kind =>
        {
            var proto = new V1.Kind { Name = kind.Name };
            proto.Dimensions.AddRange(kind.Dimensions.Select(ToProto));
            return proto;
        }));
        response.Tables.AddRange(description.Tables.Select(ToProto));
        return response;
    }

    public static V1.ReadTableResponse ToProto(StatisticsTable table)
    {
        var response = new V1.ReadTableResponse { Table = ToProto(table.Title), SmallestCell = table.SmallestCell, RoundedTo = table.RoundedTo };
        response.Notes.AddRange(table.Notes.Select(ToProto));
        foreach (var part in table.Parts)
        {
            var proto = new V1.TablePart { Title = ToProto(part.Title) };
            proto.Dimensions.AddRange(part.Dimensions);
            proto.Rows.AddRange(part.Rows.Select(ToProto));
            response.Parts.Add(proto);
        }

        return response;
    }

    private static V1.Dimension ToProto(DimensionDescription dimension)
    {
        var proto = new V1.Dimension { Name = dimension.Name, Overlapping = dimension.Overlapping };
        proto.Values.AddRange(dimension.Values.Select(value => new V1.Value { Code = value.Code, Label = ToProto(value.Label) }));
        return proto;
    }

    private static V1.Row ToProto(TableRow row)
    {
        var proto = new V1.Row { Count = row.Count ?? 0, Suppressed = row.Count is null };
        if (row.Per100000 is { } rate)
            proto.Per100000 = rate;
        proto.Values.AddRange(row.Values);
        return proto;
    }

    private static V1.TableDescription ToProto(TableTitle title) => new() { Name = title.Name, Title = ToProto(title.Title) };

    private static ProtoText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };

    /// <summary>Every combination, those of few dimensions first; at most 64 for six.</summary>
    private static ImmutableArray<ImmutableArray<string>> Cube(Google.Protobuf.Collections.RepeatedField<string> dimensions) =>
    [
        .. Enumerable.Range(0, 1 << dimensions.Count).OrderBy(set => int.PopCount(set)).ThenBy(set => set)
            .Select(set => dimensions.Where((_, place) => (set & (1 << place)) != 0).ToImmutableArray()),
    ];
}
