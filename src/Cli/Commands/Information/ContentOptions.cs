using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Reading;
using Coordination.Information.V1;
using Coordination.Type.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary>The options that say what is asked.</summary>
internal sealed class ContentOptions(Leaves leaves, bool making)
{
    private readonly Option<string[]> to = leaves.Many("--to", "AGENCY", "info-to");
    private readonly Option<string?> purpose = leaves.Text("--purpose", "CODE", required: making);
    private readonly Option<string?> basis = leaves.Text("--basis", "INSTRUMENT", required: making);
    private readonly Option<Urgency?> urgency = leaves.OneOf<Urgency>("--urgency");
    private readonly Option<string?> about = leaves.Text("--case", "CASE");
    private readonly Option<string?> subject = leaves.Text("--subject", "SUBJECT", describe: "info-subject");
    private readonly Option<Handling?> handling = leaves.OneOf<Handling>("--handling");
    private readonly Option<string[]> questions = leaves.Many("--question", "TEXT", "info-question");
    private readonly Option<string?> file = leaves.Text("--questions-file", "FILE");
    private readonly Option<string?> type = leaves.Text("--type", "TYPE", describe: "info-type");
    private readonly Option<string[]> fields = leaves.Many("--field", "FIELD", "info-field");
    private readonly TextSource reference = leaves.Source("--reference");
    private readonly Option<string?> agreement = leaves.Text("--agreement", "AGREEMENT", describe: "info-agreement");

    public IEnumerable<Symbol> All =>
        [to, purpose, basis, urgency, about, subject, handling, questions, file, type, fields, reference.Typed, reference.File, agreement];

    /// <summary>The content with what the options name.</summary>
    /// <exception cref="UsageException">Fields are asked for without saying of which type.</exception>
    public InformationRequestContent Over(Session session, ParseResult parsed, InformationRequestContent content)
    {
        if (parsed.GetValue(to) is { Length: > 0 } agencies)
        {
            content.Addressees.Clear();
            content.Addressees.Add(agencies.SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(Agency));
        }

        content.Purpose = parsed.GetValue(purpose) ?? content.Purpose;
        content.LegalBasis = parsed.GetValue(basis) is { } given ? Instrument(given) : content.LegalBasis;
        content.Urgency = parsed.GetValue(urgency) ?? content.Urgency;
        content.Case = parsed.GetValue(about) is { } named ? Case(named) : content.Case;
        content.Subject = parsed.GetValue(subject) is { } person ? Subject(person) : content.Subject;
        content.Handling = parsed.GetValue(handling) ?? content.Handling;

        List<Question> asked = [.. Quiet.Questions(session, parsed.GetValue(file)), .. parsed.GetValue(questions)!.Select(text => new Question { Text = text })];
        Record(session, parsed, asked, content.Title);
        if (asked.Count > 0)
        {
            content.Questions.Clear();
            content.Questions.Add(asked);
        }

        return content;
    }

    // Fields are asked for with the last question; with none, the title says in words what is wanted.
    private void Record(Session session, ParseResult parsed, List<Question> asked, string title)
    {
        var (wanted, key) = (parsed.GetValue(fields)!, reference.Read(session, parsed));
        if (parsed.GetValue(type) is not { } of)
        {
            if (wanted.Length > 0 || key.Length > 0 || parsed.GetValue(agreement) is not null)
                throw new UsageException(session.Texts["usage.field-without-type"]);
            return;
        }

        if (asked.Count == 0)
            asked.Add(new Question { Text = title });
        var last = asked[^1];
        last.RecordType = RecordType(of);
        last.Fields.Add(wanted.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries)));
        last.RecordReference = key;
        last.Agreement = Agreement(parsed.GetValue(agreement) ?? "");
    }
}
