using System.Collections.Immutable;

namespace Coordination.Ledger.Feed;

/// <summary>The newest entries, in one unbroken run, so that those who follow at the tail do not ask the store. Thread-safe.</summary>
internal sealed class TailCache(int capacity)
{
    /// <summary>The most bytes of events that are kept.</summary>
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly LedgerEntry[] _ring = new LedgerEntry[Math.Max(1, capacity)];
    private long _first = 1;
    private long _last;
    private long _bytes;

    /// <summary>Adds entries in order. What does not continue the run starts a new one; what is known already is left out.</summary>
    public void Add(IEnumerable<LedgerEntry> entries)
    {
        if (capacity == 0)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var entry in entries)
            {
                Add(entry);
            }
        }
    }

    /// <summary>Entries after a position; default when they are not all here.</summary>
    public ImmutableArray<LedgerEntry> Read(long after, int limit)
    {
        lock (_gate)
        {
            if (after + 1 < _first || after >= _last)
            {
                return default;
            }

            var count = (int)Math.Min(limit, _last - after);
            var entries = ImmutableArray.CreateBuilder<LedgerEntry>(count);
            for (var position = after + 1; position <= after + count; position++)
            {
                entries.Add(_ring[position % _ring.Length]);
            }

            return entries.MoveToImmutable();
        }
    }

    private void Add(LedgerEntry entry)
    {
        if (entry.Position <= _last)
        {
            return;
        }

        if (entry.Position != _last + 1)
        {
            Array.Clear(_ring);
            _first = entry.Position;
            _bytes = 0;
        }

        _last = entry.Position;
        _bytes += entry.Data.Length;
        while (_last - _first >= _ring.Length || (_bytes > MostBytes && _first < _last))
        {
            ref var oldest = ref _ring[_first % _ring.Length];
            _bytes -= oldest.Data.Length;
            oldest = null!;
            _first++;
        }

        _ring[_last % _ring.Length] = entry;
    }
}
