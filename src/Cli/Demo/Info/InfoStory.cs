using Coordination.Cli.Commands;
using Coordination.Cli.Connecting;
using Coordination.Cli.Providing;
using Coordination.Client;
using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Information.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Demo.Info;

/// <summary>Who plays, what came to be, and the steps that several acts share.</summary>
internal sealed class InfoStory : IAsyncDisposable
{
    public const string Asker = "atd";
    public const string Shelter = "lwu-center";
    public const string ShelterApprover = "lwu-center.approver";
    public const string Ministry = "mlsw";
    public const string Third = "mofa";
    public const string Purpose = "victim_protection";
    public const string Basis = "instruments/palermo-protocol";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, CoordinationClient> clients;
    private readonly CancellationTokenSource providing;
    private Task provider = Task.CompletedTask;
    private string? folder;

    public InfoStory(Session session, Stage stage, string run, CancellationToken cancellationToken)
    {
        (Session, Stage, Run, CancellationToken) = (session, stage, run, cancellationToken);
        providing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string[] ids = [Asker, Shelter, ShelterApprover, Ministry, Third];
        clients = ids.ToDictionary(id => id, id => session.ClientFor(id), StringComparer.Ordinal);
        Secretariat = session.Own;
    }

    public Session Session { get; }

    public Stage Stage { get; }

    public string Run { get; }

    public CancellationToken CancellationToken { get; }

    public CoordinationClient Secretariat { get; }

    public CoordinationClient this[string id] => clients[id];

    public IReadOnlyCollection<string> Ids => clients.Keys;

    /// <summary>Gets what the shelter knows: field to value. The platform holds it sealed.</summary>
    public Dictionary<string, string> ShelterValues { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what stands in the ministry's CSV file.</summary>
    public Dictionary<string, string> MinistryValues { get; } = new(StringComparer.Ordinal);

    public string ShelterReference => "DEMO-" + Run;

    public string MinistryReference => "PERMIT-" + Run;

    public RecordType ShelterType { get; set; } = new();

    public RecordType MinistryType { get; set; } = new();

    public Subject Person { get; set; } = new();

    public Record ShelterRecord { get; set; } = new();

    public Record MinistryRecord { get; set; } = new();

    public InformationRequest Request { get; set; } = new();

    public Grant FromShelter { get; set; } = new();

    public Grant FromMinistry { get; set; } = new();

    public Grant Onward { get; set; } = new();

    /// <summary>Gets or sets how often the shelter's record was read: each read of this story, by whomever, once.</summary>
    public int ReadsOfShelter { get; set; }

    public string Title(string en, string lo) => new LocalizedTitle(en, lo).In(Session.Texts.Language, Run);

    public Timestamp InDays(int days) => Timestamp.FromDateTimeOffset(Session.Around.Time.GetUtcNow().AddDays(days));

    public void Done(string key, params object?[] values) => Stage.Done(key, values);

    public void Expect<T>(T expected, T actual, string what) => Stage.Expect(expected, actual, what);

    public void ExpectSame(IEnumerable<string> expected, IEnumerable<string> actual, string what) =>
        Expect(string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", actual.Order(StringComparer.Ordinal)), what);

    public Task RefusedAsync(string reason, string what, Func<Task> command) => Stage.RefusedAsync(reason, what, command);

    /// <summary>Reads under a grant and demands exactly the fields and values that are expected, and an entry of it.</summary>
    public async Task<ReadGrantedResponse> ReadAsync(
        string reader, Grant grant, IReadOnlyDictionary<string, string> values, IReadOnlyCollection<string> fields, string? requestId = null)
    {
        var read = await this[reader].Grants.ReadGrantedAsync(
            new ReadGrantedRequest { RequestId = requestId ?? RequestIds.New(), Name = grant.Name, Purpose = Purpose }, cancellationToken: CancellationToken);
        ExpectSame(fields, read.Fields.Select(f => f.Field), grant.Name);
        foreach (var field in read.Fields)
            Stage.Expect(field.HasValue && field.Value == values[field.Field], $"{grant.Name}: {field.Field}");
        var entry = await this[reader].Disclosures.GetAccessAsync(new GetAccessRequest { Name = read.Access }, cancellationToken: CancellationToken);
        Expect(grant.Name, entry.Grant, read.Access);
        Expect(reader, entry.ReaderSubject, read.Access);
        Expect(Purpose, entry.Purpose, read.Access);
        ExpectSame(fields, entry.Fields, read.Access);
        return read;
    }

    public Task TryReadAsync(string reader, Grant grant, string purpose = Purpose, params IEnumerable<string> fields) => this[reader].Grants.ReadGrantedAsync(
        new ReadGrantedRequest { Name = grant.Name, Purpose = purpose, Fields = { fields } }, cancellationToken: CancellationToken).ResponseAsync;

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
            Stage.Expect(time.GetUtcNow() < until, Session.Texts.Format("demo.not-become", what, ""));
            await Task.Delay(100, CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A read while nobody serves the record: the reader learns so, without a repeat by this program.</summary>
    public async Task<string> AwayAsync(Grant grant)
    {
        var once = Session.ClientFor(Asker, options => options.MaxAttempts = 1);
        try
        {
            await once.Grants.ReadGrantedAsync(new ReadGrantedRequest { Name = grant.Name, Purpose = Purpose }, cancellationToken: CancellationToken);
        }
        catch (CoordinationException e)
        {
            Expect("PROVIDER_AWAY", e.Reason, grant.Name);
            return e.Reason;
        }

        Stage.Expect(false, Session.Texts.Format("demo.not-refused", grant.Name, "PROVIDER_AWAY"));
        return "";
    }

    /// <summary>Writes the ministry's file and serves it as <c>coord provide</c> does, until the story ends.</summary>
    public async Task ProvideAsync()
    {
        folder = System.IO.Directory.CreateTempSubdirectory("coord-demo-").FullName;
        var file = Path.Combine(folder, "permits.csv");
        var columns = MinistryValues.Keys.Order(StringComparer.Ordinal).ToList();
        await File.WriteAllLinesAsync(
            file,
            [$"permit_no,{string.Join(',', columns)}", $"{MinistryReference},{string.Join(',', columns.Select(c => $"\"{MinistryValues[c]}\""))}"],
            CancellationToken).ConfigureAwait(false);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new CsvSource(Session, file, "permit_no", columns.ToDictionary(c => c, c => c, StringComparer.Ordinal));
        provider = ProvideCommand.ServeAsync(
            Session, this[Ministry], Ministry, source, new ProviderHello { Concurrency = 2, RecordTypes = { MinistryType.Name } },
            int.MaxValue, () => ready.TrySetResult(), providing.Token);
        await (await Task.WhenAny(ready.Task, provider).WaitAsync(Patience, CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await providing.CancelAsync().ConfigureAwait(false);
        await provider.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        providing.Dispose();
        if (folder is not null)
            System.IO.Directory.Delete(folder, recursive: true);
    }
}
