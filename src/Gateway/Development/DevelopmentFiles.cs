using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Development;

/// <summary>What the development issuer keeps in the data folder, readable by its owner only.</summary>
internal sealed class DevelopmentFiles(string folder)
{
    public const string KeyFile = "development-issuer-key.pem";
    public const string ClientsFile = "development-clients.json";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The signing key; made once, so that a restart keeps tokens valid and processes that share the folder share it.</summary>
    public ECDsa ReadOrCreateKey()
    {
        var path = Path.Combine(folder, KeyFile);
        if (!File.Exists(path))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CreateOnce(path, fresh.ExportPkcs8PrivateKeyPem());
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    /// <summary>Every client's secret; those of new clients are made and added, those that exist stay.</summary>
    public IReadOnlyDictionary<string, string> ReadOrCreateSecrets(IEnumerable<string> clients)
    {
        var path = Path.Combine(folder, ClientsFile);
        CreateOnce(path, JsonSerializer.Serialize(new Secrets([]), Json));

        // Several processes may share the folder: one at a time adds what is missing.
        using var exclusive = Lock(path + ".lock");
        var known = JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path), Json)?.Clients ?? [];
        var missing = clients.Where(client => !known.ContainsKey(client)).ToList();
        if (missing.Count == 0)
            return known;

        foreach (var client in missing)
            known[client] = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var draft = $"{path}.{Guid.NewGuid():N}";
        Write(draft, JsonSerializer.Serialize(new Secrets(known), Json));
        File.Move(draft, path, overwrite: true);
        return known;
    }

    private void CreateOnce(string path, string content)
    {
        System.IO.Directory.CreateDirectory(folder);
        if (File.Exists(path))
            return;

        // Written whole beside it and then moved: nobody reads half a file, and the first of several wins.
        var draft = $"{path}.{Guid.NewGuid():N}";
        Write(draft, content);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static void Write(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }

    /// <summary>The file stays: whoever removed it would let two in, one by the old file and one by the new. A killed process lets go of it.</summary>
    private static FileStream Lock(string path)
    {
        const int Attempts = 200;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(25);
            }
        }
    }

    private sealed record Secrets([property: JsonPropertyName("clients")] Dictionary<string, string> Clients);
}
