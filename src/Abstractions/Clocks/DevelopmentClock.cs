using System.Globalization;

namespace Coordination.Clocks;

/// <summary>The system's clock, moved forward by hand: so that ninety days pass in a second on a developer's machine.</summary>
/// <remarks>
/// How far it is moved is kept in a file of the data folder, so that every process of a cluster on one machine follows within
/// a tenth of a second, and a restart does not go back in time. Only what the time is moves: timers run as they do. It never goes backward.
/// </remarks>
public sealed class DevelopmentClock : TimeProvider
{
    /// <summary>The option: true or false. Default: false.</summary>
    public const string Option = "Development:Clock";

    /// <summary>At most so far at once.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    /// <summary>How soon another process follows.</summary>
    public static readonly TimeSpan Follows = TimeSpan.FromMilliseconds(100);

    private const string FileName = "development-clock";

    private readonly Lock gate = new();
    private readonly string path;
    private long movedTicks;
    private long readAt = long.MinValue;

    /// <param name="folder">The data folder.</param>
    public DevelopmentClock(string folder)
    {
        global::System.IO.Directory.CreateDirectory(folder);
        path = Path.Combine(folder, FileName);
    }

    /// <summary>The clock that an installation asks for; null: the system's.</summary>
    /// <param name="wanted">The option's value.</param>
    /// <param name="development">The environment is Development.</param>
    /// <exception cref="InvalidOperationException">It is asked for elsewhere than in development: a platform whose clock anybody moves keeps no deadline.</exception>
    public static DevelopmentClock? For(bool wanted, bool development, string folder) =>
        !wanted ? null
        : development ? new DevelopmentClock(folder)
        : throw new InvalidOperationException($"{Option} is for the environment Development only. Remove it.");

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved();

    /// <summary>Moves it forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not forward, or too far.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, Farthest);
        lock (gate)
        {
            var moved = Math.Max(Volatile.Read(ref movedTicks), Read()) + by.Ticks;
            var draft = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllText(draft, moved.ToString(CultureInfo.InvariantCulture));
            File.Move(draft, path, overwrite: true);
            Volatile.Write(ref movedTicks, moved);
        }
    }

    private TimeSpan Moved()
    {
        var now = Environment.TickCount64;
        if (now - Volatile.Read(ref readAt) >= Follows.TotalMilliseconds || Volatile.Read(ref readAt) == long.MinValue)
        {
            Volatile.Write(ref readAt, now);
            var read = Read();
            lock (gate)
            {
                if (read > movedTicks)
                    Volatile.Write(ref movedTicks, read);
            }
        }

        return TimeSpan.FromTicks(Volatile.Read(ref movedTicks));
    }

    /// <summary>0 when nobody moved it yet, and when the file cannot be read.</summary>
    private long Read()
    {
        try
        {
            return File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
