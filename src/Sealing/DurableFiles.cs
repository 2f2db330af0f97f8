using System.Runtime.InteropServices;

namespace Coordination.Sealing;

/// <summary>Files that are whole and durable, or not there.</summary>
internal static partial class DurableFiles
{
    /// <summary>Makes a file of mode 600 whose content and name survive a power loss.</summary>
    /// <returns>False: there is one already, which is left alone.</returns>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.draft";
        try
        {
            Write(draft, content, FileMode.CreateNew);
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }

        SyncFolderOf(path);
        return true;
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

    /// <summary>A new or removed name is durable only when its folder is.</summary>
    private static void SyncFolderOf(string path)
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
