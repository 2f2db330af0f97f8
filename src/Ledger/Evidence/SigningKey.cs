using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Coordination.Ledger.Evidence;

/// <summary>The Ed25519 key that signs checkpoints, from its file.</summary>
internal static class SigningKey
{
    private const int SeedLength = 32;

    /// <summary>Reads the key; makes the file, readable by its owner alone, when there is none.</summary>
    /// <exception cref="InvalidDataException">The file does not hold 32 bytes in base64.</exception>
    public static Key Load(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        Span<byte> seed = stackalloc byte[SeedLength];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), seed, out var length) || length != SeedLength)
        {
            throw new InvalidDataException($"The signing key file {path} does not hold {SeedLength} bytes in base64.");
        }

        var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    // Whole or not at all: written beside, then moved. When two processes do it, the first one wins.
    private static void Create(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
        {
            System.IO.Directory.CreateDirectory(directory);
        }

        var seed = RandomNumberGenerator.GetBytes(SeedLength);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(seed) + "\n"));
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(seed);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
