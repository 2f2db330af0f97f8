using System.Runtime.InteropServices;

namespace Coordination.Sealing;

/// <summary>Files that are whole and durable, or not there.</summary>
internal static partial class DurableFiles
{
    /// <summary>EEXIST, the same on Linux and macOS.</summary>
    private const int AlreadyExists = 17;

    /// <summary>Makes a file of mode 600 whose content and name survive a power loss.</summary>
    /// <remarks>
    /// The name is given by a hard link, which fails when there is one already: of two processes that make the same file
    /// at once exactly one does. A rename would let the second replace the first, and with it a key already in use.
    /// </remarks>
    /// <returns>False: there is one already, which is left alone. Its name is durable then, too.</returns>
    /// <exception cref="IOException">The file system is away, full, or has no hard links.</exception>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.draft";
        try
        {
            Write(draft, content, FileMode.CreateNew);
            return TryName(draft, path);
        }
        finally
        {
            File.Delete(draft);
            SyncFolderOf(path);
        }
    }

    /// <summary>Makes the names of a file's folder durable: a file that another process just made may not be yet.</summary>
    public static void SyncFolderOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS writes names in order through its journal.

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var handle = Open(folder, 0);
        if (handle < 0)
            throw new IOException($"The folder of the keys cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Sync(handle) != 0)
                throw new IOException($"The folder of the keys cannot be made durable (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Overwrites a file with zeroes and deletes it, durably. One that is not there is left so.</summary>
    public static void Shred(string path)
    {
        if (!File.Exists(path))
            return;

        try
        {
            Write(path, new byte[new FileInfo(path).Length], FileMode.Open);
            File.Delete(path);
        }
        catch (FileNotFoundException)
        {
            return; // Somebody else did it at the same moment.
        }

        SyncFolderOf(path);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (mode is FileMode.CreateNew && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static bool TryName(string draft, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(draft, path, overwrite: false); // Atomic there.
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }

        if (Link(draft, path) == 0)
            return true;

        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw new IOException($"A key cannot be given its name (error {error}). The folder's file system must have hard links.");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
