namespace Coordination.Ledger.Writing;

/// <summary>
/// The rows of one transaction, column by column: PostgreSQL takes each column as an array, SQLite walks them row by row.
/// One instance a writer, reused.
/// </summary>
internal sealed partial class BatchColumns
{
    public EntryColumns Entries { get; } = new();

    public RegistryColumns Registry { get; } = new();

    /// <summary>Rows of resources that existed before: their parties that did not change follow due time and openness.</summary>
    public FollowColumns Follow { get; } = new();

    public PartyColumns Parties { get; } = new();

    public PartyKeyColumns RemovedParties { get; } = new();

    public DueColumns Due { get; } = new();

    public DueKeyColumns RemovedDue { get; } = new();

    /// <summary>The head after the batch.</summary>
    public long Position { get; set; }

    public byte[] Frontier { get; set; } = [];

    public void Clear()
    {
        Entries.Clear();
        Registry.Clear();
        Follow.Clear();
        Parties.Clear();
        RemovedParties.Clear();
        Due.Clear();
        RemovedDue.Clear();
        Search.Clear();
        Terms.Clear();
        RemovedTerms.Clear();
        Facts.Clear();
        RemovedFacts.Clear();
    }

    internal sealed class EntryColumns
    {
        public List<long> Position { get; } = [];
        public List<string> Stream { get; } = [];
        public List<int> Version { get; } = [];
        public List<string> Type { get; } = [];
        public List<ReadOnlyMemory<byte>> Data { get; } = [];
        public List<Guid> RequestId { get; } = [];
        public List<long> CommandHash { get; } = [];
        public List<string> Agency { get; } = [];
        public List<string> Subject { get; } = [];
        public List<long> At { get; } = [];
        public List<ReadOnlyMemory<byte>> Salt { get; } = [];
        public List<ReadOnlyMemory<byte>> Leaf { get; } = [];

        public int Count => Position.Count;

        public void Clear()
        {
            Position.Clear();
            Stream.Clear();
            Version.Clear();
            Type.Clear();
            Data.Clear();
            RequestId.Clear();
            CommandHash.Clear();
            Agency.Clear();
            Subject.Clear();
            At.Clear();
            Salt.Clear();
            Leaf.Clear();
        }
    }

    internal sealed class RegistryColumns
    {
        public List<string> Name { get; } = [];
        public List<string> Kind { get; } = [];
        public List<string> State { get; } = [];
        public List<bool> Open { get; } = [];
        public List<string> Words { get; } = [];
        public List<int> Priority { get; } = [];
        public List<long> DueKey { get; } = [];
        public List<string?> Province { get; } = [];
        public List<string?> Case { get; } = [];
        public List<string?> Instrument { get; } = [];
        public List<string?> Parent { get; } = [];
        public List<int> Handling { get; } = [];

        /// <summary>As <see cref="Index.BlockedOfficers"/> writes them; null for none.</summary>
        public List<string?> Blocked { get; } = [];
        public List<int> Version { get; } = [];
        public List<long> CreatedAt { get; } = [];
        public List<long> UpdatedAt { get; } = [];
        public List<long> FirstPosition { get; } = [];
        public List<ReadOnlyMemory<byte>> View { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            Kind.Clear();
            State.Clear();
            Open.Clear();
            Words.Clear();
            Priority.Clear();
            DueKey.Clear();
            Province.Clear();
            Case.Clear();
            Instrument.Clear();
            Parent.Clear();
            Handling.Clear();
            Blocked.Clear();
            Version.Clear();
            CreatedAt.Clear();
            UpdatedAt.Clear();
            FirstPosition.Clear();
            View.Clear();
        }
    }

    internal sealed class FollowColumns
    {
        public List<string> Name { get; } = [];
        public List<bool> Open { get; } = [];
        public List<long> DueKey { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            Open.Clear();
            DueKey.Clear();
        }
    }

    internal sealed class PartyColumns
    {
        public List<string> Name { get; } = [];
        public List<string> Agency { get; } = [];
        public List<string> Role { get; } = [];
        public List<string?> Unit { get; } = [];
        public List<string> State { get; } = [];
        public List<bool> Open { get; } = [];
        public List<bool> Live { get; } = [];
        public List<long?> Due { get; } = [];
        public List<long> DueKey { get; } = [];
        public List<long?> AnsweredMs { get; } = [];
        public List<int?> UntilVersion { get; } = [];
        public List<string> Kind { get; } = [];

        /// <summary>Null when the resource's row, which existed before, knows it.</summary>
        public List<long?> FirstPosition { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            Agency.Clear();
            Role.Clear();
            Unit.Clear();
            State.Clear();
            Open.Clear();
            Live.Clear();
            Due.Clear();
            DueKey.Clear();
            AnsweredMs.Clear();
            UntilVersion.Clear();
            Kind.Clear();
            FirstPosition.Clear();
        }
    }

    internal sealed class PartyKeyColumns
    {
        public List<string> Name { get; } = [];
        public List<string> Agency { get; } = [];
        public List<string> Role { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            Agency.Clear();
            Role.Clear();
        }
    }

    internal sealed class DueColumns
    {
        public List<string> Stream { get; } = [];
        public List<string> Kind { get; } = [];
        public List<long> At { get; } = [];

        public int Count => Stream.Count;

        public void Clear()
        {
            Stream.Clear();
            Kind.Clear();
            At.Clear();
        }
    }

    internal sealed class DueKeyColumns
    {
        public List<string> Stream { get; } = [];
        public List<string> Kind { get; } = [];

        public int Count => Stream.Count;

        public void Clear()
        {
            Stream.Clear();
            Kind.Clear();
        }
    }
}
