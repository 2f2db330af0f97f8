using System.Text.Json;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>What of a request is seen beside its events: its row, its parties, what is due.</summary>
internal static class RequestProjection
{
    public static AggregateDefinition<RequestState, InformationRequestEvent> Definition(RequestClock clock, IKeyStore keys) => new()
    {
        Kind = InformationRequestName.Collection,
        Initial = RequestState.Initial,
        EventType = RequestJson.Default.InformationRequestEvent,
        CommandBytes = command => RequestJson.Bytes(keys, command),
        SnapshotType = RequestJson.Default.RequestState,
        Project = (name, state, version, at) => Of(name, state, version, at, clock),
        Relate = RequestRelations.Of,
        ReadPermission = InformationPermissions.Read,
        WatchPermission = InformationPermissions.Watch,
        IsFor = RequestRelations.IsFor,
    };

    /// <summary>The workflow for which it is asked has yet to be told how it ended.</summary>
    public const string OriginKind = "origin";

    public static Projection Of(string name, RequestState state, int version, DateTimeOffset at, RequestClock clock)
    {
        if (state.Header is not { } head)
            return Projection.Empty;

        var stage = state.Stage;
        var row = new RegistryRow
        {
            Name = name,
            Kind = InformationRequestName.Collection,
            State = RequestWords.Of(stage),
            Open = stage.IsOpen(),
            Title = head.Content.Title,
            Priority = (int)head.Content.Urgency,
            Due = RequestViewing.Due(state.Parts),
            Case = head.Content.Case?.ToString(),
            Instrument = head.Content.LegalBasis.ToString(),
            Handling = (int)head.Content.Handling,
            Version = version,
            CreatedAt = head.CreatedAt,
            UpdatedAt = at,
            View = () => JsonSerializer.SerializeToUtf8Bytes(RequestViewing.Summarize(state), RequestViewsJson.Default.InformationRequestSummary),
        };
        return new Projection(row, [.. Parties(state, head, stage)], [.. Due(state, clock)]);
    }

    private static IEnumerable<PartyRow> Parties(RequestState state, RequestHeader head, RequestStage stage)
    {
        yield return new PartyRow
        {
            Agency = head.Requester.Id,
            Role = RequestWords.Requester,
            State = RequestWords.Of(stage),
            Open = stage.IsOpen(),
            Due = RequestViewing.Due(state.Parts),
        };
        foreach (var part in state.Parts)
        {
            yield return new PartyRow
            {
                Agency = part.Agency.Id,
                Role = RequestWords.Addressee,
                State = RequestWords.Of(part.Stage),
                Open = !part.IsDone,
                Due = part.IsDone ? null : part.Due,
                AnsweredInMs = (long?)part.AnsweredIn?.TotalMilliseconds,
            };

            // Counted by the statistics; lists name the roles that they mean.
            foreach (var code in part.Answers.Where(a => a.Code is not null).Select(a => a.Code!.Value).Distinct())
            {
                yield return new PartyRow
                {
                    Agency = part.Agency.Id, Role = RequestWords.RefusedPrefix + RequestWords.Of(code), State = RequestWords.Of(PartStage.Refused), Open = false,
                };
            }
        }
    }

    private static IEnumerable<DueRow> Due(RequestState state, RequestClock clock)
    {
        if (clock.NextMoment(state) is { } next)
            yield return new DueRow(RequestClock.DueKind, next);
        if (state.SubmittedAt is { } submitted && RequestAdmission.Pending(state).Any())
            yield return new DueRow(RequestClock.AdmitKind, submitted);
        if (state is { OriginNews: not null, Header.CreatedAt: var created })
            yield return new DueRow(OriginKind, created);
    }
}
