using Xunit;

namespace Coordination.EndToEnd;

/// <summary>
/// A developer of another ministry: from an empty folder outside the repository, with the packages and nothing else, to a
/// workflow in a running installation that a client in another language drives.
/// </summary>
public sealed class ModuleFromTemplateTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("coordination-author-").FullName;

    [Fact]
    public async Task From_an_empty_folder_to_a_workflow_that_a_node_client_drives()
    {
        var feed = Path.Combine(folder, "feed");
        await RunAsync(TimeSpan.FromMinutes(5), Checkout.Root, Path.Combine(Checkout.Root, "pack"), feed);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"), """<configuration><packageSources><add key="coordination" value="feed" /></packageSources></configuration>""");

        var hive = Path.Combine(folder, "hive");
        await RunAsync(TimeSpan.FromMinutes(1), folder, "dotnet", "new", "install", System.IO.Directory.GetFiles(feed, "Coordination.Templates.*.nupkg").Single(), "--debug:custom-hive", hive);
        await RunAsync(TimeSpan.FromMinutes(1), folder, "dotnet", "new", "coordination-module", "-n", "FloodRelief", "--debug:custom-hive", hive);
        var project = Path.Combine(folder, "FloodRelief");
        Edit(project);
        await RunAsync(TimeSpan.FromMinutes(4), project, "dotnet", "test");

        await DriveAsync(project);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    /// <summary>A transition more: in the workflow, in who may, in a scenario and in the diagram.</summary>
    private static void Edit(string project)
    {
        Replace(
            Path.Combine(project, "src", "FloodRelief", "FloodReliefWorkflow.cs"), "            // Nothing may stand in the way",
            """
                        new("assess_again", new("Assess again", "ປະເມີນຄືນໃໝ່")) { From = ["assessed"], To = "applied", Parts = ["reviewer"], Roles = [Role.AgencyFocalPoint] },
                        // Nothing may stand in the way
            """);
        var conformance = Path.Combine(project, "tests", "FloodRelief.Tests", "FloodReliefConformance.cs");
        Replace(conformance, "        .Row(\"refuse\"", "        .Row(\"assess_again\", may: [FocalPoint], mayNot: [Reviewer, Applicant, Stranger])\n        .Row(\"refuse\"");
        Replace(
            conformance, "        Applied(\"The applicant withdraws\")",
            "        Applied(\"It is assessed twice\").Fire(\"assess\", Reviewer, (\"finding\", \"not_confirmed\")).Fire(\"assess_again\", FocalPoint).Expect(\"applied\"),\n        Applied(\"The applicant withdraws\")");
        Replace(
            Path.Combine(project, "src", "FloodRelief", "README.md"), "    s_assessed --> s_withdrawn : Withdraw\n",
            "    s_assessed --> s_applied : Assess again\n    s_assessed --> s_withdrawn : Withdraw\n");
    }

    /// <summary>Copies the module into an installation, restarts it, and lets a Node client do the rest.</summary>
    private async Task DriveAsync(string project)
    {
        var modules = System.IO.Directory.CreateDirectory(Path.Combine(folder, "modules")).FullName;
        await using var installation = new Installation();
        var before = installation.StartStandalone($"--Modules:Directory={modules}");
        await installation.ReadyAsync();
        await before.TerminateAsync(TimeSpan.FromMinutes(1));

        CopyFolder(System.IO.Directory.GetDirectories(Path.Combine(project, "src", "FloodRelief", "bin"), "module", SearchOption.AllDirectories).Single(), Path.Combine(modules, "flood-relief"));
        installation.StartStandalone($"--Modules:Directory={modules}");
        await installation.ReadyAsync();

        var protos = Path.Combine(Checkout.Root, "protos");
        await RunAsync(
            TimeSpan.FromMinutes(1), folder, "node", new Dictionary<string, string> { ["FOREIGN_MODULES"] = await NodeModules.FolderAsync() },
            Path.Combine(AppContext.BaseDirectory, "Foreign", "relief.mjs"), protos, await GoogleProtos.FolderAsync(), Path.Combine(project, "src", "FloodRelief", "Protos"),
            installation.GrpcAddress["http://".Length..], await TokenAsync(installation, "moh"), await TokenAsync(installation, "mlsw"));
    }

    private static void Replace(string file, string old, string now)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<string> TokenAsync(Installation installation, string client)
    {
        var (code, output) = await installation.CoordAsync("token", "--client", client);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    private static Task RunAsync(TimeSpan atMost, string folder, string program, params string[] arguments) => RunAsync(atMost, folder, program, new Dictionary<string, string>(), arguments);

    private static async Task RunAsync(TimeSpan atMost, string folder, string program, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        await using var running = RunningProgram.Start(program, arguments, variables, folder);
        Assert.True(await running.EndAsync(atMost) == 0, $"{program} {string.Join(' ', arguments)}\n{running.Output}");
    }
}
