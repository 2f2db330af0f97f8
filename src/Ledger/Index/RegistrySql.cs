using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coordination.Ledger.Storage;
using Coordination.Registry;

namespace Coordination.Ledger.Index;

/// <summary>
/// The one statement that answers a <see cref="RegistryQuery"/>. It walks an index in the order of the answer, so that a
/// page costs the same however large the registry is: the parties' index when an agency's parts are asked for or the
/// viewer is confined to its own, the registry's otherwise. Open and closed resources lie apart in each index; a question
/// for both merges two walks. A question for terms starts from the resources that have the first of them.
/// </summary>
internal sealed class RegistrySql
{
    private readonly string _findText;
    private readonly Viewer _viewer;
    private readonly RegistryQuery _query;
    private readonly RegistryCursor? _after;
    private readonly bool _ofParty;
    private readonly bool _ofViewer;

    private RegistrySql(string findText, Viewer viewer, RegistryQuery query, RegistryCursor? after)
    {
        _findText = findText;
        _viewer = viewer;
        _query = query;
        _after = after;
        _ofParty = query.Party is not null;
        _ofViewer = !_ofParty && !viewer.Everything;
        Rows = Math.Clamp(query.PageSize, 1, 500) + 1;
        Text = Compose();
    }

    /// <summary>Columns: name, key, version, view, first position.</summary>
    public string Text { get; }

    /// <summary>One more than a page, to see whether there is another.</summary>
    public int Rows { get; }

    /// <summary>
    /// Whether something filters what the walk meets, so that it may go on to the end of the index for one page. Without
    /// a filter nearly every row that it meets is one of the answer.
    /// </summary>
    public bool ToTheEnd =>
        _query is { Province: not null } or { Case: not null } or { Instrument: not null } or { Parent: not null } or { Text: not null }
        || !_query.PartyRoles.IsDefaultOrEmpty || !_query.PartyStates.IsDefaultOrEmpty || !_query.States.IsDefaultOrEmpty
        || _query.OverdueAt is not null || _viewer.Unit is not null || (_ofParty && !_viewer.Everything && _query.Party != _viewer.Agency);

    /// <summary>Whether it starts from a term: a few resources, gathered and sorted.</summary>
    public bool ByTerms => !_query.Terms.IsDefaultOrEmpty;

    public Dictionary<string, object> Parameters { get; } = [];

    public static RegistrySql For(string findText, Viewer viewer, RegistryQuery query, RegistryCursor? after) =>
        new(findText, viewer, query, after);

    private string Compose()
    {
        var order = _query.Order is RegistryOrder.NewestFirst ? "first_position desc" : "sort_key, first_position";
        var end = string.Create(CultureInfo.InvariantCulture, $" order by {order} limit {Rows}");
        if (ByTerms)
        {
            return Terms() + end;
        }

        var open = $"select * from ({Walk(true)}{end}) o";
        return _query.OpenOnly || _query.OverdueAt is not null
            ? open + end
            : $"{open} union all select * from ({Walk(false)}{end}) c{end}";
    }

    private string Walk(bool open)
    {
        var walksParties = _ofParty || _ofViewer;
        var walked = walksParties ? "p" : "r";
        var column = _query.Order is RegistryOrder.NewestFirst ? "first_position" : "due_key";
        var sql = new StringBuilder($"select r.name as name, {walked}.{column} as sort_key, r.version as version, r.view as view, {walked}.first_position as first_position from ");
        if (walksParties)
        {
            // A cross join, because SQLite then keeps this order of tables.
            sql.Append(CultureInfo.InvariantCulture, $"registry_party p cross join registry r where r.first_position = p.first_position and p.agency = @walked and p.kind = @kind and p.live = {Literal(open)}");
            Parameters["walked"] = _query.Party ?? _viewer.Agency;
            sql.Append(PartyFilter("p"));
            // An agency with several roles in a resource sees it once.
            sql.Append(CultureInfo.InvariantCulture, $" and not exists (select 1 from registry_party q where q.first_position = p.first_position and q.agency = p.agency and q.role < p.role{PartyFilter("q")})");
        }
        else
        {
            sql.Append(CultureInfo.InvariantCulture, $"registry r where r.kind = @kind and r.open = {Literal(open)}");
        }

        Parameters["kind"] = _query.Kind;
        AddViewer(sql);
        AddResourceFilters(sql, walked);
        AddCursor(sql, walked);
        return sql.ToString();
    }

    private string Terms()
    {
        var column = _query.Order is RegistryOrder.NewestFirst ? "first_position" : "due_key";
        var sql = new StringBuilder($"select r.name as name, r.{column} as sort_key, r.version as version, r.view as view, r.first_position as first_position from registry_term t0");
        for (var at = 1; at < _query.Terms.Length; at++)
        {
            sql.Append(CultureInfo.InvariantCulture, $" cross join registry_term t{at}");
        }

        sql.Append(" cross join registry r where r.first_position = t0.first_position and r.kind = @kind");
        for (var at = 0; at < _query.Terms.Length; at++)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and t{at}.kind = @kind and t{at}.term = @term{at} and t{at}.first_position = t0.first_position");
            Parameters[$"term{at}"] = _query.Terms[at];
        }

        if (_ofParty || _ofViewer)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and exists (select 1 from registry_party p where p.first_position = r.first_position and p.agency = @walked{PartyFilter("p")})");
            Parameters["walked"] = _query.Party ?? _viewer.Agency;
        }
        else if (_query.OpenOnly || _query.OverdueAt is not null)
        {
            sql.Append(" and r.open = true");
        }

        Parameters["kind"] = _query.Kind;
        AddViewer(sql);
        AddResourceFilters(sql, "r");
        AddCursor(sql, "r");
        return sql.ToString();
    }

    private string PartyFilter(string alias)
    {
        var sql = new StringBuilder($" and {alias}.until_version is null");
        if (_ofViewer)
        {
            if (_viewer.Unit is not null)
            {
                sql.Append(CultureInfo.InvariantCulture, $" and {alias}.unit = @unit");
                Parameters["unit"] = _viewer.Unit;
            }

            return sql.ToString();
        }

        AddOneOf(sql, $"{alias}.role", "role", _query.PartyRoles);
        AddOneOf(sql, $"{alias}.state", "part", _query.PartyStates);
        if (_query.OpenOnly || _query.OverdueAt is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {alias}.open = true");
        }

        if (_query.OverdueAt is { } overdue)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {alias}.due < @overdue");
            Parameters["overdue"] = Micros.From(overdue);
        }

        return sql.ToString();
    }

    // Where an agency's parts are asked for by another one, or by a unit, the viewer must be a party as well.
    private void AddViewer(StringBuilder sql)
    {
        if (!_ofParty || _viewer.Everything || (_query.Party == _viewer.Agency && _viewer.Unit is null))
        {
            return;
        }

        sql.Append(" and exists (select 1 from registry_party v where v.first_position = r.first_position and v.agency = @viewer and v.until_version is null");
        Parameters["viewer"] = _viewer.Agency;
        if (_viewer.Unit is not null)
        {
            sql.Append(" and v.unit = @unit");
            Parameters["unit"] = _viewer.Unit;
        }

        sql.Append(')');
    }

    private void AddResourceFilters(StringBuilder sql, string walked)
    {
        // The walk over parties meets what is open for them too; the walk over the registry has asked already.
        if (_ofViewer && (_query.OpenOnly || _query.OverdueAt is not null))
        {
            sql.Append(" and r.open = true");
        }

        if (!_ofParty && _query.OverdueAt is { } overdue)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {walked}.due_key < @overdue");
            Parameters["overdue"] = Micros.From(overdue);
        }

        if (_viewer.Officer is { } officer)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and (r.blocked is null or {_findText}(r.blocked, @officer) = 0)");
            Parameters["officer"] = BlockedOfficers.Sought(officer);
        }

        AddOneOf(sql, "r.state", "state", _query.States);
        AddEqual(sql, "r.province", "province", _query.Province);
        AddEqual(sql, "r.case_name", "case_name", _query.Case);
        AddEqual(sql, "r.instrument", "instrument", _query.Instrument);
        AddEqual(sql, "r.parent", "parent", _query.Parent);
        var words = SearchWords.Split(_query.Text);
        for (var at = 0; at < words.Length; at++)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {_findText}(r.words, @word{at}) > 0");
            Parameters[$"word{at}"] = words[at];
        }
    }

    private void AddCursor(StringBuilder sql, string walked)
    {
        if (_after is not { } after)
        {
            return;
        }

        Parameters["after_key"] = after.Key;
        if (_query.Order is RegistryOrder.NewestFirst)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {walked}.first_position < @after_key");
            return;
        }

        sql.Append(CultureInfo.InvariantCulture, $" and ({walked}.due_key, {walked}.first_position) > (@after_key, coalesce((select f.first_position from registry f where f.name = @after_name), 0))");
        Parameters["after_name"] = after.Name;
    }

    private void AddEqual(StringBuilder sql, string column, string parameter, string? value)
    {
        if (value is not null)
        {
            sql.Append(CultureInfo.InvariantCulture, $" and {column} = @{parameter}");
            Parameters[parameter] = value;
        }
    }

    private void AddOneOf(StringBuilder sql, string column, string parameter, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty)
        {
            return;
        }

        sql.Append(CultureInfo.InvariantCulture, $" and {column} in (");
        for (var at = 0; at < values.Length; at++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "" : ", ")}@{parameter}{at}");
            Parameters[$"{parameter}{at}"] = values[at];
        }

        sql.Append(')');
    }

    private static string Literal(bool value) => value ? "true" : "false";
}
