using System.Text;

namespace Coordination.PlanOfAction.Documents;

/// <summary>What a report is made of. Texts are escaped by the writer.</summary>
internal abstract class DocumentWriter
{
    protected StringBuilder Text { get; } = new();

    public abstract void Heading(int level, string text);

    public abstract void Line(string label, string value);

    public abstract void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows);

    public abstract string End();
}

/// <summary>Markdown with tables.</summary>
internal sealed class MarkdownWriter : DocumentWriter
{
    public override void Heading(int level, string text) => Text.Append('#', level).Append(' ').Append(Escape(text)).Append("\n\n");

    public override void Line(string label, string value) => Text.Append("* ").Append(Escape(label)).Append(": ").Append(Escape(value)).Append('\n');

    public override void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Text.Append('\n');
        Row(head);
        Text.Append('|').Insert(Text.Length, "---|", head.Count).Append('\n');
        foreach (var row in rows)
            Row(row);
        Text.Append('\n');
    }

    public override string End() => Text.ToString().TrimEnd('\n') + "\n";

    private void Row(IReadOnlyList<string> cells)
    {
        Text.Append('|');
        foreach (var cell in cells)
            Text.Append(' ').Append(Escape(cell)).Append(" |");
        Text.Append('\n');
    }

    /// <summary>What somebody wrote must not become a heading, a link, a table or HTML.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
                escaped.Append(' ');
            else if (c is '<')
                escaped.Append("&lt;");
            else if (c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '#' or '!')
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}

/// <summary>A page that needs nothing from elsewhere.</summary>
internal sealed class HtmlWriter : DocumentWriter
{
    private bool inList;

    public HtmlWriter(string title, bool lao)
    {
        Text.Append("<!DOCTYPE html>\n<html lang=\"").Append(lao ? "lo" : "en").Append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
            .Append(Escape(title)).Append("</title>\n<style>body{font-family:\"Noto Sans Lao\",sans-serif;max-width:60em;margin:2em auto}")
            .Append("table{border-collapse:collapse;width:100%}th,td{border:1px solid #555;padding:.3em .5em;text-align:left;vertical-align:top}</style>\n</head>\n<body>\n");
    }

    public override void Heading(int level, string text)
    {
        EndList();
        Text.Append("<h").Append(level).Append('>').Append(Escape(text)).Append("</h").Append(level).Append(">\n");
    }

    public override void Line(string label, string value)
    {
        if (!inList)
            Text.Append("<ul>\n");
        inList = true;
        Text.Append("<li>").Append(Escape(label)).Append(": ").Append(Escape(value)).Append("</li>\n");
    }

    public override void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        EndList();
        Text.Append("<table>\n<thead>");
        Row("th scope=\"col\"", "th", head);
        Text.Append("</thead>\n<tbody>\n");
        foreach (var row in rows)
            Row("td", "td", row);
        Text.Append("</tbody>\n</table>\n");
    }

    public override string End()
    {
        EndList();
        return Text.Append("</body>\n</html>\n").ToString();
    }

    private void Row(string open, string close, IReadOnlyList<string> cells)
    {
        Text.Append("<tr>");
        foreach (var cell in cells)
            Text.Append('<').Append(open).Append('>').Append(Escape(cell)).Append("</").Append(close).Append('>');
        Text.Append("</tr>\n");
    }

    private void EndList()
    {
        if (inList)
            Text.Append("</ul>\n");
        inList = false;
    }

    private static string Escape(string text) => System.Net.WebUtility.HtmlEncode(text);
}
