using Coordination.Registry;

namespace Coordination.Ledger.Writing;

// Terms and facts: like parties, the last change of a batch wins.
internal sealed partial class Batch
{
    private readonly Dictionary<(string Name, string Term), bool> _terms = [];
    private readonly Dictionary<(string Stream, string Item), FactRow?> _facts = [];

    private void CollectTerms(RegistryChange change)
    {
        foreach (var term in change.RemovedTerms.IsDefault ? [] : change.RemovedTerms)
        {
            _terms[(change.Row.Name, term)] = false;
        }

        foreach (var term in change.AddedTerms.IsDefault ? [] : change.AddedTerms)
        {
            _terms[(change.Row.Name, term)] = true;
        }
    }

    private void CollectFacts(string stream, FactChange change)
    {
        foreach (var item in change.Removed.IsDefault ? [] : change.Removed)
        {
            _facts[(stream, item)] = null;
        }

        foreach (var row in change.Rows.IsDefault ? [] : change.Rows)
        {
            _facts[(stream, row.Item)] = row;
        }
    }

    private void AddTerms()
    {
        foreach (var ((name, term), present) in _terms)
        {
            var inBatch = _rows[name];
            if (!present && inBatch.IsNew)
            {
                continue;
            }

            var columns = present ? Columns.Terms : Columns.RemovedTerms;
            columns.Name.Add(name);
            columns.Kind.Add(inBatch.Last.Append.Registry!.Row.Kind);
            columns.Term.Add(term);
            columns.FirstPosition.Add(inBatch.IsNew ? inBatch.First.FirstPosition : null);
        }
    }

    private void AddFacts()
    {
        foreach (var ((stream, item), row) in _facts)
        {
            if (row is null)
            {
                Columns.RemovedFacts.Resource.Add(stream);
                Columns.RemovedFacts.Item.Add(item);
                continue;
            }

            var columns = Columns.Facts;
            columns.Resource.Add(stream);
            columns.Item.Add(item);
            columns.Kind.Add(row.Kind);
            columns.Owner.Add(row.Owner);
            columns.Day.Add((row.Day.Year * 10_000) + (row.Day.Month * 100) + row.Day.Day);
            for (var at = 0; at < columns.Values.Length; at++)
            {
                columns.Values[at].Add(at < row.Values.Length ? row.Values[at] : "");
            }
        }
    }
}
