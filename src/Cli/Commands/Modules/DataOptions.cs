using System.CommandLine;
using Coordination.Cli.Commands.Cases;
using Coordination.Cli.Connecting;
using Coordination.Cli.Reading;
using Coordination.Modules.V1;
using Google.Protobuf.Collections;
using Value = Google.Protobuf.WellKnownTypes.Value;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Modules;

/// <summary>What a step enters: <c>--set field=value</c> and <c>--part part=agency:unit</c>, each repeated.</summary>
/// <remarks>A field named twice is a list; <c>field=</c> clears it; <c>field=@file</c> takes the file's text, <c>field=@-</c> the input's, for what is nobody else's to see.</remarks>
internal sealed class DataOptions(Leaves leaves)
{
    private readonly Option<string[]> data = leaves.Many("--set", "FIELD=VALUE", "workflow-set");
    private readonly Option<string[]> parts = leaves.Many("--part", "PART=AGENCY[:UNIT]", "workflow-part");

    public Option[] All => [data, parts];

    /// <exception cref="UsageException">A value is not of the form field=value, or its file cannot be read.</exception>
    public void FillData(Session session, ParseResult parsed, MapField<string, Value> into)
    {
        foreach (var field in parsed.GetValue(data)!.Select(text => CaseLeaves.Pair(session.Texts, text)).GroupBy(pair => pair.Name, StringComparer.Ordinal))
        {
            var values = field.Select(pair => pair.Code.StartsWith('@') ? Quiet.Read(session, pair.Code[1..]).Trim() : pair.Code).ToList();
            into[field.Key] = values is [var single] ? Value.ForString(single) : Value.ForList([.. values.Select(Value.ForString)]);
        }
    }

    /// <exception cref="UsageException">A part is not of the form part=agency or part=agency:unit.</exception>
    public IEnumerable<PartBinding> Parts(Session session, ParseResult parsed) => parsed.GetValue(parts)!.Select(text =>
    {
        var (part, who) = CaseLeaves.Pair(session.Texts, text);
        var colon = who.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new PartBinding { Part = part, Agency = Agency(who) }
            : new PartBinding { Part = part, Agency = Agency(who[..colon]), Unit = Unit(who[(colon + 1)..]) };
    });
}
