using System.Globalization;
using System.Text;

namespace Coordination.Importing;

/// <summary>Files of the shape that the United Kingdom publishes, with numbers of our own.</summary>
internal static class Fixture
{
    public const string Head = "first_responder_type,first_responder,exploitation,age,gender,nationality,people";

    public static string Root { get; } = FindRoot();

    public static string NrmMapping => Path.Combine(Root, "packs", "uk-nrm", "nrm.yaml");

    /// <summary>Rows that are all different, and how many people they stand for.</summary>
    public static (string Text, int People) Generate(int rows, int seed = 1)
    {
        var random = new Random(seed);
        string[] responders = ["Government agency,Border Force", "Local Authority,Local Authority", "NGO and third sector,\"Help, Ltd\""];
        string[] forms = ["Labour", "Criminal", "\"Sexual, Labour & Domestic\"", "Not specified or unknown"];
        string[] ages = ["Adult (18 or over)", "Child (17 or under)", "Not specified or unknown"];
        string[] genders = ["Male", "Female", "Other"];
        string[] nationalities = ["Albanian", "UK", "South Sudanese Sudanese", "Sudanese South Sudanese", "Martian"];
        var combinations =
            from responder in responders
            from form in forms
            from age in ages
            from gender in genders
            from nationality in nationalities
            select string.Join(',', responder, form, age, gender, nationality);
        var text = new StringBuilder(Head).Append('\n');
        var people = 0;
        foreach (var row in combinations.OrderBy(_ => random.Next()).Take(rows))
        {
            var count = random.Next(1, 6);
            people += count;
            text.Append(row).Append(',').Append(count.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return (text.ToString(), people);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The project's root was not found above the tests.");
    }
}
