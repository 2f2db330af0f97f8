using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Cases.V1;
using Coordination.Cli.Connecting;
using Coordination.Client;
using Coordination.Modules.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Demo.Modules;

/// <summary>Who plays, what came to be, and the steps that several acts share.</summary>
internal sealed class ModulesStory
{
    /// <summary>The partner in Thailand.</summary>
    public const string Partner = "th-msdhs";

    /// <summary>Coordinates returns; leads the case.</summary>
    public const string Ministry = "mlsw";

    /// <summary>The ministry's office in the province, confined to its own work.</summary>
    public const string Province = "lsw-la-vt";

    public const string Union = "lwu";
    public const string Center = "lwu-center";
    public const string Health = "moh";

    /// <summary>Decides who is a victim.</summary>
    public const string Police = "atd";

    public const string PoliceMinistry = "mps";

    /// <summary>The provincial unit of the police, confined to its own work: it investigates.</summary>
    public const string PoliceUnit = "atu-la-vt";

    public const string Prosecutor = "opp";
    public const string Court = "psc";
    public const string Secretariat = "secretariat";
    public const string Girl = "p1";
    public const string Trafficker = "p2";
    public const string Woman = "p3";
    public const string Purpose = "victim_protection";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PlatformClock clock;
    private readonly Dictionary<string, CoordinationClient> clients;
    private DateTimeOffset now;

    public ModulesStory(Session session, Stage stage, PlatformClock clock, string run, CancellationToken cancellationToken)
    {
        (Session, Stage, this.clock, Run, CancellationToken) = (session, stage, clock, run, cancellationToken);
        string[] ids = [Partner, Ministry, Province, Union, Center, Health, Police, PoliceMinistry, PoliceUnit, Prosecutor, Court, Secretariat];
        clients = ids.ToDictionary(id => id, id => session.ClientFor(id), StringComparer.Ordinal);
    }

    public Session Session { get; }

    public Stage Stage { get; }

    public string Run { get; }

    public CancellationToken CancellationToken { get; }

    public IReadOnlyCollection<string> Ids => clients.Keys;

    public string Case { get; set; } = "";

    /// <summary>Gets or sets the names of the workflows that are told of.</summary>
    public string Return { get; set; } = "";

    public string Screening { get; set; } = "";

    public string Stay { get; set; } = "";

    public string Justice { get; set; } = "";

    public string Shelter { get; set; } = "";

    public CoordinationClient this[string id] => clients[id];

    /// <summary>The platform's day, so many days from now.</summary>
    public string Day(int from = 0) => now.AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Timestamp InDays(int days) => Timestamp.FromDateTimeOffset(now.AddDays(days));

    public async Task ReadClockAsync() => now = await clock.ReadAsync(CancellationToken).ConfigureAwait(false) ?? now;

    public async Task AdvanceAsync(int days)
    {
        now = await clock.AdvanceAsync(TimeSpan.FromDays(days), CancellationToken).ConfigureAwait(false);
        Done("demo.modules.days-pass", days, Day());
    }

    public void Done(string key, params object?[] values) => Stage.Done(key, values);

    public void Expect(bool so, string what) => Stage.Expect(so, what);

    public void Expect<T>(T expected, T actual, string what) => Stage.Expect(expected, actual, what);

    public Task RefusedAsync(string reason, string what, Func<Task> command) => Stage.RefusedAsync(reason, what, command);

    /// <summary>Starts an instance.</summary>
    /// <param name="parts"><c>shelter=lwu-center</c>, <c>province=mlsw:lsw-la-vt</c>.</param>
    public async Task<Workflow> StartAsync(string who, string definition, string person, string[] parts, params (string Field, object Value)[] data)
    {
        var request = new StartWorkflowRequest { Definition = "definitions/" + definition, Case = Case, Person = person, Parts = { parts.Select(Part) } };
        foreach (var (field, value) in data)
            request.Data[field] = ToValue(value);
        return await this[who].Modules.StartWorkflowAsync(request, cancellationToken: CancellationToken);
    }

    public Task<Workflow> FireAsync(string who, string workflow, string transition, params (string Field, object Value)[] data) =>
        FireAsync(who, workflow, transition, [], data);

    public async Task<Workflow> FireAsync(string who, string workflow, string transition, string[] parts, params (string Field, object Value)[] data)
    {
        var request = new FireTransitionRequest { Name = workflow, Transition = transition, Parts = { parts.Select(Part) } };
        foreach (var (field, value) in data)
            request.Data[field] = ToValue(value);
        return await this[who].Modules.FireTransitionAsync(request, cancellationToken: CancellationToken);
    }

    public async Task<Workflow> GetAsync(string who, string workflow) =>
        await this[who].Modules.GetWorkflowAsync(new GetWorkflowRequest { Name = workflow }, cancellationToken: CancellationToken);

    public async Task<string> ReadTextAsync(string who, string workflow, string field, string purpose = Purpose)
    {
        var read = await this[who].Modules.ReadWorkflowTextAsync(
            new ReadWorkflowTextRequest { Name = workflow, Fields = { field }, Purpose = purpose, Reason = "casework" }, cancellationToken: CancellationToken);
        return read.Texts[field];
    }

    /// <summary>The workflow that an action of another one started, as soon as it is there.</summary>
    public async Task<string> ChildAsync(string who, string workflow, string action)
    {
        var parent = await BecomesAsync(
            $"{workflow}: {action}", () => GetAsync(who, workflow), w => w.Effects.Any(e => e.Action == action && (e.Resource.Length > 0 || e.Refusal.Length > 0)))
            .ConfigureAwait(false);
        var effect = parent.Effects.Last(e => e.Action == action);
        Expect("", effect.Refusal, $"{workflow}: {action}");
        return effect.Resource;
    }

    public async Task<CasePerson> PersonAsync(string who, string id)
    {
        var about = await this[who].Cases.GetCaseAsync(new GetCaseRequest { Name = Case }, cancellationToken: CancellationToken);
        return about.People.First(p => p.Id == id);
    }

    /// <summary>Asks again until it is so: what follows from something else follows a moment later.</summary>
    public async Task<T> BecomesAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> so)
    {
        var time = Session.Around.Time;
        var until = time.GetUtcNow() + Patience;
        while (true)
        {
            var found = await ask().ConfigureAwait(false);
            if (so(found))
                return found;
            Expect(time.GetUtcNow() < until, Session.Texts.Format("demo.not-become", what, ""));
            await Task.Delay(100, CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Calls a module's own service over REST: it needs no stubs.</summary>
    public async Task<JsonElement> PostAsync(string who, string path, object content)
    {
        using var http = new HttpClient { BaseAddress = Session.Installation.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Session.TokensFor(who).GetTokenAsync(CancellationToken).ConfigureAwait(false));
        using var answer = await http.PostAsJsonAsync(path, content, CancellationToken).ConfigureAwait(false);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken).ConfigureAwait(false);
        Expect(answer.IsSuccessStatusCode, $"{path}: {body}");
        return body;
    }

    /// <summary>Several codes in one field.</summary>
    public static string[] Many(params string[] codes) => codes;

    private static PartBinding Part(string text)
    {
        var (part, who) = (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        return who.Split(':') is [var agency, var unit]
            ? new PartBinding { Part = part, Agency = "agencies/" + agency, Unit = "units/" + unit }
            : new PartBinding { Part = part, Agency = "agencies/" + who };
    }

    private static Value ToValue(object value) => value switch
    {
        bool yes => Value.ForBool(yes),
        int number => Value.ForNumber(number),
        string[] several => Value.ForList([.. several.Select(Value.ForString)]),
        _ => Value.ForString((string)value),
    };
}
