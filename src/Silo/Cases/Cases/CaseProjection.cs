using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Statistics;

namespace Coordination.Silo.Cases;

/// <summary>What of a case is seen beside its events: its row, its parties, what is due, and what is counted of it.</summary>
internal static class CaseProjection
{
    public const string RetentionKind = "retention";
    public const string GuardianTaskKind = "guardian-task";
    public const string DestroyKind = "destroy";
    public const string TellTasksKind = "tell-tasks";
    public const string ReleaseKind = "release";

    private static readonly FrozenSet<string> AboutBlocking = NamesOf(typeof(OfficerBlocked), typeof(OfficerUnblocked), typeof(CaseTasksTold));

    private static readonly FrozenSet<string> AboutIdentities = NamesOf(typeof(IdentityKept), typeof(IdentityReleased));

    public static AggregateDefinition<CaseState, CaseEvent> Definition(IKeyStore keys) => new()
    {
        Kind = CaseName.Collection,
        Initial = CaseState.Initial,
        EventType = CaseJson.Default.CaseEvent,
        CommandBytes = command => CaseJson.Bytes(keys, command),
        Project = Of,
        Relate = static (state, principal) => state.Relate(principal),
        IsBlocked = static (state, principal) => state.IsBlocked(principal),
        ReadPermission = CasePermissions.Read,
        WatchPermission = CasePermissions.Watch,
        IsFor = IsFor,
    };

    /// <summary>Whether an event says what only the lead may know: who is blocked, and of whom an identity is kept.</summary>
    public static bool IsForLeadOnly(string eventType) => IsAboutBlocking(eventType) || AboutIdentities.Contains(eventType);

    /// <summary>Whether an event says, be it by its name alone, that an officer was blocked or no longer is.</summary>
    public static bool IsAboutBlocking(string eventType) => AboutBlocking.Contains(eventType);

    private static bool IsFor(LedgerEntry entry, PartyRow party) =>
        !string.Equals(party.Role, CaseWords.Observer, StringComparison.Ordinal)
        && (string.Equals(party.Role, CaseWords.Lead, StringComparison.Ordinal) || !IsForLeadOnly(entry.Type));

    public static Projection Of(string name, CaseState state, int version, DateTimeOffset at)
    {
        if (state.Header is not { } head)
            return Projection.Empty;

        var (word, open) = (CaseWords.Of(state.Stage), state.IsOpen);
        var row = new RegistryRow
        {
            Name = name,
            Kind = CaseName.Collection,
            State = word,
            Open = open,
            Title = head.Reference,
            Due = open ? state.GuardianDue() : null,
            Province = head.Province.Length == 0 ? null : head.Province,
            Handling = (int)head.Handling,
            Blocked = state.BlockedKeys(),
            Version = version,
            CreatedAt = head.CreatedAt,
            UpdatedAt = at,
            View = () => JsonSerializer.SerializeToUtf8Bytes(state.Summary(ResourceName.Parse<CaseName>(name), version), CaseViewsJson.Default.CaseSummaryView),
        };
        return new Projection(
            row,
            [.. state.Participants.Select(p => new PartyRow
            {
                Agency = p.Agency.Id,
                Role = CaseWords.Of(p.Role),
                Unit = p.Unit?.Id,
                State = word,
                Open = open,
                Due = p.Role is ParticipantRole.Lead ? row.Due : null,
            })],
            Due(state, at))
        {
            Facts = Facts(state),
        };
    }

    public static ImmutableArray<DueRow> Due(CaseState state, DateTimeOffset at)
    {
        var due = ImmutableArray.CreateBuilder<DueRow>(4);
        if (state is { RetentionEnded: false, LegalHold: null })
            due.Add(new DueRow(RetentionKind, state.Head.RetainUntil));
        if (state is { RetentionEnded: true, KeysDestroyed: false })
            due.Add(new DueRow(DestroyKind, at));
        if (state.TellTasksAt is { } tell)
            due.Add(new DueRow(TellTasksKind, tell));
        if (GuardianTasks.AreOwed(state))
            due.Add(new DueRow(GuardianTaskKind, at));
        if (state.People.Any(static p => p is { Withdrawn: true, Identity: not null }))
            due.Add(new DueRow(ReleaseKind, at));
        return due.DrainToImmutable();
    }

    /// <summary>One fact a person, and one of the case. They belong to the lead.</summary>
    public static ImmutableArray<FactRow> Facts(CaseState state)
    {
        var head = state.Head;
        var day = CaseRules.DayOf(head.Source.Date) ?? DateOnly.FromDateTime(head.CreatedAt.UtcDateTime);
        var stage = CaseWords.Of(state.Stage);
        var owner = state.Lead.Id;
        var facts = ImmutableArray.CreateBuilder<FactRow>(state.People.Length + 1);
        facts.Add(new FactRow
        {
            Item = "case",
            Kind = StatisticsKinds.Cases.Name,
            Owner = owner,
            Day = day,
            Values = [stage, head.Province, state.CloseReason, head.Source.Organisation, head.Source.Type, owner],
        });
        foreach (var person in state.People)
        {
            if (person.Withdrawn)
                continue;

            var profile = person.Profile;
            facts.Add(new FactRow
            {
                Item = person.Id,
                Kind = StatisticsKinds.People.Name,
                Owner = owner,
                Day = day,
                Values =
                [
                    stage, ExploitationForms.Join(profile.Exploitation), CaseWords.Of(profile.TreatedAsChild ? AgeBand.Child : profile.AgeBand),
                    CaseWords.Of(profile.Gender), string.Join('+', profile.Citizenships), head.Province,
                    CaseWords.Of(person.Status), state.CloseReason, head.Source.Organisation, head.Source.Type, CaseWords.Of(profile.Role), head.Area,
                ],
            });
        }

        return facts.DrainToImmutable();
    }

    private static FrozenSet<string> NamesOf(params System.Type[] events) => new EventCodec<CaseEvent>(CaseJson.Default.CaseEvent).Names
        .Where(n => events.Contains(n.Key))
        .Select(static n => n.Value)
        .ToFrozenSet(StringComparer.Ordinal);
}
