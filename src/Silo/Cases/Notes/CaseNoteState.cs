using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <param name="Note">Null before the first event.</param>
internal sealed record CaseNoteState(CaseNoteAdded? Note, bool Retracted, DateTimeOffset CreatedAt) : IAggregateState<CaseNoteState, CaseNoteEvent>
{
    public static readonly CaseNoteState Initial = new(null, false, default);

    public CaseNoteState Apply(CaseNoteEvent happened, EventStamp stamp) => happened switch
    {
        CaseNoteAdded e => new(e, false, stamp.At),
        CaseNoteRetracted => this with { Retracted = true },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public CaseNoteView View(CaseNoteName name, int version)
    {
        var note = Note ?? throw new InvalidOperationException("The note does not exist.");
        return new CaseNoteView(name, note.Case, note.Class, note.Person, note.Event, note.Agency, Retracted, CreatedAt, version);
    }

    /// <summary>A note has no parties: who may list it is asked of its case, each time. Its state is its class.</summary>
    public static AggregateDefinition<CaseNoteState, CaseNoteEvent> Definition(IKeyStore keys) => new()
    {
        Kind = CaseNoteName.Collection,
        Initial = Initial,
        EventType = CaseJson.Default.CaseNoteEvent,
        CommandBytes = command => CaseJson.Bytes(keys, command),
        Project = static (name, state, version, at) => state.Note is not { } note ? Projection.Empty : new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = CaseNoteName.Collection,
                State = CaseWords.Of(note.Class),
                Open = !state.Retracted,
                Case = note.Case.ToString(),
                Handling = (int)Handling.AmberStrict,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<CaseNoteName>(name), version), CaseViewsJson.Default.CaseNoteView),
            },
            [],
            []),
        Relate = static (_, principal) => principal.Has(Role.Platform) ? Relation.None : Relation.Lead | Relation.Participant, // The case was asked before.
        ReadPermission = CasePermissions.ReadNotes,
        WatchPermission = CasePermissions.Watch,
        IsFor = static (_, _) => false,
    };
}
