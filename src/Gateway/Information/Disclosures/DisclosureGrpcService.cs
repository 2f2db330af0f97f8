using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Registry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>Who saw what of whose data, over gRPC.</summary>
internal sealed class DisclosureGrpcService(IGrainFactory grains, TimeProvider time) : V1.DisclosureService.DisclosureServiceBase
{
    private const int DefaultMonths = 12;

    private static readonly ImmutableArray<string> Asked =
        [RequestWords.Addressee, .. System.Enum.GetValues<RefusalCode>().Select(code => RequestWords.RefusedPrefix + RequestWords.Of(code))];

    public override async Task<V1.ListDisclosuresResponse> ListDisclosures(V1.ListDisclosuresRequest request, ServerCallContext context)
    {
        var query = Accesses(context.Principal(), AccessWords.Owner, request.Grant) with
        {
            Instrument = OrNull(request.Record), // See AccessWords: these columns narrow lists of accesses.
            Case = OrNull(request.Reader),
        };
        var list = await grains.ListAsync(context, InformationPermissions.ListDisclosures, query, request.PageSize, request.PageToken);
        var response = new V1.ListDisclosuresResponse { NextPageToken = list.NextPageToken };
        response.Accesses.AddRange(list.Hits.Select(ToProto));
        return response;
    }

    public override async Task<V1.ListMyAccessResponse> ListMyAccess(V1.ListMyAccessRequest request, ServerCallContext context)
    {
        var query = Accesses(context.Principal(), AccessWords.Reader, request.Grant) with { Province = OrNull(request.ReaderSubject) };
        var list = await grains.ListAsync(context, InformationPermissions.ListOwnAccess, query, request.PageSize, request.PageToken);
        var response = new V1.ListMyAccessResponse { NextPageToken = list.NextPageToken };
        response.Accesses.AddRange(list.Hits.Select(ToProto));
        return response;
    }

    public override async Task<V1.Access> GetAccess(V1.GetAccessRequest request, ServerCallContext context) =>
        ToProto(await grains.Access(Name<AccessName>(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.SummarizeSharingResponse> SummarizeSharing(V1.SummarizeSharingRequest request, ServerCallContext context)
    {
        var (from, months) = Months(request);
        var agency = NameOrNull<AgencyName>(request.Agency)?.Id;
        var requests = CountAsync(new PairQuery(InformationRequestName.Collection, RequestWords.Requester, Asked, from, months, agency));
        var reads = CountAsync(new PairQuery(AccessName.Collection, AccessWords.Reader, [AccessWords.Owner], from, months, agency));

        var response = new V1.SummarizeSharingResponse();
        response.Counts.AddRange(SharingCounts.Of(await requests, await reads));
        return response;

        async Task<ImmutableArray<PairCount>> CountAsync(PairQuery query) => await grains.GetGrain<IRegistryGrain>(0)
            .CountPairsAsync(context.Principal(), InformationPermissions.SummarizeSharing, query, context.CancellationToken)
            .ValueOrRefuse();
    }

    private static RegistryQuery Accesses(Principal caller, string role, string grant) => new()
    {
        Kind = AccessName.Collection,
        Party = caller.Agency.Id,
        PartyRoles = [role],
        Parent = OrNull(grant),
        Order = RegistryOrder.NewestFirst,
    };

    private static V1.Access ToProto(RegistryHit hit) => ToProto(RecordMapper.Read(hit, GrantViewsJson.Default.AccessView));

    private static V1.Access ToProto(AccessView view)
    {
        var access = new V1.Access
        {
            Name = view.Name.ToString(),
            Time = view.At.ToProto(),
            Grant = view.Grant.ToString(),
            Record = view.Record.ToString(),
            RecordType = view.RecordType.ToString(),
            Owner = view.Owner.ToString(),
            Reader = view.Reader.ToString(),
            ReaderSubject = view.ReaderSubject,
            Purpose = view.Purpose,
            LegalBasis = view.LegalBasis.ToString(),
            Handling = (Type.V1.Handling)view.Handling,
            ExcessFields = view.Excess,
            Request = view.Request?.ToString() ?? "",
        };
        access.Fields.AddRange(view.Fields);
        return access;
    }

    /// <exception cref="RefusedException">INVALID_ARGUMENT: the months are the wrong way round, or too many.</exception>
    private (DateOnly From, int Months) Months(V1.SummarizeSharingRequest request)
    {
        var today = time.GetUtcNow();
        var to = request.ToMonth.Length == 0 ? new DateOnly(today.Year, today.Month, 1) : Month(request.ToMonth, "to_month");
        var from = request.FromMonth.Length == 0 ? to.AddMonths(1 - DefaultMonths) : Month(request.FromMonth, "from_month");
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        return months is >= 1 and <= PairQuery.MostMonths
            ? (from, months)
            : throw RefusedException.Invalid("from_month", $"Ask for 1 to {PairQuery.MostMonths} months, the earlier one first.");
    }

    /// <summary>Its form was validated before. Years far from any resource are none: months are added to them.</summary>
    private static DateOnly Month(string text, string field) =>
        DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 1900 and < 3000
            ? month
            : throw RefusedException.Invalid(field, "Write months as 2026-01, from 1900-01 to 2999-12.");
}

/// <summary>From counted parts to what a reader sees.</summary>
internal static class SharingCounts
{
    public static IEnumerable<V1.SharingCount> Of(ImmutableArray<PairCount> requests, ImmutableArray<PairCount> reads)
    {
        var counts = new SortedDictionary<(DateOnly Month, string Requester, string Holder), V1.SharingCount>();
        foreach (var count in requests)
            Add(At(count), count);
        foreach (var count in reads)
            At(count).Reads += count.Count;
        return counts.Values;

        V1.SharingCount At(PairCount count)
        {
            var key = (count.Month, count.First, count.Second);
            if (!counts.TryGetValue(key, out var row))
            {
                counts[key] = row = new V1.SharingCount
                {
                    Month = count.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    Requester = new AgencyName(count.First).ToString(),
                    Holder = new AgencyName(count.Second).ToString(),
                };
            }

            return row;
        }
    }

    private static void Add(V1.SharingCount row, PairCount count)
    {
        if (count.Role.StartsWith(RequestWords.RefusedPrefix, StringComparison.Ordinal))
        {
            var code = count.Role[RequestWords.RefusedPrefix.Length..];
            row.Refusals[code] = row.Refusals.GetValueOrDefault(code) + count.Count;
            return;
        }

        row.Requests += count.Count;
        if (string.Equals(count.State, RequestWords.Of(PartStage.Answered), StringComparison.Ordinal))
            row.Answered += count.Count;
        else if (string.Equals(count.State, RequestWords.Of(PartStage.Refused), StringComparison.Ordinal))
            row.Refused += count.Count;
        if (count.MedianAnswerMs is { } median)
            row.MedianTimeToAnswer = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(median));
    }
}
