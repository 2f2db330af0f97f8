using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using Orleans.Concurrency;

namespace Coordination.Cases;

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(AddCaseNote), "add")]
[JsonDerivedType(typeof(ReadCaseNote), "read")]
[JsonDerivedType(typeof(RetractCaseNote), "retract")]
public abstract record CaseNoteCommand(CommandContext Context) : Command(Context);

[GenerateSerializer, Immutable]
public sealed record AddCaseNote(CommandContext Context, CaseName Case, NoteClass Class, string? Person, string? Event, PlainText Text) : CaseNoteCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReadCaseNote(CommandContext Context, string Purpose, string Reason) : CaseNoteCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RetractCaseNote(CommandContext Context, string Reason) : CaseNoteCommand(Context);

/// <summary>The names are stable for ever.</summary>
[JsonDerivedType(typeof(CaseNoteAdded), "note.added")]
[JsonDerivedType(typeof(CaseNoteRetracted), "note.retracted")]
public abstract record CaseNoteEvent;

/// <param name="WrappedKey">The data key, wrapped with the case's key.</param>
public sealed record CaseNoteAdded(
    CaseName Case, NoteClass Class, string? Person, string? Event, AgencyName Agency, string WrappedKey, SealedText Text) : CaseNoteEvent;

public sealed record CaseNoteRetracted(string Reason) : CaseNoteEvent;

[GenerateSerializer, Immutable]
public sealed record CaseNoteView(
    CaseNoteName Name, CaseName Case, NoteClass Class, string? Person, string? Event, AgencyName Agency, bool Retracted, DateTimeOffset CreatedAt, int Version);

/// <summary>A note that was read.</summary>
[GenerateSerializer, Immutable]
public sealed record OpenedNote(CaseNoteView Note, PlainText Text, CaseAccessName Access);

/// <summary>One note of a case, sealed. Its key is its name, <c>notes/…</c>.</summary>
public interface ICaseNoteGrain : IAggregateGrain
{
    /// <summary>Refused: NOT_FOUND (the case), NOTE_CLASS_DENIED, CASE_CLOSED, RETENTION_ENDED, PERSON_UNKNOWN, EVENT_UNKNOWN.</summary>
    Task<Outcome<CaseNoteView>> AddAsync(AddCaseNote command, CancellationToken cancellationToken);

    /// <summary>Who reads is durable before it is answered. Refused: NOT_FOUND, PURPOSE_UNKNOWN, PURPOSE_OUTSIDE_LEGAL_BASES, NOTE_RETRACTED, RETENTION_ENDED.</summary>
    Task<Outcome<OpenedNote>> ReadNoteAsync(ReadCaseNote command, CancellationToken cancellationToken);

    /// <summary>Refused: NOT_FOUND, NOT_THE_AUTHOR, NOTE_RETRACTED.</summary>
    Task<Outcome<CaseNoteView>> RetractAsync(RetractCaseNote command, CancellationToken cancellationToken);
}

/// <summary>Lists of what hangs on a case, for whom may see them. A stateless worker; its key is 0.</summary>
public interface ICaseShelfGrain : IGrainWithIntegerKey
{
    /// <summary>Notes of the classes that the caller may read. Refused: NOT_FOUND (the case), PAGE_TOKEN_INVALID.</summary>
    [ReadOnly]
    Task<Outcome<RegistryList>> ListNotesAsync(Principal principal, CaseName caseName, int pageSize, string? pageToken, CancellationToken cancellationToken);

    /// <summary>Who read what, for the lead. Refused: NOT_FOUND (the case), PERMISSION_DENIED, PAGE_TOKEN_INVALID.</summary>
    [ReadOnly]
    Task<Outcome<RegistryList>> ListAccessesAsync(Principal principal, CaseName caseName, int pageSize, string? pageToken, CancellationToken cancellationToken);
}
