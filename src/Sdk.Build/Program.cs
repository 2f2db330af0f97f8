namespace Coordination.Sdk.Build;

/// <summary>Run by the build of a module: <c>dotnet Coordination.Sdk.Build.dll REQUEST</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var path])
        {
            Console.Error.WriteLine("Coordination.Sdk.Build : error COORD000: Name the one file that holds the request of the build.");
            return 2;
        }

        var request = ModuleRequest.Read(File.ReadAllLines(path));
        var problems = new List<BuildProblem>();
        var entry = request.Check(problems);
        if (problems.Count == 0)
            ModuleFolder.Write(request, entry, problems);

        // One line each, in the form that MSBuild makes errors of.
        foreach (var problem in problems)
            Console.Error.WriteLine($"{request.Project} : error {problem.Code}: {problem.Sentence}");
        return problems.Count == 0 ? 0 : 1;
    }
}
