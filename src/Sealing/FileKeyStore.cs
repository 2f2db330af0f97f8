using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Coordination.Sealing;

/// <summary>
/// Keys as files of a folder: one a name, encrypted under a master key. Several processes may share the folder. A destroyed
/// key leaves a tombstone, which is looked for at each use, so that a key that another process destroyed is used no more.
/// </summary>
/// <remarks>
/// A file is named by a keyed hash of the key's name, so that the folder does not say whose keys it holds. The tombstone is
/// durable before the key is overwritten: whatever is interrupted, a key that began to be destroyed is never used again.
/// </remarks>
public sealed class FileKeyStore : IKeyStore, IDisposable
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SealedLength = NonceLength + KeyLength + TagLength;

    private const UnixFileMode OthersAccess =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly SealingOptions options;
    private readonly ConcurrentDictionary<string, byte[]> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> macKeys = new(StringComparer.Ordinal);
    private readonly byte[] master;
    private readonly byte[] wrapping;

    /// <summary>Opens the folder, and makes it and the master key when they are missing.</summary>
    /// <exception cref="InvalidDataException">The master key's file does not hold 32 bytes in base64, others can read it, or it is missing while there are keys.</exception>
    public FileKeyStore(SealingOptions options)
    {
        this.options = options ?? throw new ArgumentNullException(nameof(options));
        MakeFolder(options.Folder);
        master = LoadMaster(options.MasterKeyFile.Length > 0 ? options.MasterKeyFile : Path.Combine(options.Folder, "master.key"));
        wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyLength, info: "coordination/keys/wrap"u8.ToArray());
    }

    /// <inheritdoc />
    public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        Guard(() => Seal(Find(keyName, make: true), dataKey.Span, keyName));

    /// <inheritdoc />
    public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) =>
        Guard(() => Open(Find(keyName, make: false), wrapped.Span, keyName));

    /// <inheritdoc />
    public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken)
    {
        var done = Guard(() =>
        {
            var file = FileOf(keyName);
            DurableFiles.TryCreate(TombstoneOf(file), []);
            DurableFiles.Shred(file);
            Forget(keyName);
            return true;
        });
        return done.IsCompletedSuccessfully ? default : new ValueTask(done.AsTask());
    }

    /// <inheritdoc />
    public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => Guard(() => File.Exists(TombstoneOf(FileOf(keyName))));

    /// <inheritdoc />
    public byte[] Mac(string use, ReadOnlySpan<byte> data) => HMACSHA256.HashData(
        macKeys.GetOrAdd(use, static (name, key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes($"coordination/keys/mac/{name}")), master),
        data);

    public void Dispose()
    {
        foreach (var key in opened.Values)
            CryptographicOperations.ZeroMemory(key);
        opened.Clear();
        CryptographicOperations.ZeroMemory(wrapping);
        CryptographicOperations.ZeroMemory(master);
    }

    private byte[] Find(string keyName, bool make)
    {
        var file = FileOf(keyName);
        ThrowIfDestroyed(keyName, file);
        if (opened.TryGetValue(keyName, out var known))
            return known;

        if (!File.Exists(file))
        {
            if (!make)
                throw new KeyStoreUnavailableException("The key store has no such key: it is not the folder with which this was sealed.");

            var fresh = RandomNumberGenerator.GetBytes(KeyLength);
            DurableFiles.TryCreate(file, Seal(wrapping, fresh, keyName)); // When another process was first, its key is read below.
            CryptographicOperations.ZeroMemory(fresh);
            if (File.Exists(TombstoneOf(file)))
                DurableFiles.Shred(file);
            ThrowIfDestroyed(keyName, file);
        }
        else if (make)
        {
            // What is wrapped with it will be durable: so must it be, whoever made it a moment ago.
            DurableFiles.SyncFolderOf(file);
        }

        var key = Open(wrapping, File.ReadAllBytes(file), keyName);
        if (opened.Count >= options.CachedKeys)
            opened.Clear(); // Cheap, and those in use come back by themselves. Others may still hold the bytes: they are not zeroed.
        opened[keyName] = key;
        ThrowIfDestroyed(keyName, file); // Destroyed while it was read: it must not stay in memory.
        return key;
    }

    private void ThrowIfDestroyed(string keyName, string file)
    {
        if (!File.Exists(TombstoneOf(file)))
            return;

        Forget(keyName);
        throw new KeyDestroyedException("The key was destroyed.");
    }

    private void Forget(string keyName) => opened.TryRemove(keyName, out _);

    private string FileOf(string keyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyName);
        return Path.Combine(options.Folder, $"{Convert.ToHexStringLower(Mac("key-file", Encoding.UTF8.GetBytes(keyName)))}.key");
    }

    private static string TombstoneOf(string file) => Path.ChangeExtension(file, "destroyed");

    private static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string keyName)
    {
        var bytes = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(keyName));
        return bytes;
    }

    private static byte[] Open(byte[] key, ReadOnlySpan<byte> bytes, string keyName)
    {
        if (bytes.Length != SealedLength)
            throw new KeyStoreUnavailableException("A key is damaged, or was wrapped elsewhere.");

        var plain = new byte[KeyLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(bytes[..NonceLength], bytes[NonceLength..^TagLength], bytes[^TagLength..], plain, Encoding.UTF8.GetBytes(keyName));
        return plain;
    }

    private byte[] LoadMaster(string path)
    {
        // In this order: no key is older than its master key, so another process that just starts cannot be misjudged.
        var hasKeys = System.IO.Directory.EnumerateFiles(options.Folder, "*.key").Any(file => Path.GetFullPath(file) != Path.GetFullPath(path));
        if (!File.Exists(path))
        {
            if (hasKeys)
                throw new InvalidDataException("There are keys, but the file of their master key is missing. Restore it: a new one cannot open them.");
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            DurableFiles.TryCreate(path, Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)) + "\n"));
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersAccess) != 0)
            throw new InvalidDataException("The master key's file can be read by others than its owner. Take their rights away (mode 600 or 400).");

        var key = new byte[KeyLength];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == KeyLength
            ? key
            : throw new InvalidDataException($"The master key's file does not hold {KeyLength} bytes in base64.");
    }

    private static void MakeFolder(string path)
    {
        if (System.IO.Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(path);
        else
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>What a file system or a cipher complains of is the store's unavailability; its words may hold paths and are not passed on.</summary>
    private static ValueTask<T> Guard<T>(Func<T> work)
    {
        try
        {
            return ValueTask.FromResult(work());
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return ValueTask.FromException<T>(new KeyStoreUnavailableException("The key store cannot be read or written.", wrong));
        }
        catch (Exception wrong) when (wrong is KeyDestroyedException or KeyStoreUnavailableException)
        {
            return ValueTask.FromException<T>(wrong);
        }
    }
}
