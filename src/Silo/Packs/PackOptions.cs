using Microsoft.Extensions.Configuration;

namespace Coordination.Silo.Packs;

/// <summary>Which country pack is loaded. Section <c>Pack</c>.</summary>
public sealed class PackOptions
{
    public const string Section = "Pack";

    /// <summary>Gets or sets the directory of the pack; a relative one is sought from the working directory, then from the program's. Default: packs/lao-pdr.</summary>
    public string Directory { get; set; } = "packs/lao-pdr";

    /// <summary>The options of a configuration.</summary>
    public static PackOptions From(IConfiguration configuration) => configuration.GetSection(Section).Get<PackOptions>() ?? new PackOptions();

    /// <summary>The directory as it is to be opened.</summary>
    public string Resolve()
    {
        if (Path.IsPathRooted(Directory) || System.IO.Directory.Exists(Directory))
            return Path.GetFullPath(Directory);

        var beside = Path.Combine(AppContext.BaseDirectory, Directory);
        return System.IO.Directory.Exists(beside) ? beside : Path.GetFullPath(Directory);
    }
}
