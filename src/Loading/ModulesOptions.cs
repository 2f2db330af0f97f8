namespace Coordination.Loading;

/// <summary>What a module needs to be let in.</summary>
public enum ModuleTrust
{
    /// <summary>The SHA-256 of its manifest is in <c>allowed.json</c> beside the modules' folders.</summary>
    AllowList,

    /// <summary>Its manifest is signed by one of the keys.</summary>
#pragma warning disable CA1720 // A word of the domain, not a type.
    Signed,
#pragma warning restore CA1720

    /// <summary>Nothing: for development.</summary>
    Any,
}

/// <summary>Where modules are and which are trusted. Section <c>Modules</c>.</summary>
public sealed class ModulesOptions
{
    public const string Section = "Modules";

    /// <summary>The folder that is looked for when none is named.</summary>
    public const string DefaultDirectory = "modules";

    /// <summary>Gets or sets the folder with one folder a module. Empty: no modules. Default: modules in the working folder, when it is there.</summary>
    public string? Directory { get; set; }

    /// <summary>Gets or sets what a module needs to be let in: AllowList, Signed or Any. Default: AllowList, in the environment Development Any.</summary>
    public ModuleTrust? Trust { get; set; }

    /// <summary>Gets or sets the Ed25519 public keys whose signatures count, 32 bytes in base64 each. Default: none.</summary>
    public IReadOnlyList<string> SigningKeys { get; set; } = [];

    /// <summary>Gets or sets how long a module may take to be tried. From 1 to 60 seconds. Default: 10 seconds.</summary>
    public TimeSpan ProbeWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with the options, at once.</summary>
    public IEnumerable<string> Problems()
    {
        if (!string.IsNullOrEmpty(Directory) && !System.IO.Directory.Exists(Directory))
            yield return $"Modules:Directory: there is no folder {Directory}.";
        if (Trust is { } trust && !Enum.IsDefined(trust))
            yield return "Modules:Trust must be AllowList, Signed or Any.";
        if (Trust is ModuleTrust.Signed && SigningKeys.Count == 0)
            yield return "Modules:Trust is Signed, but Modules:SigningKeys names no key.";
        for (var i = 0; i < SigningKeys.Count; i++)
        {
            if (Manifests.Trust.ReadKey(SigningKeys[i]) is null)
                yield return $"Modules:SigningKeys:{i} is not an Ed25519 public key of 32 bytes in base64.";
        }

        if (ProbeWithin < TimeSpan.FromSeconds(1) || ProbeWithin > TimeSpan.FromSeconds(60))
            yield return "Modules:ProbeWithin must be from 1 to 60 seconds.";
    }

    /// <summary>The folder to look in, or null for no modules.</summary>
    internal string? FindDirectory() => Directory switch
    {
        "" => null,
        null => System.IO.Directory.Exists(DefaultDirectory) ? Path.GetFullPath(DefaultDirectory) : null,
        _ => Path.GetFullPath(Directory),
    };
}
