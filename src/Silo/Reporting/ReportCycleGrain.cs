using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Reporting;
using Coordination.Sdk.Grains;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Reporting;

/// <summary>One cycle: loads, asks a rule, commits, and then makes or ends the reports.</summary>
/// <remarks>
/// What follows from an opening or a closing happens in other streams. It is due work until it is done; each report's name
/// and request follow from the cycle and the unit, so that doing it again does nothing.
/// </remarks>
internal sealed partial class ReportCycleGrain(
    LedgerGrainServices services,
    AggregateDefinition<CycleState, CycleEvent> definition,
    ReportingInputs inputs,
    ILogger<ReportCycleGrain> logger) : LedgerGrain<CycleState, CycleEvent>(services, definition), IReportCycleGrain
{
    /// <summary>Reports that are made at once: they share a commit.</summary>
    private const int AtOnce = 64;

    private bool working;

    private ReportCycleName Name => ResourceName.Parse<ReportCycleName>(Stream);

    public async Task<Outcome<CycleView>> CreateAsync(CreateReportCycle command, CancellationToken cancellationToken)
    {
        await inputs.Directory.Ready.WaitAsync(cancellationToken);
        return await FollowedByWorkAsync(await CreateAsync(
            command, ReportingPermissions.ManageCycles, (state, now) => CycleRules.Create(state, command, inputs, now), View));
    }

    public async Task<Outcome<CycleView>> OpenAsync(OpenReportCycle command, CancellationToken cancellationToken) =>
        await FollowedByWorkAsync(await CommitAsync(
            command, ReportingPermissions.ManageCycles, (state, now) => CycleRules.Open(state, inputs, now), View));

    public async Task<Outcome<CycleView>> CloseAsync(CloseReportCycle command, CancellationToken cancellationToken) =>
        await FollowedByWorkAsync(await CommitAsync(command, ReportingPermissions.ManageCycles, (state, _) => CycleRules.Close(state, command), View));

    public Task<Outcome<CycleView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, ReportingPermissions.ReadCycles, View);

    internal static AggregateDefinition<CycleState, CycleEvent> Definition { get; } = new()
    {
        Kind = ReportCycleName.Collection,
        Initial = CycleState.Initial,
        EventType = ReportingJson.Default.CycleEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((CycleCommand)command, ReportingJson.Default.CycleCommand),
        Project = ReportProjection.Of,
        Relate = static (_, _) => Relation.Everyone,
        ReadPermission = ReportingPermissions.ReadCycles,
    };

    protected override Decision<CycleEvent> DecideDue(string dueKind, CycleState state, DateTimeOffset now) =>
        dueKind == ReportProjection.OpenKind && inputs.Directory.Ready.IsCompleted ? CycleRules.DueBy(state, inputs, now) : Decision<CycleEvent>.Nothing;

    protected override Task AfterDueAsync(string dueKind, CycleState state) => WorkAsync();

    private async Task<Outcome<CycleView>> FollowedByWorkAsync(Outcome<CycleView> outcome)
    {
        if (!outcome.IsRefused)
            await WorkAsync();
        return outcome;
    }

    /// <summary>Does what is to be done, one thing after the other. What fails stays due and is tried again.</summary>
    private async Task WorkAsync()
    {
        if (working)
            return; // It looks again before it ends.

        working = true;
        try
        {
            while (await ReadStateAsync() is { IsRefused: false, Value.State: { Plan: not null, HasWork: true } state } && await StepAsync(state))
            {
            }
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotDone(logger, Stream, fault.GetType().Name);
        }
        finally
        {
            working = false;
        }
    }

    private async Task<bool> StepAsync(CycleState state)
    {
        if (!state.ReportsMade)
        {
            return await EachReportAsync(state, "make", (route, context) => GrainFactory.Report(ReportName.For(Name, route.Unit))
                    .MakeAsync(new MakeReport(context, state.HeaderFor(Name, route)), CancellationToken.None))
                && await NoteAsync(s => s.ReportsMade, new CycleReportsMade());
        }

        if (state.LacksSuccessor)
            return await PlanNextAsync(state);

        return await EachReportAsync(state, "end", (route, context) => GrainFactory.Report(ReportName.For(Name, route.Unit))
                .EndAsync(new EndReport(context), CancellationToken.None))
            && await NoteAsync(s => s.ReportsClosed, new CycleReportsClosed());
    }

    private async Task<bool> EachReportAsync(CycleState state, string what, Func<ReportRoute, CommandContext, Task<Outcome<ReportView>>> act)
    {
        foreach (var chunk in state.Routes.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(chunk.Select(route => act(route, ByPlatform($"{what}|{route.Unit}"))));
            if (outcomes.FirstOrDefault(o => o.IsRefused).Refusal is { } refusal)
            {
                LogNotDone(logger, Stream, refusal.Code);
                return false;
            }
        }

        return true;
    }

    private async Task<bool> PlanNextAsync(CycleState state)
    {
        if (CycleRules.Next(state, inputs, Now) is not { } next)
            return await NoteAsync(s => s.SuccessorSettled is not null, new CycleSuccessorSettled(null, ReportingRefusals.PeriodInvalid.Code));

        // One successor, whatever the time at which it is planned.
        var context = ByPlatform("successor");
        var successor = ReportCycleName.For(context.Principal.Agency, context.RequestId);
        var outcome = await GrainFactory.ReportCycle(successor)
            .CreateAsync(new CreateReportCycle(context, next.Content, next.OpensAt, state.Plan!.Owner), CancellationToken.None);
        switch (outcome.Refusal)
        {
            case { Kind: RefusalKind.Unavailable or RefusalKind.ResourceExhausted or RefusalKind.Aborted } later:
                LogNotDone(logger, Stream, later.Code);
                return false;
            case { } refusal when refusal.Code != CommonRefusals.RequestIdReused.Code:
                return await NoteAsync(s => s.SuccessorSettled is not null, new CycleSuccessorSettled(null, refusal.Code));
            default:
                return await NoteAsync(s => s.SuccessorSettled is not null, new CycleSuccessorSettled(successor, ""));
        }
    }

    private async Task<bool> NoteAsync(Func<CycleState, bool> isNoted, CycleEvent happened) =>
        await CommitByPlatformAsync((state, _) => isNoted(state) ? Decision<CycleEvent>.Nothing : happened) is null;

    private CommandContext ByPlatform(string what) => new(
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Stream}|{what}")).AsSpan(0, 16), bigEndian: true), Principal.Platform);

    private CycleView View(CycleState state, int version) => state.View(Name, version);

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "{Stream} could not do all that follows from its opening or closing ({Reason}); trying again")]
    private static partial void LogNotDone(ILogger logger, string stream, string reason);
}
