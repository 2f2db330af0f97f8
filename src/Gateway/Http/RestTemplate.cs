using System.Text;
using System.Text.RegularExpressions;

namespace Coordination.Http;

/// <summary>A path of <c>google.api.http</c> as OpenAPI writes it.</summary>
/// <param name="Path"><c>/v1/tasks/{task}:cancel</c>.</param>
/// <param name="Parameters">The names in it, in order.</param>
/// <param name="Fields">The request's fields that the path fills: <c>name</c>, <c>task.name</c>.</param>
internal sealed partial record RestTemplate(string Path, IReadOnlyList<string> Parameters, IReadOnlyList<string> Fields)
{
    public static RestTemplate Parse(string template)
    {
        var parameters = new List<string>();
        var fields = new List<string>();
        var path = Variable().Replace(template, match =>
        {
            fields.Add(match.Groups["field"].Value);
            var segments = match.Groups["segments"];
            return segments.Success ? Segments(segments.Value, parameters) : Parameter(match.Groups["field"].Value, parameters);
        });
        return new RestTemplate(path, parameters, fields);
    }

    private static string Segments(string segments, List<string> parameters)
    {
        var path = new StringBuilder();
        var collection = "id";
        foreach (var segment in segments.Split('/'))
        {
            if (path.Length > 0)
                path.Append('/');
            path.Append(segment is "*" or "**" ? Parameter(Singular(collection), parameters) : segment);
            collection = segment;
        }

        return path.ToString();
    }

    private static string Parameter(string name, List<string> parameters)
    {
        var unique = name.Replace('.', '_');
        for (var i = 2; parameters.Contains(unique); i++)
            unique = $"{name}{i}";
        parameters.Add(unique);
        return $"{{{unique}}}";
    }

    private static string Singular(string collection) =>
        collection.EndsWith("ies", StringComparison.Ordinal) ? collection[..^3] + "y"
        : collection.EndsWith('s') ? collection[..^1]
        : collection;

    [GeneratedRegex(@"\{(?<field>[a-z0-9_.]+)(=(?<segments>[^}]+))?\}")]
    private static partial Regex Variable();
}
