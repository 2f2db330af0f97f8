using Coordination.Ledger.Index;

namespace Coordination.Ledger.Writing;

// Titles seldom change: only then is the text index written.
internal sealed partial class Batch
{
    private void AddSearch()
    {
        foreach (var (name, inBatch) in _rows)
        {
            var row = inBatch.Last.Append.Registry!.Row;
            var before = inBatch.IsNew ? "" : inBatch.First.Append.Registry!.TitleBefore ?? "";
            if (string.Equals(before, row.Title, StringComparison.Ordinal))
            {
                continue;
            }

            var columns = Columns.Search;
            columns.Name.Add(name);
            columns.FirstPosition.Add(inBatch.IsNew ? inBatch.First.FirstPosition : null);
            columns.Tokens.Add(SearchTokens.Of(row.Kind, SearchWords.Fold(row.Title)));
        }
    }
}
