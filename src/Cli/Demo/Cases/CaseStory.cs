using Coordination.Cases.V1;
using Coordination.Cli.Connecting;
using Coordination.Client;
using Coordination.Search.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Who plays, what came to be, and the steps that several acts share.</summary>
internal sealed class CaseStory
{
    /// <summary>A provincial unit of the police, confined to its cases: it leads.</summary>
    public const string Unit = "atu-la-vt";

    /// <summary>Another unit of the same agency.</summary>
    public const string OtherUnit = "atu-la-sv";

    public const string Agency = "mps";
    public const string Custodian = "mps.custodian";
    public const string Approver = "mps.approver";

    /// <summary>An officer of the leading agency, who turns out to have a conflict of interest.</summary>
    public const string Officer = "mps.officer";

    /// <summary>The department that decides who is a victim.</summary>
    public const string Police = "atd";

    /// <summary>Another officer of it, for appeals.</summary>
    public const string PoliceLead = "atd.lead";

    public const string Shelter = "lwu-center";
    public const string ShelterApprover = "lwu-center.approver";
    public const string ShelterCustodian = "lwu-center.custodian";
    public const string Ministry = "mlsw";
    public const string MinistryCustodian = "mlsw.custodian";
    public const string Observer = "opp";
    public const string Stranger = "moes";
    public const string Secretariat = "secretariat";
    public const string Statistician = "secretariat.statistician";
    public const string Purpose = "victim_protection";
    public const string Basis = "instruments/palermo-protocol";
    public const string Woman = "p1";
    public const string Child = "p2";
    public const string Suspect = "p3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, CoordinationClient> clients;

    public CaseStory(Session session, Stage stage, string run, CancellationToken cancellationToken)
    {
        (Session, Stage, Run, CancellationToken) = (session, stage, run, cancellationToken);
        string[] ids =
        [
            Unit, OtherUnit, Agency, Custodian, Approver, Officer, Police, PoliceLead, Shelter, ShelterCustodian, Ministry, Observer, Stranger,
            Secretariat, Statistician, "moh", "moj", ShelterApprover,
            MinistryCustodian,
        ];
        clients = ids.ToDictionary(id => id, id => session.ClientFor(id), StringComparer.Ordinal);
    }

    public Session Session { get; }

    public Stage Stage { get; }

    public string Run { get; }

    public CancellationToken CancellationToken { get; }

    public IReadOnlyCollection<string> Ids => clients.Keys;

    public CoordinationClient this[string id] => clients[id];

    /// <summary>Gets the file number of the case, by which it is searched.</summary>
    public string Reference => "DEMO-" + Run;

    /// <summary>Gets or sets the name of the case that is told of.</summary>
    public string Case { get; set; } = "";

    /// <summary>Gets or sets a second case, of another agency, with the same woman.</summary>
    public string OtherCase { get; set; } = "";

    public string Identity { get; set; } = "";

    /// <summary>Gets who the woman is. It stands in no case, no list and no event.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the names of entries of reads that the lead must find, and no other.</summary>
    public List<string> Accesses { get; } = [];

    public Timestamp InDays(int days) => Timestamp.FromDateTimeOffset(Session.Around.Time.GetUtcNow().AddDays(days));

    public void Done(string key, params object?[] values) => Stage.Done(key, values);

    public void Expect(bool so, string what) => Stage.Expect(so, what);

    public void Expect<T>(T expected, T actual, string what) => Stage.Expect(expected, actual, what);

    public void ExpectSame(IEnumerable<string> expected, IEnumerable<string> actual, string what) =>
        Expect(string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", actual.Order(StringComparer.Ordinal)), what);

    public Task RefusedAsync(string reason, string what, Func<Task> command) => Stage.RefusedAsync(reason, what, command);

    /// <summary>The case as somebody sees it.</summary>
    public async Task<Case> GetAsync(string who) =>
        await this[who].Cases.GetCaseAsync(new GetCaseRequest { Name = Case }, cancellationToken: CancellationToken);

    public async Task<CasePerson> PersonAsync(string who, string id)
    {
        var person = (await GetAsync(who).ConfigureAwait(false)).People.FirstOrDefault(p => p.Id == id);
        Expect(person is not null, $"{Case}: {id}");
        return person!;
    }

    /// <summary>Neither by name, nor in a list, nor by a search.</summary>
    public async Task UnseenAsync(string who)
    {
        await RefusedAsync("NOT_FOUND", $"{Case}: {who}", () => GetAsync(who)).ConfigureAwait(false);
        Expect(!await ListsAsync(who).ConfigureAwait(false), $"list of {who}");
        Expect(!await FindsAsync(who).ConfigureAwait(false), $"search of {who}");
    }

    public async Task<bool> FindsAsync(string who)
    {
        var found = await this[who].Search.SearchAsync(
            new SearchRequest { Text = Reference, Kinds = { "cases" }, PageSize = 100 }, cancellationToken: CancellationToken);
        return found.Hits.Any(h => h.Name == Case);
    }

    public async Task<bool> ListsAsync(string who)
    {
        var list = await this[who].Cases.ListCasesAsync(new ListCasesRequest { PageSize = 100 }, cancellationToken: CancellationToken);
        return list.Cases.Any(c => c.Name == Case);
    }

    /// <summary>Asks again until it is so: what follows from something else follows a moment later.</summary>
    public async Task<T> BecomesAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> so)
    {
        var time = Session.Around.Time;
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            var now = await ask().ConfigureAwait(false);
            if (so(now))
                return now;
            Expect(time.GetUtcNow() < until, Session.Texts.Format("demo.not-become", what, ""));
            await Task.Delay(100, CancellationToken).ConfigureAwait(false);
        }
    }
}
