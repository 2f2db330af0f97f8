using Coordination.Cli.Texts;
using Coordination.Ledger.V1;

namespace Coordination.Cli.Evidence;

/// <summary>Checks of the notes themselves, before any tree is built.</summary>
internal sealed class NoteChecks(Checklist checks, Catalogue texts)
{
    public void Newest(Checkpoint checkpoint, byte[]? pinnedKey)
    {
        if (SignedNote.Parse(checkpoint.Note, out var reason) is not { } note)
        {
            checks.Add(false, "check.note-malformed", reason);
            return;
        }

        checks.Add(
            note.Size == checkpoint.Size && note.Root.AsSpan().SequenceEqual(checkpoint.Root.Span),
            "check.note-says", note.Origin, note.Size);
        checks.Add(note.IsSignedBy(pinnedKey ?? checkpoint.PublicKey.Span), pinnedKey is null ? "check.signature" : "check.signature-pinned", note.Origin);
    }

    /// <summary>Notes that were kept from before: the ledger may have grown since, never changed.</summary>
    public IReadOnlyList<SignedNote> Earlier(IReadOnlyList<string> notes, byte[] key)
    {
        var good = new List<SignedNote>();
        foreach (var text in notes)
        {
            if (SignedNote.Parse(text, out var reason) is not { } note)
            {
                checks.Add(false, "check.note-malformed", reason);
                continue;
            }

            checks.Add(note.IsSignedBy(key), "check.earlier-signature", texts.Format("number", note.Size));
            good.Add(note);
        }

        return good;
    }
}
