using Coordination.Ledger.Writing;
using Coordination.Registry;
using Npgsql;

namespace Coordination.Ledger.Postgres;

internal sealed partial class PostgresWriterSession
{
    private readonly NpgsqlBatchCommand _search = new(
        """
        insert into registry_search (first_position, tokens)
        select coalesce(u.first_position, (select r.first_position from registry r where r.name = u.name)), array_to_tsvector(string_to_array(u.tokens, ' '))
        from unnest($1, $2, $3) as u (name, first_position, tokens)
        on conflict (first_position) do update set tokens = excluded.tokens
        """);

    private readonly NpgsqlBatchCommand _terms = new(
        """
        insert into registry_term (kind, term, first_position)
        select u.kind, u.term, coalesce(u.first_position, (select r.first_position from registry r where r.name = u.name))
        from unnest($1, $2, $3, $4) as u (name, kind, term, first_position)
        on conflict do nothing
        """);

    private readonly NpgsqlBatchCommand _removeTerms = new(
        """
        delete from registry_term t using unnest($1, $2, $3) as u (name, kind, term), registry r
        where r.name = u.name and t.kind = u.kind and t.term = u.term and t.first_position = r.first_position
        """);

    private readonly NpgsqlBatchCommand _facts = new(
        $"""
        insert into fact (resource, item, kind, owner, day, {Dimensions(static at => $"d{at}")})
        select * from unnest($1, $2, $3, $4, $5, {Dimensions(static at => $"${at + 6}")})
        on conflict (resource, item) do update set kind = excluded.kind, owner = excluded.owner, day = excluded.day,
          {Dimensions(static at => $"d{at} = excluded.d{at}")}
        """);

    private readonly NpgsqlBatchCommand _removeFacts = new(
        "delete from fact f using unnest($1, $2) as u (resource, item) where f.resource = u.resource and f.item = u.item");

    private void BindIndex(BatchColumns columns)
    {
        var (terms, removed, facts) = (columns.Terms, columns.RemovedTerms, columns.Facts);
        Bind(_search, P(columns.Search.Name), P(columns.Search.FirstPosition), P(columns.Search.Tokens));
        Bind(_terms, P(terms.Name), P(terms.Kind), P(terms.Term), P(terms.FirstPosition));
        Bind(_removeTerms, P(removed.Name), P(removed.Kind), P(removed.Term));
        Bind(_facts, [P(facts.Resource), P(facts.Item), P(facts.Kind), P(facts.Owner), P(facts.Day), .. facts.Values.Select(P)]);
        Bind(_removeFacts, P(columns.RemovedFacts.Resource), P(columns.RemovedFacts.Item));
    }

    private static string Dimensions(Func<int, string> text) => string.Join(", ", Enumerable.Range(0, FactKind.MostDimensions).Select(text));
}
