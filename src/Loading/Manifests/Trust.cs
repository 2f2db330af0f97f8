using System.Collections.Immutable;
using System.Text.Json;
using NSec.Cryptography;

namespace Coordination.Loading.Manifests;

/// <summary>Whether somebody vouches for a module.</summary>
internal sealed class Trust
{
    private const string AllowedFile = "allowed.json";

    private readonly ModuleTrust demanded;
    private readonly ImmutableArray<PublicKey> keys;
    private readonly Dictionary<string, string> allowed = [];
    private readonly string? unreadable;

    /// <param name="directory">The folder of the modules, with its <c>allowed.json</c>.</param>
    public Trust(ModuleTrust demanded, IEnumerable<string> signingKeys, string directory)
    {
        this.demanded = demanded;
        keys = [.. signingKeys.Select(ReadKey).OfType<PublicKey>()];
        var file = Path.Combine(directory, AllowedFile);
        if (demanded is not ModuleTrust.AllowList || !File.Exists(file))
            return;

        try
        {
            allowed = JsonSerializer.Deserialize(File.ReadAllBytes(file), ManifestJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception thrown) when (thrown is JsonException or IOException or UnauthorizedAccessException)
        {
            unreadable = thrown.GetType().Name;
        }
    }

    /// <summary>An Ed25519 public key, 32 bytes in base64; null when it is none.</summary>
    public static PublicKey? ReadKey(string text)
    {
        var raw = new byte[32];
        return Convert.TryFromBase64String(text.Trim(), raw, out var length) && length == 32
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var key) ? key : null;
    }

    /// <summary>Why nobody vouches for it, or null; a signature that is there must be good whatever is demanded.</summary>
    public string? Refuse(ModuleFolder folder, string id)
    {
        var signed = IsSigned(folder);
        if (!folder.Signature.IsEmpty && !signed && (demanded is ModuleTrust.Signed || !keys.IsEmpty))
            return "Its signature is not by any of the keys of Modules:SigningKeys over this manifest.";

        return demanded switch
        {
            ModuleTrust.Any => null,
            ModuleTrust.Signed => signed ? null : "It is not signed. Sign it, or set Modules:Trust to AllowList and put it on the list.",
            _ => RefuseByList(folder, id),
        };
    }

    private string? RefuseByList(ModuleFolder folder, string id) =>
        unreadable is not null ? $"The list {AllowedFile} cannot be read ({unreadable})."
        : !allowed.TryGetValue(id, out var sha256) ? $"It is not on the list {AllowedFile}. If you trust it, add \"{id}\": \"{folder.Sha256}\"."
        : !string.Equals(sha256, folder.Sha256, StringComparison.Ordinal) ?
            $"The list {AllowedFile} names another manifest for it. If you trust this one, set \"{id}\": \"{folder.Sha256}\"."
        : null;

    /// <summary>On what ground it was let in.</summary>
    public string Ground(ModuleFolder folder) =>
        IsSigned(folder) ? "Its signature is good." : demanded is ModuleTrust.AllowList ? $"It is on the list {AllowedFile}." : "Modules:Trust lets any module in.";

    private bool IsSigned(ModuleFolder folder) =>
        ReadSignature(folder.Signature) is { } signature && keys.Any(key => SignatureAlgorithm.Ed25519.Verify(key, folder.ManifestBytes.Span, signature));

    /// <summary>64 bytes as they are, or in base64.</summary>
    private static byte[]? ReadSignature(ReadOnlyMemory<byte> file)
    {
        if (file.Length == 64)
            return file.ToArray();

        var raw = new byte[64];
        return file.Length is > 0 and < 200 && Convert.TryFromBase64String(System.Text.Encoding.ASCII.GetString(file.Span).Trim(), raw, out var length) && length == 64
            ? raw
            : null;
    }
}
