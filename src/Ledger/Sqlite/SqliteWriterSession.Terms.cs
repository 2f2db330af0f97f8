using Coordination.Ledger.Writing;
using Coordination.Registry;

namespace Coordination.Ledger.Sqlite;

internal sealed partial class SqliteWriterSession
{
    private readonly SqliteStatement _search;
    private readonly SqliteStatement _term;
    private readonly SqliteStatement _removeTerm;
    private readonly SqliteStatement _fact;
    private readonly SqliteStatement _removeFact;

    private (SqliteStatement Search, SqliteStatement Term, SqliteStatement RemoveTerm, SqliteStatement Fact, SqliteStatement RemoveFact) PrepareIndex()
    {
        var dimensions = Enumerable.Range(0, FactKind.MostDimensions).ToArray();
        return (
            Prepare(
                """
                insert or replace into registry_search (rowid, tokens)
                values (coalesce(?2, (select first_position from registry where name = ?1)), ' ' || ?3 || ' ')
                """),
            Prepare(
                """
                insert into registry_term (kind, term, first_position)
                values (?2, ?3, coalesce(?4, (select first_position from registry where name = ?1))) on conflict do nothing
                """),
            Prepare(
                """
                delete from registry_term
                where kind = ?2 and term = ?3 and first_position = coalesce(?4, (select first_position from registry where name = ?1))
                """),
            Prepare(
                $"""
                insert into fact (resource, item, kind, owner, day, {string.Join(", ", dimensions.Select(static at => $"d{at}"))})
                values (?1, ?2, ?3, ?4, ?5, {string.Join(", ", dimensions.Select(static at => $"?{at + 6}"))})
                on conflict (resource, item) do update set kind = excluded.kind, owner = excluded.owner, day = excluded.day,
                  {string.Join(", ", dimensions.Select(static at => $"d{at} = excluded.d{at}"))}
                """),
            Prepare("delete from fact where resource = ?1 and item = ?2"));
    }

    private void WriteIndex(BatchColumns columns)
    {
        for (var at = 0; at < columns.Search.Count; at++)
        {
            _search.Bind(columns.Search.Name[at]).Bind(columns.Search.FirstPosition[at]).Bind(columns.Search.Tokens[at]).Run();
        }

        WriteTerms(_removeTerm, columns.RemovedTerms);
        WriteTerms(_term, columns.Terms);
        for (var at = 0; at < columns.RemovedFacts.Count; at++)
        {
            _removeFact.Bind(columns.RemovedFacts.Resource[at]).Bind(columns.RemovedFacts.Item[at]).Run();
        }

        var facts = columns.Facts;
        for (var at = 0; at < facts.Count; at++)
        {
            _fact.Bind(facts.Resource[at]).Bind(facts.Item[at]).Bind(facts.Kind[at]).Bind(facts.Owner[at]).Bind((long)facts.Day[at]);
            foreach (var values in facts.Values)
            {
                _fact.Bind(values[at]);
            }

            _fact.Run();
        }
    }

    private static void WriteTerms(SqliteStatement statement, BatchColumns.TermColumns terms)
    {
        for (var at = 0; at < terms.Count; at++)
        {
            statement.Bind(terms.Name[at]).Bind(terms.Kind[at]).Bind(terms.Term[at]).Bind(terms.FirstPosition[at]).Run();
        }
    }
}
