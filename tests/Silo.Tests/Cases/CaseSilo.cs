using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Coordination.Silo.Packs;
using Coordination.Silo.Tasks;
using Coordination.Silo.Tests.Information.Grants;
using Coordination.Silo.Tests.Information.Records;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Tests.Cases;

/// <summary>A silo with cases and tasks on a SQLite file; the grains' clock, the ledger's faults and the key store's are a test's.</summary>
internal sealed class CaseSilo : IAsyncDisposable
{
    public static readonly Principal Custodian = Story.By("lwu", "custodian", Role.IdentityCustodian);
    public static readonly Principal Approver = Story.By("lwu", "approver", Role.DisclosureApprover);

    private readonly IHost host;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "coordination-cases-" + Guid.NewGuid().ToString("n"));

    private CaseSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = folder, ["Pack:Directory"] = PackFolder.Lao });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Keys = new FaultyKeys(new FileKeyStore(new SealingOptions { Folder = Path.Combine(folder, "keys") }));
        builder.Services.AddSingleton<IKeyStore>(Keys);
        builder.Services.AddSingleton<IIdentityLinker>(Linker);
        builder.AddCoordinationSilo(new DirectorySiloModule(), new TasksSiloModule(), new PolicySiloModule(), new CasesSiloModule());
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock and ledger only: Orleans and the store keep their own.
            Faults = new FaultyLedger(provider.GetRequiredService<ILedger>()), provider.GetRequiredService<AccessPolicy>(),
            provider.GetRequiredService<ISnapshots>(), Time, provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new(Story.Now);

    public FaultyLedger Faults { get; private set; } = null!;

    public FaultyKeys Keys { get; }

    public RecordingLinker Linker { get; } = new();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IRegistry Registry => host.Services.GetRequiredService<IRegistry>();

    public ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    public static async Task<CaseSilo> StartAsync()
    {
        var silo = new CaseSilo();
        await silo.host.StartAsync();
        await silo.host.Services.GetRequiredService<Coordination.Directory.IDirectory>().Ready;
        return silo;
    }

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public static void Refused<T>(Refusal expected, Outcome<T> outcome) => Assert.Equal(expected.Code, outcome.Refusal?.Code);

    /// <summary>A case of the Women's Union with one woman, or with these people.</summary>
    public Task<CaseName> OpenAsync(params ImmutableArray<PersonProfile> people) => OpenAsync(Story.Open(people: people.IsEmpty ? [Story.Woman] : people));

    public async Task<CaseName> OpenAsync(OpenCase command)
    {
        var name = NameOf(command);
        return Done(await Grains.Case(name).OpenAsync(command, default)).Name;
    }

    public static CaseName NameOf(OpenCase command) => CaseName.For(command.Context.Principal.Agency, command.Context.RequestId);

    public async Task<CaseView> DoAsync(CaseName name, CaseCommand command) => Done(await Grains.Case(name).ExecuteAsync(command, default));

    public async Task<CaseView> GetAsync(CaseName name, Principal? by = null) => Done(await Grains.Case(name).GetAsync(by ?? Story.Lead, default));

    public Task<CaseView> JoinAsync(CaseName name, string agency, ParticipantRole role = ParticipantRole.Participant, UnitName? unit = null, Principal? by = null) =>
        DoAsync(name, new AddParticipant(Story.Context(by), new AgencyName(agency), role, unit));

    public Task<Outcome<CaseNoteView>> NoteAsync(
        CaseName name, NoteClass noteClass = NoteClass.General, Principal? by = null, string text = "She is well.", Guid? requestId = null, string? person = null, string? happened = null)
    {
        var command = new AddCaseNote(Story.Context(by, requestId), name, noteClass, person, happened, new PlainText(text));
        return Grains.CaseNote(CaseNoteName.For(command.Context.Principal.Agency, command.Context.RequestId)).AddAsync(command, default);
    }

    public Task<Outcome<OpenedNote>> ReadNoteAsync(CaseNoteName note, Principal? by = null, Guid? requestId = null, string purpose = "victim_support", string reason = "casework") =>
        Grains.CaseNote(note).ReadNoteAsync(new ReadCaseNote(Story.Context(by, requestId), purpose, reason), default);

    public Task<Outcome<IdentityView>> StoreAsync(CaseName name, string person = "p1", Principal? by = null, Guid? requestId = null, params (string Field, string Value)[] fields) =>
        Grains.Identity(IdentityName.Of(name, person)).StoreAsync(
            new StoreIdentity(
                Story.Context(by ?? Custodian, requestId), name, person,
                [.. (fields.Length == 0 ? [("name", "Kham"), ("birth_date", "1999-04")] : fields).Select(f => new IdentityFieldInput(f.Field, new PlainText(f.Value)))]),
            default);

    public Task<Outcome<OpenedIdentity>> ReadIdentityAsync(IdentityName identity, Principal? by = null, Guid? requestId = null, string purpose = "victim_support", params ImmutableArray<string> fields) =>
        Grains.Identity(identity).ReadIdentityAsync(new ReadIdentity(Story.Context(by ?? Custodian, requestId), fields, purpose, "casework"), default);

    public async Task<ImmutableArray<RegistryHit>> HitsAsync(string kind, CaseName name) => (await Registry.QueryAsync(
        new Viewer("", null, Everything: true), new RegistryQuery { Kind = kind, Case = name.ToString(), Order = RegistryOrder.NewestFirst, PageSize = 500 }, null, default)).Hits;

    /// <summary>As the sweeper does when something is due; completes when a case did what it has to do beside its events.</summary>
    public Task WakeAsync(CaseName name, string kind = CaseProjection.GuardianTaskKind) => Grains.Case(name).WakeAsync(kind);

    /// <summary>Makes the answers to appends of streams that begin so these.</summary>
    public void Fail(string prefix, AppendStatus status) => Faults.Appends = (append, go) =>
        append.Stream.StartsWith(prefix, StringComparison.Ordinal) ? Task.FromResult(new AppendResult(status)) : go();

    public void Mend() => Faults.Appends = static (_, go) => go();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Keys.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Remembers of which fields an index was made; finds nothing.</summary>
    internal sealed class RecordingLinker : IIdentityLinker
    {
        public ConcurrentQueue<string> Indexed { get; } = [];

        public ImmutableArray<string> TokensOf(IReadOnlyDictionary<string, string> fields)
        {
            var known = string.Join('+', fields.Keys.Order(StringComparer.Ordinal));
            Indexed.Enqueue(known);
            return ["t" + fields.Count];
        }

        public Task<Refusal?> LinkAsync(IdentityFacts identity, CancellationToken cancellationToken) => Task.FromResult<Refusal?>(null);
    }
}

/// <summary>One silo for tests that leave its clock, ledger and keys alone; each opens cases of its own.</summary>
public sealed class SharedCaseSilo : IAsyncLifetime
{
    private CaseSilo? silo;

    internal CaseSilo Silo => silo!;

    public async ValueTask InitializeAsync() => silo = await CaseSilo.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (silo is not null)
            await silo.DisposeAsync();
    }
}
