using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <summary>
/// One note. Whoever asks, its case is asked first how the caller stands to it; a note whose class the caller may not read does
/// not exist for it.
/// </summary>
internal sealed class CaseNoteGrain(
    LedgerGrainServices services,
    AggregateDefinition<CaseNoteState, CaseNoteEvent> definition,
    CaseInputs inputs,
    Sealer sealer,
    IKeyStore keys,
    CaseAccessLog accesses) : LedgerGrain<CaseNoteState, CaseNoteEvent>(services, definition), ICaseNoteGrain
{
    private readonly AccessPolicy access = services.Access;

    private CaseNoteName Name => ResourceName.Parse<CaseNoteName>(Stream);

    private string Place => Stream + "/text";

    public async Task<Outcome<CaseNoteView>> AddAsync(AddCaseNote command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        var standing = await GrainFactory.Case(command.Case).StandingAsync(caller);
        if (standing.IsRefused)
            return standing.Refusal;
        if (!access.May(caller, CasePermissions.WriteNotes, standing.Value.Relation))
            return access.May(caller, CasePermissions.Read, standing.Value.Relation) ? CommonRefusals.PermissionDenied : CommonRefusals.NotFound;
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CreateAsync(command, CasePermissions.WriteNotes, static (_, _) => CommonRefusals.RequestIdReused, View);
        if (NoteRules.RefuseAdd(command, standing.Value, inputs.Policy) is { } refusal)
            return refusal;

        return await Sealed.DoAsync(async () =>
        {
            var (key, wrapped) = await sealer.NewAsync(command.Case.ToString(), cancellationToken);
            using (key)
            {
                var added = new CaseNoteAdded(
                    command.Case, command.Class, command.Person, command.Event, caller.Agency, wrapped, key.Seal(command.Text.Value, Place));
                return await CreateAsync(
                    command, CasePermissions.WriteNotes, (state, _) => state.Note is not null ? CommonRefusals.RequestIdReused : added, View);
            }
        });
    }

    public async Task<Outcome<OpenedNote>> ReadNoteAsync(ReadCaseNote command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        var seen = await SeenAsync(caller);
        if (seen.IsRefused)
            return seen.Refusal;

        var (state, version, standing) = (seen.Value.Note.State, seen.Value.Note.Version, seen.Value.Case);
        var note = state.Note!;
        if (inputs.RefuseReading(caller, command.Purpose, standing.Purpose) is { } purpose)
            return purpose;
        if (state.Retracted)
            return CaseRefusals.NoteRetracted;
        if (standing.RetentionEnded)
            return CaseRefusals.RetentionEnded;

        return await Sealed.DoAsync<OpenedNote>(async () =>
        {
            if (await keys.IsDestroyedAsync(note.Case.ToString(), cancellationToken))
                return CaseRefusals.RetentionEnded;

            using var key = await sealer.OpenAsync(note.Case.ToString(), note.WrappedKey, cancellationToken);
            var text = key.Open(note.Text, Place);
            var read = new CaseContentRead(
                note.Case, Stream, note.Person, caller.Agency, caller.Subject, command.Purpose, command.Reason, [CaseWords.Of(note.Class)]);
            var written = await accesses.WriteAsync(command.Context, read, cancellationToken);
            return written.IsRefused ? written.Refusal : new OpenedNote(state.View(Name, version), new PlainText(text), written.Value);
        });
    }

    public async Task<Outcome<CaseNoteView>> RetractAsync(RetractCaseNote command, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(command.Context.Principal);
        return seen.IsRefused ? seen.Refusal : await CommitAsync(
            command,
            CasePermissions.WriteNotes,
            (state, _) => state.Note!.Agency != command.Context.Principal.Agency ? CaseRefusals.NotTheAuthor
                : state.Retracted ? CaseRefusals.NoteRetracted
                : new CaseNoteRetracted(command.Reason),
            View);
    }

    /// <summary>The note, for whom it exists.</summary>
    private async Task<Outcome<(Folded<CaseNoteState> Note, CaseStanding Case)>> SeenAsync(Principal caller)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State.Note is not { } note)
            return CommonRefusals.NotFound;

        var standing = await GrainFactory.Case(note.Case).StandingAsync(caller);
        return standing.IsRefused ? standing.Refusal
            : !access.May(caller, CasePermissions.ReadNotes, standing.Value.Relation) || !inputs.Policy.MayRead(note.Class, caller.Agency, caller.Roles) ? CommonRefusals.NotFound
            : (read.Value, standing.Value);
    }

    private CaseNoteView View(CaseNoteState state, int version) => state.View(Name, version);
}

/// <summary>The rules of notes. In documented precedence order; the first refusal wins.</summary>
internal static class NoteRules
{
    public static Refusal? RefuseAdd(AddCaseNote command, CaseStanding standing, CasePolicy policy)
    {
        var caller = command.Context.Principal;
        return !Enum.IsDefined(command.Class) || command.Class is NoteClass.None ? CaseRefusals.ValueInvalid.On("note_class")
            : !policy.MayRead(command.Class, caller.Agency, caller.Roles) ? CaseRefusals.NoteClassDenied
            : standing.RetentionEnded ? CaseRefusals.RetentionEnded
            : standing.Stage is CaseStage.Closed ? CaseRefusals.CaseClosed
            : command.Person is { } person && standing.Find(person) is null ? CaseRefusals.PersonUnknown
            : command.Event is { } happened && !standing.Events.Contains(happened, StringComparer.Ordinal) ? CaseRefusals.EventUnknown
            : null;
    }
}
