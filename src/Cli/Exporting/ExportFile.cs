using Coordination.Cli.Connecting;

namespace Coordination.Cli.Exporting;

/// <summary>Where an export is written: to a file that its owner alone may read and that is there whole or not at all, or to the output.</summary>
internal static class ExportFile
{
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(Session session, string? path, Func<Stream, Task> write)
    {
        if (path is null)
        {
            using var kept = new MemoryStream();
            await write(kept).ConfigureAwait(false);
            kept.Position = 0;
            using var reader = new StreamReader(kept);
            await session.Around.Out.WriteAsync(await reader.ReadToEndAsync().ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        var whole = Path.GetFullPath(path, session.Around.WorkingDirectory);
        var part = whole + ".part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(part, options);
            await using (file.ConfigureAwait(false))
                await write(file).ConfigureAwait(false);
            File.Move(part, whole, overwrite: true);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(session.Texts.Format("import.rejects", path));
        }
        finally
        {
            File.Delete(part);
        }
    }
}
