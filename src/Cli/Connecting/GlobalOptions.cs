using System.CommandLine;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Connecting;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions(Catalogue texts)
    {
        Http = Text("--http", "URL", texts);
        Grpc = Text("--grpc", "URL", texts);
        Data = Text("--data", "DIR", texts);
        As = Text("--as", "CLIENT", texts);
        Lang = Text("--lang", "en|lo", texts);
        Lang.AcceptOnlyFromAmong(Catalogue.English, Catalogue.Lao);
        Json = new Option<bool>("--json") { Recursive = true, Description = texts["option.json"] };
        foreach (var address in (ReadOnlySpan<Option<string?>>)[Http, Grpc])
        {
            address.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !Installation.IsAddress(token.Value))
                    result.AddError(texts.Format("usage.address", token.Value, address.Name));
            });
        }
    }

    public Option<string?> Http { get; }

    public Option<string?> Grpc { get; }

    public Option<string?> Data { get; }

    public Option<string?> As { get; }

    public Option<string?> Lang { get; }

    public Option<bool> Json { get; }

    public void AddTo(Command root)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Http, Grpc, Data, As, Json, Lang])
            root.Add(option);
    }

    private static Option<string?> Text(string name, string help, Catalogue texts) =>
        new(name) { Recursive = true, HelpName = help, Description = texts["option." + name[2..]] };
}
