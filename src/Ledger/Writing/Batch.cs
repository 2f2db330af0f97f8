using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Coordination.Ledger.Evidence;
using Coordination.Ledger.Index;
using Coordination.Ledger.Storage;
using Coordination.Registry;

namespace Coordination.Ledger.Writing;

/// <summary>
/// Turns appends into the rows of one transaction. Pure but for salts: it judges each append against the versions that
/// it is told, chains those of one stream, keeps only the last index row of a resource, and hashes the leaves.
/// One instance a writer, reused; not thread-safe.
/// </summary>
internal sealed partial class Batch
{
    private readonly Dictionary<string, int> _tips = [];
    private readonly Dictionary<string, int> _phantoms = [];
    private readonly Dictionary<string, RowInBatch> _rows = [];
    private readonly Dictionary<(string Name, string Agency, string Role), PartyRow?> _parties = [];
    private readonly Dictionary<(string Stream, string Kind), DateTimeOffset?> _due = [];
    private readonly MerkleFrontier _frontier = new();
    private readonly LeafHasher _hasher = new();
    private byte[] _evidence = [];

    public BatchColumns Columns { get; } = new();

    /// <summary>Streams whose version must be known before the batch can be judged: all whose first append builds on something.</summary>
    /// <param name="all">Also those that are said to be new.</param>
    public void CollectProbes(ReadOnlySpan<PendingAppend> items, bool all, List<string> streams)
    {
        streams.Clear();
        _tips.Clear();
        foreach (var item in items)
        {
            if (item.Verdict is not Verdict.Rejected and not Verdict.Orphaned
                && _tips.TryAdd(item.Append.Stream, 0)
                && (all || item.Append.ExpectedVersion > 0))
            {
                streams.Add(item.Append.Stream);
            }
        }
    }

    /// <summary>
    /// Serialises the views that will most likely be written, before anything is locked; what cannot be serialised is rejected.
    /// </summary>
    public void PrepareViews(ReadOnlySpan<PendingAppend> items)
    {
        _rows.Clear();
        for (var at = items.Length - 1; at >= 0; at--)
        {
            var item = items[at];
            if (item.Verdict is not Verdict.Rejected and not Verdict.Orphaned
                && item.Append.Registry is { } change
                && !_rows.ContainsKey(change.Row.Name)
                && TryView(item))
            {
                _rows.Add(change.Row.Name, default);
            }
        }
    }

    /// <summary>Judges and fills <see cref="Columns"/>.</summary>
    /// <param name="head">The head under lock.</param>
    /// <param name="streams">The streams of which the version is known.</param>
    /// <param name="versions">Their versions; 0 for none. Others are taken to be new.</param>
    /// <returns>Whether there is anything to write.</returns>
    public bool Build(ReadOnlySpan<PendingAppend> items, LedgerHead head, List<string> streams, List<int> versions)
    {
        do
        {
            Judge(items, streams, versions);
        }
        while (!CollectRows(items));

        Columns.Clear();
        _frontier.Restore(head.Position, head.Frontier);
        AddEntries(items, head.Position);
        if (Columns.Entries.Count == 0)
        {
            return false;
        }

        AddRows();
        AddParties();
        AddDue();
        AddSearch();
        AddTerms();
        AddFacts();
        Columns.Position = _frontier.Size;
        Columns.Frontier = _frontier.Encode();
        return true;
    }

    private void Judge(ReadOnlySpan<PendingAppend> items, List<string> streams, List<int> versions)
    {
        _tips.Clear();
        for (var at = 0; at < streams.Count; at++)
        {
            _tips[streams[at]] = versions[at];
        }

        _phantoms.Clear();
        foreach (var item in items)
        {
            if (item.Verdict is Verdict.Rejected or Verdict.Orphaned)
            {
                AddPhantom(item.Append);
                continue;
            }

            if (item.Together is { } together)
            {
                if (ReferenceEquals(item, together[0]))
                {
                    JudgeTogether(together);
                }

                continue;
            }

            ref var tip = ref CollectionsMarshal.GetValueRefOrAddDefault(_tips, item.Append.Stream, out _);
            if (item.Append.ExpectedVersion == tip && !BuildsOnPhantom(item.Append))
            {
                tip += item.Append.Entries.Length;
                item.Verdict = Verdict.Accepted;
            }
            else
            {
                item.Verdict = Verdict.Conflict;
                AddPhantom(item.Append);
            }
        }
    }

    // All of them or none: of different streams, so that none of them moves the tip of another.
    private void JudgeTogether(PendingAppend[] together)
    {
        var fits = true;
        foreach (var item in together)
        {
            fits &= item.Append.ExpectedVersion == _tips.GetValueOrDefault(item.Append.Stream) && !BuildsOnPhantom(item.Append);
        }

        together[0].Decide(fits ? Verdict.Accepted : Verdict.Conflict);
        foreach (var item in together)
        {
            if (fits)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_tips, item.Append.Stream, out _) += item.Append.Entries.Length;
            }
            else
            {
                AddPhantom(item.Append);
            }
        }
    }

    // Versions that an append of this batch would have made had it not failed. Another silo may have filled them with
    // other events: an append that was decided on the phantom must not pass because the number fits.
    private void AddPhantom(Append failed)
    {
        if (failed.Stream is null || failed.Entries.IsDefault)
        {
            return;
        }

        var from = failed.ExpectedVersion + failed.Entries.Length;
        ref var least = ref CollectionsMarshal.GetValueRefOrAddDefault(_phantoms, failed.Stream, out var known);
        least = known ? Math.Min(least, from) : from;
    }

    private bool BuildsOnPhantom(Append append) =>
        _phantoms.Count > 0 && _phantoms.TryGetValue(append.Stream, out var least) && append.ExpectedVersion >= least;

    // False when a view could not be serialised: its append is now rejected, and the rest must be judged again.
    private bool CollectRows(ReadOnlySpan<PendingAppend> items)
    {
        _rows.Clear();
        _parties.Clear();
        _due.Clear();
        _terms.Clear();
        _facts.Clear();
        foreach (var item in items)
        {
            if (item.Verdict is not Verdict.Accepted)
            {
                continue;
            }

            if (item.Append.Registry is { } change)
            {
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, change.Row.Name, out var known);
                row = new RowInBatch(item, known ? row.First : item);
                foreach (var party in change.Parties.IsDefault ? [] : change.Parties)
                {
                    _parties[(change.Row.Name, party.Agency, party.Role)] = party;
                }

                foreach (var key in change.RemovedParties.IsDefault ? [] : change.RemovedParties)
                {
                    _parties[(change.Row.Name, key.Agency, key.Role)] = null;
                }

                CollectTerms(change);
            }

            if (item.Append.Facts is { } facts)
            {
                CollectFacts(item.Append.Stream, facts);
            }

            if (item.Append.Due is { } due)
            {
                foreach (var kind in due.Removed.IsDefault ? [] : due.Removed)
                {
                    _due[(item.Append.Stream, kind)] = null;
                }

                foreach (var row in due.Upserts.IsDefault ? [] : due.Upserts)
                {
                    _due[(item.Append.Stream, row.Kind)] = row.At;
                }
            }
        }

        foreach (var row in _rows.Values)
        {
            if (!TryView(row.Last))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryView(PendingAppend item)
    {
        if (item.View is not null)
        {
            return true;
        }

        try
        {
            var view = item.Append.Registry!.Row.View();
            if (view.Length <= AppendCheck.DataLength)
            {
                item.View = view;
                return true;
            }
        }
#pragma warning disable CA1031 // A module's code: whatever it throws must not fail the other appends.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Rejected below.
        }

        item.Decide(Verdict.Rejected);
        return false;
    }

    private void AddEntries(ReadOnlySpan<PendingAppend> items, long position)
    {
        var count = 0;
        foreach (var item in items)
        {
            count += item.Verdict is Verdict.Accepted ? item.Append.Entries.Length : 0;
        }

        const int length = LeafHasher.SaltLength + MerkleFrontier.HashLength;
        if (_evidence.Length < count * length)
        {
            _evidence = new byte[Math.Max(count * length, 512 * length)];
        }

        var salts = _evidence.AsMemory(0, count * LeafHasher.SaltLength);
        var leaves = _evidence.AsMemory(count * LeafHasher.SaltLength, count * MerkleFrontier.HashLength);
        RandomNumberGenerator.Fill(salts.Span);
        var columns = Columns.Entries;
        var at = 0;
        foreach (var item in items)
        {
            if (item.Verdict is not Verdict.Accepted)
            {
                continue;
            }

            var version = item.Append.ExpectedVersion;
            item.FirstPosition = position + 1;
            foreach (var entry in item.Append.Entries)
            {
                var salt = salts.Slice(at * LeafHasher.SaltLength, LeafHasher.SaltLength);
                var leaf = leaves.Slice(at * MerkleFrontier.HashLength, MerkleFrontier.HashLength);
                var time = Micros.From(entry.At);
                _hasher.Hash(
                    salt.Span, ++position, item.Append.Stream, ++version, entry.Type, entry.Data.Span,
                    entry.RequestId, entry.CommandHash, entry.Agency, entry.Subject, time, leaf.Span);
                _frontier.Append(leaf.Span);
                columns.Position.Add(position);
                columns.Stream.Add(item.Append.Stream);
                columns.Version.Add(version);
                columns.Type.Add(entry.Type);
                columns.Data.Add(entry.Data);
                columns.RequestId.Add(entry.RequestId);
                columns.CommandHash.Add(entry.CommandHash);
                columns.Agency.Add(entry.Agency);
                columns.Subject.Add(entry.Subject);
                columns.At.Add(time);
                columns.Salt.Add(salt);
                columns.Leaf.Add(leaf);
                at++;
            }
        }
    }

    private void AddRows()
    {
        var columns = Columns.Registry;
        foreach (var (name, inBatch) in _rows)
        {
            var row = inBatch.Last.Append.Registry!.Row;
            columns.Name.Add(name);
            columns.Kind.Add(row.Kind);
            columns.State.Add(row.State);
            columns.Open.Add(row.Open);
            columns.Words.Add(SearchWords.Fold(row.Title));
            columns.Priority.Add(row.Priority);
            columns.DueKey.Add(Micros.Key(row.Due));
            columns.Province.Add(row.Province);
            columns.Case.Add(row.Case);
            columns.Instrument.Add(row.Instrument);
            columns.Parent.Add(row.Parent);
            columns.Handling.Add(row.Handling);
            columns.Blocked.Add(BlockedOfficers.Write(row.Blocked));
            columns.Version.Add(row.Version);
            columns.CreatedAt.Add(Micros.From(row.CreatedAt));
            columns.UpdatedAt.Add(Micros.From(row.UpdatedAt));
            columns.FirstPosition.Add(inBatch.First.FirstPosition);
            columns.View.Add(inBatch.Last.View!.Value);
            if (!inBatch.IsNew)
            {
                Columns.Follow.Name.Add(name);
                Columns.Follow.Open.Add(row.Open);
                Columns.Follow.DueKey.Add(Micros.Key(row.Due));
            }
        }
    }

    private void AddParties()
    {
        var columns = Columns.Parties;
        foreach (var ((name, agency, role), party) in _parties)
        {
            var inBatch = _rows[name];
            if (party is null)
            {
                if (!inBatch.IsNew)
                {
                    Columns.RemovedParties.Name.Add(name);
                    Columns.RemovedParties.Agency.Add(agency);
                    Columns.RemovedParties.Role.Add(role);
                }

                continue;
            }

            var row = inBatch.Last.Append.Registry!.Row;
            columns.Name.Add(name);
            columns.Agency.Add(agency);
            columns.Role.Add(role);
            columns.Unit.Add(party.Unit);
            columns.State.Add(party.State);
            columns.Open.Add(party.Open);
            columns.Live.Add(party.Open || row.Open);
            columns.Due.Add(Micros.From(party.Due));
            columns.DueKey.Add(Micros.Key(row.Due));
            columns.AnsweredMs.Add(party.AnsweredInMs);
            columns.UntilVersion.Add(party.UntilVersion);
            columns.Kind.Add(row.Kind);
            columns.FirstPosition.Add(inBatch.IsNew ? inBatch.First.FirstPosition : null);
        }
    }

    private void AddDue()
    {
        foreach (var ((stream, kind), at) in _due)
        {
            if (at is { } time)
            {
                Columns.Due.Stream.Add(stream);
                Columns.Due.Kind.Add(kind);
                Columns.Due.At.Add(Micros.From(time));
            }
            else
            {
                Columns.RemovedDue.Stream.Add(stream);
                Columns.RemovedDue.Kind.Add(kind);
            }
        }
    }

    /// <param name="Last">The append whose row is written.</param>
    /// <param name="First">The first append of the batch with a row of the resource.</param>
    private readonly record struct RowInBatch(PendingAppend Last, PendingAppend First)
    {
        public bool IsNew => First.Append.ExpectedVersion == 0;
    }
}
