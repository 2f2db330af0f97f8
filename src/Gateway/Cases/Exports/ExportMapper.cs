using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sdk.Grains;

namespace Coordination.Cases;

/// <summary>Exports between messages and commands.</summary>
internal static class ExportMapper
{
    public static ProposeExport ToCommand(V1.ProposeExportRequest request, CommandContext context)
    {
        var filter = request.Filter ?? new V1.ExportFilter();
        return new ProposeExport(
            context,
            new ExportFilter(
                [.. filter.States.Distinct().Order().Select(Stage)],
                filter.Province,
                Micro(filter.OpenedFrom.ToTime()),
                Micro(filter.OpenedUntil.ToTime()),
                [.. filter.Cases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Name<CaseName>)]),
            (ExportFormat)request.Format,
            request.WithIdentity,
            request.Purpose,
            Name<InstrumentName>(request.LegalBasis));
    }

    public static V1.Export ToProto(ExportView view)
    {
        var filter = new V1.ExportFilter
        {
            Province = view.Filter.Province,
            OpenedFrom = view.Filter.OpenedFrom.ToProto(),
            OpenedUntil = view.Filter.OpenedUntil.ToProto(),
        };
        filter.States.AddRange(view.Filter.States.Select(stage => (V1.CaseState)stage));
        filter.Cases.AddRange(view.Filter.Cases.Select(name => name.ToString()));
        return new V1.Export
        {
            Name = view.Name.ToString(),
            State = (V1.ExportState)view.Stage,
            Agency = view.Agency.ToString(),
            Filter = filter,
            Format = (V1.ExportFormat)view.Format,
            WithIdentity = view.WithIdentity,
            Purpose = view.Purpose,
            LegalBasis = view.LegalBasis.ToString(),
            Records = view.Records,
            ContentHash = view.ContentHash,
            NeedsApproval = view.NeedsApproval,
            Proposer = view.Proposer,
            Approver = view.Approver,
            Reads = view.Reads,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            ExpireTime = view.ExpiresAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
    }

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    public static string Word(V1.ExportState state) => state switch
    {
        V1.ExportState.Proposed => "proposed",
        V1.ExportState.Approved => "approved",
        V1.ExportState.Withdrawn => "withdrawn",
        V1.ExportState.Lapsed => "lapsed",
        _ => throw RefusedException.Invalid("states", "Name proposed, approved, withdrawn or lapsed."),
    };

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static CaseStage Stage(V1.CaseState state) => state is > V1.CaseState.Unspecified and <= V1.CaseState.Closed
        ? (CaseStage)state
        : throw RefusedException.Invalid("filter.states", "Name opened, assessed, active, follow_up or closed.");

    /// <summary>To the microsecond, as the ledger keeps it.</summary>
    private static DateTimeOffset? Micro(DateTimeOffset? given) => given?.AddTicks(-(given.Value.Ticks % TimeSpan.TicksPerMicrosecond));
}
