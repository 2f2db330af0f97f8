using Coordination.Registry;

namespace Coordination.Ledger.Writing;

internal sealed partial class BatchColumns
{
    public SearchColumns Search { get; } = new();

    public TermColumns Terms { get; } = new();

    public TermColumns RemovedTerms { get; } = new();

    public FactColumns Facts { get; } = new();

    public FactKeyColumns RemovedFacts { get; } = new();

    internal sealed class SearchColumns
    {
        public List<string> Name { get; } = [];

        /// <summary>Null when the resource's row, which existed before, knows it.</summary>
        public List<long?> FirstPosition { get; } = [];

        /// <summary>With spaces between them.</summary>
        public List<string> Tokens { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            FirstPosition.Clear();
            Tokens.Clear();
        }
    }

    internal sealed class TermColumns
    {
        public List<string> Name { get; } = [];
        public List<string> Kind { get; } = [];
        public List<string> Term { get; } = [];

        /// <summary>Null when the resource's row, which existed before, knows it.</summary>
        public List<long?> FirstPosition { get; } = [];

        public int Count => Name.Count;

        public void Clear()
        {
            Name.Clear();
            Kind.Clear();
            Term.Clear();
            FirstPosition.Clear();
        }
    }

    internal sealed class FactColumns
    {
        public List<string> Resource { get; } = [];
        public List<string> Item { get; } = [];
        public List<string> Kind { get; } = [];
        public List<string> Owner { get; } = [];

        /// <summary>As a number: 20260731.</summary>
        public List<int> Day { get; } = [];

        public List<string>[] Values { get; } = [.. Enumerable.Range(0, FactKind.MostDimensions).Select(static _ => new List<string>())];

        public int Count => Resource.Count;

        public void Clear()
        {
            if (Count == 0)
            {
                return;
            }

            Resource.Clear();
            Item.Clear();
            Kind.Clear();
            Owner.Clear();
            Day.Clear();
            foreach (var values in Values)
            {
                values.Clear();
            }
        }
    }

    internal sealed class FactKeyColumns
    {
        public List<string> Resource { get; } = [];
        public List<string> Item { get; } = [];

        public int Count => Resource.Count;

        public void Clear()
        {
            Resource.Clear();
            Item.Clear();
        }
    }
}
