using Coordination.Cli;
using Coordination.Fakes;
using Xunit;

namespace Coordination;

/// <summary>Runs the command line in this process and keeps what it said.</summary>
internal sealed class CoordRun : IDisposable
{
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["LANG"] = "en_GB.UTF-8" };

    public CoordRun(FakePlatform? platform = null)
    {
        Folder = System.IO.Directory.CreateTempSubdirectory("coord-test-").FullName;
        File.WriteAllText(
            Path.Combine(Folder, "development-clients.json"),
            """{"clients":{"secretariat":"s1","mlsw":"s2","moj":"s3"}}""");
        environment["COORD_DATA"] = Folder;
        if (platform is not null)
        {
            environment["COORD_GRPC"] = platform.Grpc.ToString();
            environment["COORD_HTTP"] = platform.Http.ToString();
        }
    }

    public string Folder { get; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Gets or sets what is piped in.</summary>
    public string In { get; set; } = "";

    public CoordRun With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var around = new Surroundings(
            output, error, Surroundings.CreateConsole(output, terminal: false), IsTerminal: false,
            environment.GetValueOrDefault, Folder, Folder)
        {
            In = new StringReader(In),
        };
        var code = await App.RunAsync(arguments, around, TestContext.Current.CancellationToken);
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);
}
