using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Reporting;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Reporting;

/// <summary>What of cycles and reports is seen beside their events: rows, parties, what is due. No row holds free text.</summary>
internal static class ReportProjection
{
    /// <summary>A planned cycle opens.</summary>
    public const string OpenKind = "open";

    /// <summary>Reports are to be made or ended, or the next cycle is to be planned.</summary>
    public const string WorkKind = "work";

    public static Projection Of(string name, CycleState state, int version, DateTimeOffset at)
    {
        if (state.Plan is not { } plan)
            return Projection.Empty;

        var row = new RegistryRow
        {
            Name = name,
            Kind = ReportCycleName.Collection,
            State = ReportWords.Of(state.Stage),
            Open = state.Stage is not CycleStage.Closed,
            Title = $"{plan.Content.Title.En} {plan.Content.Title.Lo} {plan.Content.Period}",
            Due = plan.Content.Due.Secretariat,
            Parent = plan.Content.Subject.Length > 0 ? plan.Content.Subject : null,
            Handling = (int)Handling.Green,
            Version = version,
            CreatedAt = state.CreatedAt,
            UpdatedAt = at,
            View = () => JsonSerializer.SerializeToUtf8Bytes(
                state.View(ResourceName.Parse<ReportCycleName>(name), version) with { Routes = [] }, ReportingJson.Default.CycleView),
        };
        return new Projection(
            row,
            [],
            state.Stage is CycleStage.Planned ? [new DueRow(OpenKind, plan.OpensAt)]
            : state.HasWork ? [new DueRow(WorkKind, state.WorkSince)]
            : []);
    }

    public static Projection Of(string name, ReportState state, int version, DateTimeOffset at, ReportClock clock)
    {
        if (state.Header is not { } header)
            return Projection.Empty;

        var row = new RegistryRow
        {
            Name = name,
            Kind = ReportName.Collection,
            State = ReportWords.Of(state.Stage),
            Open = !state.IsDone,
            Title = $"{header.Title.En} {header.Title.Lo} {header.Period} {header.Route.Unit.Id}",
            Priority = state.Escalations.Skip(state.RungsBefore).Select(e => ReportWords.LevelOf(e.Level)).DefaultIfEmpty(0).Max(),
            Due = state.IsDone ? null : state.Due,
            Province = header.Route.Province,
            Parent = header.Cycle.ToString(),
            Handling = (int)Handling.Amber,
            Version = version,
            CreatedAt = state.CreatedAt,
            UpdatedAt = at,
            View = () => JsonSerializer.SerializeToUtf8Bytes(
                state.View(ResourceName.Parse<ReportName>(name), version, state.Submissions.Length).Listed(), ReportingJson.Default.ReportView),
        };
        return new Projection(row, Parties(state, header), clock.NextMoment(state) is { } next ? [new DueRow(ReportClock.DueKind, next)] : []);
    }

    private static ImmutableArray<PartyRow> Parties(ReportState state, ReportHeader header) =>
    [
        Party(state, header.Route.Agency, ReportStep.Unit, header.Route.Unit),
        Party(state, header.Route.ApproverAgency, ReportStep.Province, header.Route.Approver),
        Party(state, header.Route.Ministry, ReportStep.Ministry, null),
        Party(state, header.Owner, ReportStep.Secretariat, null),
    ];

    /// <summary>A part is open while the report waits for it.</summary>
    private static PartyRow Party(ReportState state, AgencyName agency, ReportStep step, UnitName? unit) => new()
    {
        Agency = agency.Id,
        Role = ReportWords.Of(step),
        Unit = unit?.Id,
        State = ReportWords.Of(state.Stage),
        Open = state.WaitsFor == step,
        Due = state.WaitsFor == step ? state.Due : null,
    };
}
