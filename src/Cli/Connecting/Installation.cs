namespace Coordination.Cli.Connecting;

/// <summary>Which platform is meant: options first, then COORD_HTTP, COORD_GRPC, COORD_DATA, then what <c>./run</c> uses.</summary>
internal sealed record Installation(Uri Http, Uri Grpc, string Data)
{
    public const string DefaultHttp = "http://127.0.0.1:5080";
    public const string DefaultGrpc = "http://127.0.0.1:5081";

    /// <summary>Where the issuer hands out tokens.</summary>
    public Uri TokenEndpoint => new(Http, "/connect/token");

    public static Installation Find(string? http, string? grpc, string? data, Surroundings around) => new(
        Address(http ?? NotEmpty(around.Environment("COORD_HTTP")) ?? DefaultHttp),
        Address(grpc ?? NotEmpty(around.Environment("COORD_GRPC")) ?? DefaultGrpc),
        Path.GetFullPath(
            data ?? NotEmpty(around.Environment("COORD_DATA")) ?? Path.Combine(ProjectRoot(around) ?? around.WorkingDirectory, ".data"),
            around.WorkingDirectory));

    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static Uri Address(string text) => IsAddress(text)
        ? new Uri(text)
        : throw new UsageException($"'{text}' is not an address. Write it as http://host:port or https://host:port.");

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? ProjectRoot(Surroundings around)
    {
        for (var folder = new DirectoryInfo(around.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
                return folder.FullName;
        }

        return null;
    }
}
