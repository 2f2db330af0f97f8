using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Coordination.Ledger.Evidence;

/// <summary>The Ed25519 key that signs checkpoints, from its file.</summary>
internal static class SigningKey
{
    private const int SeedLength = 32;
    private const int Attempts = 500;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(20);

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

    // Whole or not at all: written beside, then moved. When two processes do it, the first one wins: a move alone does not
    // see to that, because it looks first and moves then.
    private static void Create(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
        {
            System.IO.Directory.CreateDirectory(directory);
        }

        using var alone = Alone(path + ".making");
        if (File.Exists(path))
        {
            return;
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
        File.Move(draft, path, overwrite: false);
    }

    /// <summary>Holds a file that nobody else holds, of this process or another. Whoever comes after it was deleted finds the key made.</summary>
    private static FileStream Alone(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(BetweenAttempts);
            }
        }
    }
}
