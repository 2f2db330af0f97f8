using Coordination.Cli.Texts;
using Google.Protobuf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Coordination.Cli.Printing;

/// <summary>Prints results for a person or, with <c>--json</c>, for a program.</summary>
internal sealed class Output(Surroundings around, Catalogue texts, bool json)
{
    private static readonly JsonFormatter Pretty = new(JsonFormatter.Settings.Default.WithIndentation());
    private static readonly JsonFormatter OneLine = new(JsonFormatter.Settings.Default);
    private readonly Lock guard = new();

    public bool Json => json;

    public bool IsTerminal => around.IsTerminal;

    public IAnsiConsole Console => around.Console;

    /// <summary>A message as JSON, or what a person sees of it.</summary>
    public void Show(IMessage message, Action<Output> forPeople)
    {
        if (json)
            WriteLine(Pretty.Format(message));
        else
            forPeople(this);
    }

    /// <summary>One message of a stream: one line.</summary>
    public void ShowLine(IMessage message, Func<string> forPeople) => WriteLine(json ? OneLine.Format(message) : forPeople());

    public void WriteLine(string line)
    {
        lock (guard)
        {
            around.Out.WriteLine(line);
            around.Out.Flush();
        }
    }

    /// <summary>A table; the text "nothing" when it is empty.</summary>
    /// <param name="columns">Keys of column heads, without "col."; one without a text is its own head.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = around.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii, ShowRowSeparators = false };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(Head(column), around.IsTerminal ? new Style(decoration: Decoration.Bold) : Style.Plain)).NoWrap());
        table.Columns[^1].NoWrap = false;
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            table.AddRow(row.Select(IRenderable (cell) => new Text(cell)));
        }

        lock (guard)
        {
            if (any)
                around.Console.Write(table);
            else
                around.Console.WriteLine(texts["nothing"]);
        }
    }

    // What a template names has no words of ours.
    private string Head(string column) => texts.Has("col." + column) ? texts["col." + column] : column;

    /// <summary>Facts about one thing, a line each; empty ones are left out.</summary>
    public void Facts(IEnumerable<(string Column, string Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (column, value) in facts)
        {
            if (value.Length > 0)
                grid.AddRow(new Text(texts["col." + column], around.IsTerminal ? new Style(decoration: Decoration.Bold) : Style.Plain), new Text(value));
        }

        lock (guard)
            around.Console.Write(grid);
    }

    /// <summary>Something a person should know; on the error stream, so that results stay clean.</summary>
    public void Notice(string line)
    {
        lock (guard)
            around.Error.WriteLine(line);
    }
}
