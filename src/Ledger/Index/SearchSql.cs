using System.Globalization;
using System.Text;
using Coordination.Registry;

namespace Coordination.Ledger.Index;

/// <summary>
/// The statements that answer a search. One walks over the newest resources that the viewer may see and ranks those that
/// match: for words that are in many titles, and for whoever sees few resources, that is the whole answer. The other lets
/// the store's text index find what has any of the words, keeps what the viewer may see, and ranks. What differs between
/// stores is given by <see cref="Dialect"/>.
/// </summary>
internal sealed class SearchSql
{
    /// <param name="FindText">The function that finds a text in another.</param>
    /// <param name="Position">The column of the index that is the resource's first position.</param>
    /// <param name="Matches">The condition that the index matches the parameter <c>@query</c>.</param>
    /// <param name="Token">How a token, and how the beginning of one, is written in a question to the index.</param>
    /// <param name="And">Between what must hold together.</param>
    /// <param name="Or">Between what is enough alone.</param>
    /// <param name="Has">The condition that the found row has a word: the parameter's name, and whether it is the beginning of one.</param>
    /// <param name="Word">The value of that parameter.</param>
    internal sealed record Dialect(
        string FindText,
        string Position,
        string Matches,
        Func<string, bool, string> Token,
        string And,
        string Or,
        Func<string, string> Has,
        Func<string, bool, string> Word);

    private const string Columns = "r.name as name, r.kind as kind, r.state as state, r.province as province, r.updated_at as updated_at, r.version as version, r.view as view";

    private readonly Dialect _dialect;
    private readonly RegistrySearch _search;
    private readonly List<SearchUnit> _units;

    private SearchSql(Dialect dialect, RegistrySearch search, List<SearchUnit> units)
    {
        (_dialect, _search, _units) = (dialect, search, units);
        Words = units.Count;
        Limit = Math.Clamp(search.Limit, 1, 500);
    }

    /// <summary>How many words are asked for.</summary>
    public int Words { get; }

    public int Limit { get; }

    /// <summary>Null when nothing can match.</summary>
    public static SearchSql? For(Dialect dialect, RegistrySearch search)
    {
        var units = SearchTokens.Parse(search.Text);
        return units.Count == 0 || search.Scopes.IsDefaultOrEmpty ? null : new SearchSql(dialect, search, units);
    }

    /// <summary>
    /// The walk. Columns: how many resources were walked over, then those of <see cref="Indexed"/>; one row with nothing
    /// but the number when none matches.
    /// </summary>
    /// <param name="window">Walked over at most.</param>
    public (string Text, Dictionary<string, object> Parameters) Recent(int window)
    {
        var parameters = new Dictionary<string, object>();
        var walks = new StringBuilder();
        for (var at = 0; at < _search.Scopes.Length; at++)
        {
            foreach (var open in new[] { "true", "false" })
            {
                walks.Append(CultureInfo.InvariantCulture, $"{(walks.Length == 0 ? "" : " union ")}select * from ({Walk(_search.Scopes[at], at, open, parameters)} order by 1 desc limit {window}) b");
            }
        }

        var sql = new StringBuilder($"with w as materialized (select first_position from ({walks}) u order by 1 desc limit {window}), m as (select {Columns}, {Count(parameters)} as n, w.first_position as first_position");
        sql.Append(CultureInfo.InvariantCulture, $" from w cross join registry r cross join registry_search where r.first_position = w.first_position and {_dialect.Position} = w.first_position");
        AddBlocked(sql, parameters);
        sql.Append(") select (select count(*) from w), m.* from (select 1 as one) o left join m on m.n > 0");
        if (Words > 1)
        {
            AddRankCursor(sql, "m", parameters);
        }

        sql.Append(CultureInfo.InvariantCulture, $" order by m.n desc, m.first_position desc limit {Limit}");
        return (sql.ToString(), parameters);
    }

    /// <summary>By the text index. Columns: name, kind, state, province, updated at, version, view, words, first position.</summary>
    public (string Text, Dictionary<string, object> Parameters) Indexed()
    {
        var parameters = new Dictionary<string, object> { ["query"] = Question() };
        // A cross join, because SQLite then keeps this order of tables.
        var sql = new StringBuilder($"select {Columns}, m.n, m.first_position from (select r.first_position as first_position, {Count(parameters)} as n from registry_search cross join registry r");
        sql.Append(CultureInfo.InvariantCulture, $" where {_dialect.Matches} and r.first_position = {_dialect.Position}");
        AddBlocked(sql, parameters);
        AddSight(sql, parameters);
        if (Words == 1)
        {
            AddPlaceCursor(sql, "r", parameters);
        }

        sql.Append(CultureInfo.InvariantCulture, $" order by 1 desc limit {RegistrySearch.MostRanked}) m cross join registry r where r.first_position = m.first_position and m.n > 0");
        if (Words > 1)
        {
            AddRankCursor(sql, "m", parameters);
        }

        sql.Append(CultureInfo.InvariantCulture, $" order by m.n desc, m.first_position desc limit {Limit}");
        return (sql.ToString(), parameters);
    }

    private string Question()
    {
        var kinds = string.Join(_dialect.Or, _search.Scopes.Select(scope => _dialect.Token(SearchTokens.Kind(scope.Kind), false)));
        var words = string.Join(_dialect.Or, _units.Select(unit => $"({string.Join(_dialect.And, unit.Tokens.Select(token => _dialect.Token(token, unit.Prefix)))})"));
        return $"({kinds}){_dialect.And}({words})";
    }

    /// <summary>How many of the words the row has.</summary>
    private string Count(Dictionary<string, object> parameters)
    {
        var sql = new StringBuilder();
        for (var at = 0; at < _units.Count; at++)
        {
            var unit = _units[at];
            var has = unit.Spaced ? _dialect.Has($"@word{at}") : $"{_dialect.FindText}(r.words, @word{at}) > 0";
            sql.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "" : " + ")}case when {has} then 1 else 0 end");
            parameters[$"word{at}"] = unit.Spaced ? _dialect.Word($"w{unit.Text}", unit.Prefix) : unit.Text;
        }

        return sql.ToString();
    }

    // Open and closed resources lie apart in each index; both are walked from the newest one.
    private string Walk(SearchScope scope, int number, string open, Dictionary<string, object> parameters)
    {
        parameters[$"kind{number}"] = scope.Kind;
        var sql = new StringBuilder(scope.Everything
            ? $"select t.first_position as first_position from registry t where t.kind = @kind{number} and t.open = {open}"
            : $"select distinct t.first_position as first_position from registry_party t where t.agency = @agency and t.kind = @kind{number} and t.live = {open} and t.until_version is null");
        if (!scope.Everything)
        {
            parameters["agency"] = _search.Viewer.Agency;
            if (_search.Viewer.Unit is { } unit)
            {
                sql.Append(" and t.unit = @unit");
                parameters["unit"] = unit;
            }
        }

        if (Words == 1)
        {
            AddPlaceCursor(sql, "t", parameters);
        }

        return sql.ToString();
    }

    private void AddBlocked(StringBuilder sql, Dictionary<string, object> parameters)
    {
        if (_search.Viewer.Officer is { } officer)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and (r.blocked is null or {_dialect.FindText}(r.blocked, @officer) = 0)");
            parameters["officer"] = BlockedOfficers.Sought(officer);
        }
    }

    private void AddSight(StringBuilder sql, Dictionary<string, object> parameters)
    {
        var number = 0;
        sql.Append(" and (");
        AddKinds(_search.Scopes.Where(static scope => scope.Everything));
        sql.Append(" or (");
        AddKinds(_search.Scopes.Where(static scope => !scope.Everything));
        sql.Append(" and exists (select 1 from registry_party p where p.first_position = r.first_position and p.agency = @agency and p.until_version is null");
        parameters["agency"] = _search.Viewer.Agency;
        if (_search.Viewer.Unit is { } unit)
        {
            sql.Append(" and p.unit = @unit");
            parameters["unit"] = unit;
        }

        sql.Append(")))");

        void AddKinds(IEnumerable<SearchScope> scopes)
        {
            var first = number;
            foreach (var scope in scopes)
            {
                sql.Append(CultureInfo.InvariantCulture, $"{(number == first ? "r.kind in (" : ", ")}@kind{number}");
                parameters[$"kind{number++}"] = scope.Kind;
            }

            sql.Append(number == first ? "1 = 0" : ")");
        }
    }

    // Of one word all matches rank alike: the pages reach to the oldest one.
    private void AddPlaceCursor(StringBuilder sql, string alias, Dictionary<string, object> parameters)
    {
        if (_search.After is { } after)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {alias}.first_position < @key");
            parameters["key"] = after.Key;
        }
    }

    private void AddRankCursor(StringBuilder sql, string alias, Dictionary<string, object> parameters)
    {
        if (_search.After is { } after)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and ({alias}.n < @words or ({alias}.n = @words and {alias}.first_position < @key))");
            parameters["words"] = after.Words;
            parameters["key"] = after.Key;
        }
    }
}
