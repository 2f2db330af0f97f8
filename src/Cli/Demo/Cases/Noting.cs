using Coordination.Cases.V1;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Notes by class: what the police knows the counsellors do not, and the reverse.</summary>
internal static class Noting
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.noting");
        var (counsel, intel, general) = (
            $"She sleeps badly and asks for her sister. {story.Run}", $"The broker's lorry crosses at night. {story.Run}", $"Interview on Monday. {story.Run}");

        await story.RefusedAsync("NOTE_CLASS_DENIED", Police, () => AddAsync(story, Police, NoteClass.Counselling, "x")).ConfigureAwait(false);
        var counselling = await AddAsync(story, Shelter, NoteClass.Counselling, counsel).ConfigureAwait(false);
        await OnlyForAsync(story, counselling, Shelter, Police, counsel).ConfigureAwait(false);
        story.Done("demo.case.counselling", Shelter, Police, "NOT_FOUND");

        await story.RefusedAsync("NOTE_CLASS_DENIED", Shelter, () => AddAsync(story, Shelter, NoteClass.Intelligence, "x")).ConfigureAwait(false);
        var intelligence = await AddAsync(story, Police, NoteClass.Intelligence, intel).ConfigureAwait(false);
        await OnlyForAsync(story, intelligence, Police, Shelter, intel).ConfigureAwait(false);
        story.Done("demo.case.intelligence", Police, Shelter, "NOT_FOUND");

        var plain = await AddAsync(story, Unit, NoteClass.General, general).ConfigureAwait(false);
        foreach (var who in new[] { Police, Shelter, Ministry })
        {
            story.Expect(general, await ReadAsync(story, who, plain).ConfigureAwait(false), plain.Name);
            story.Expect((await ListAsync(story, who).ConfigureAwait(false)).Any(n => n.Name == plain.Name), $"notes of {who}");
        }

        await story.RefusedAsync("PERMISSION_DENIED", Observer, () => ListAsync(story, Observer)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Observer, () => ReadAsync(story, Observer, plain)).ConfigureAwait(false);
        story.Done("demo.case.general", Unit, Observer);

        await story.RefusedAsync("NOT_THE_AUTHOR", Police, () => RetractAsync(story, Police, plain)).ConfigureAwait(false);
        await RetractAsync(story, Unit, plain).ConfigureAwait(false);
        await story.RefusedAsync("NOTE_RETRACTED", Police, () => ReadAsync(story, Police, plain)).ConfigureAwait(false);
        story.Done("demo.case.retracted", Unit, "NOTE_RETRACTED");
    }

    private static async Task OnlyForAsync(CaseStory story, CaseNote note, string reader, string other, string text)
    {
        story.Expect(text, await ReadAsync(story, reader, note).ConfigureAwait(false), note.Name);
        story.Expect((await ListAsync(story, reader).ConfigureAwait(false)).Any(n => n.Name == note.Name), $"notes of {reader}");
        var seen = await ListAsync(story, other).ConfigureAwait(false);
        story.Expect(seen.All(n => n.Name != note.Name && n.NoteClass != note.NoteClass), $"notes of {other}");
        await story.RefusedAsync("NOT_FOUND", other, () => ReadAsync(story, other, note)).ConfigureAwait(false);
        story.Expect(!(await story.GetAsync(other).ConfigureAwait(false)).ToString().Contains(text, StringComparison.Ordinal), story.Case);
    }

    private static async Task<CaseNote> AddAsync(CaseStory story, string who, NoteClass noteClass, string text) => await story[who].CaseNotes.AddCaseNoteAsync(
        new AddCaseNoteRequest { Case = story.Case, NoteClass = noteClass, Person = Woman, Text = text }, cancellationToken: story.CancellationToken);

    private static async Task<string> ReadAsync(CaseStory story, string who, CaseNote note)
    {
        var read = await story[who].CaseNotes.ReadCaseNoteAsync(
            new ReadCaseNoteRequest { Name = note.Name, Purpose = Purpose, Reason = "casework" }, cancellationToken: story.CancellationToken);
        // The lead is a police: it does not learn of reads of what it may not read.
        if (note.NoteClass is not NoteClass.Counselling)
            story.Accesses.Add(read.Access);
        return read.Text;
    }

    private static async Task<IReadOnlyList<CaseNote>> ListAsync(CaseStory story, string who) => (await story[who].CaseNotes.ListCaseNotesAsync(
        new ListCaseNotesRequest { Case = story.Case, PageSize = 100 }, cancellationToken: story.CancellationToken)).Notes;

    private static async Task RetractAsync(CaseStory story, string who, CaseNote note) => await story[who].CaseNotes.RetractCaseNoteAsync(
        new RetractCaseNoteRequest { Name = note.Name, Reason = "entered_by_mistake" }, cancellationToken: story.CancellationToken);
}
