using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Tests.Information.Grants;

/// <summary>A silo with records and grants on a SQLite file; the grains' clock and the ledger's faults are a test's.</summary>
internal sealed class GrantSilo : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly Principal Holder = By("lwu", "holder", Role.AgencyOfficer);
    public static readonly Principal Approver = By("lwu", "approver", Role.DisclosureApprover);
    public static readonly Principal Police = By("atd", "police", Role.AgencyOfficer);
    public static readonly Principal Prosecutor = By("opp", "prosecutor", Role.AgencyOfficer);
    public static readonly Principal Ministry = By("mlsw", "ministry", Role.AgencyOfficer);
    public static readonly InstrumentName PenalLaw = new("penal-law");
    public static readonly InstrumentName Guidelines = new("victim-protection-guidelines");

    private static readonly LocalizedText Words = new("Words", "ຄຳ");

    private readonly IHost host;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "coordination-grants-" + Guid.NewGuid().ToString("n"));

    private GrantSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = folder, ["Pack:Directory"] = Packs.PackFolder.Lao });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new Recorder(Logs)));
        builder.AddCoordinationSilo(new DirectorySiloModule(), new PolicySiloModule(), new RecordsSiloModule(), new GrantsSiloModule());
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock and ledger only: Orleans and the store keep their own.
            Faults = new FaultyLedger(provider.GetRequiredService<ILedger>()), provider.GetRequiredService<AccessPolicy>(),
            provider.GetRequiredService<ISnapshots>(), Time, provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new(Now);

    public FaultyLedger Faults { get; private set; } = null!;

    /// <summary>All that was logged, formatted.</summary>
    public ConcurrentQueue<string> Logs { get; } = [];

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IRegistry Registry => host.Services.GetRequiredService<IRegistry>();

    public static async Task<GrantSilo> StartAsync()
    {
        var silo = new GrantSilo();
        await silo.host.StartAsync();
        await silo.host.Services.GetRequiredService<Coordination.Directory.IDirectory>().Ready;
        return silo;
    }

    public static Principal By(string agency, string subject, params ImmutableArray<string> roles) => new("test", subject, new AgencyName(agency), null, roles);

    public static CommandContext Context(Principal principal, Guid? requestId = null) => new(requestId ?? Guid.NewGuid(), principal);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public static void Refused<T>(Refusal expected, Outcome<T> outcome) => Assert.Equal(expected.Code, outcome.Refusal?.Code);

    /// <summary>A record of the Women's Union about a person: a village, a name, an illness.</summary>
    public async Task<RecordFacts> RecordAsync(HeldBy heldBy = HeldBy.Platform, bool minor = false, Handling handling = Handling.Amber)
    {
        var type = new RecordTypeName($"lwu-t{Guid.NewGuid():N}"[..30]);
        var focal = By("lwu", "focal", Role.AgencyFocalPoint);
        Done(await Grains.RecordType(type).RegisterAsync(
            new RegisterRecordType(
                Context(focal),
                Words,
                heldBy,
                [new("illness", Words, FieldClass.Health), new("name", Words, FieldClass.Identity), new("village", Words, FieldClass.General)],
                ["investigation", "victim_support"],
                Handling.Amber),
            default));
        var register = new RegisterSubject(Context(Holder), minor, Time.GetUtcNow().AddYears(2));
        var subject = Done(await Grains.Subject(SubjectName.For(Holder.Agency, register.Context.RequestId)).RegisterAsync(register, default));
        ImmutableArray<FieldInput> values = heldBy is HeldBy.Provider ? [] :
            [new("village", new PlainText("Ban Nongbone")), new("name", new PlainText("Kham")), new("illness", new PlainText("fever"))];
        var record = Done(await Grains.RecordFinder().OfferAsync(
            new OfferRecord(Context(Holder), type, subject.Name, new PlainText("A-17"), values, handling), default));
        return Done(await Grains.Record(record.Name).FactsAsync());
    }

    public static ProposeGrant Proposal(RecordName record, Principal? by = null) => new(
        Context(by ?? Holder), Police.Agency, record, null, ["village"], "investigation", PenalLaw, null, SourceReliability.A, InformationReliability.One,
        0, Now.AddDays(30), [], null, 0);

    /// <summary>What is passed on to the prosecutor.</summary>
    public static ProposeGrant Onward(GrantName parent, Principal by, AgencyName recipient, int depth = 0) => new(
        Context(by), recipient, null, parent, ["village"], "investigation", PenalLaw, null, SourceReliability.A, InformationReliability.One,
        depth, Now.AddDays(20), [], null, 0);

    public Task<Outcome<GrantView>> ProposeAsync(ProposeGrant command) =>
        Grains.Grant(GrantName.For(command.Context.Principal.Agency, command.Context.RequestId)).ProposeAsync(command, default);

    public async Task<GrantName> ActiveAsync(ProposeGrant command)
    {
        var grant = Done(await ProposeAsync(command));
        return Done(await Grains.Grant(grant.Name).ActivateAsync(new ActivateGrant(Context(command.Context.Principal)), default)).Name;
    }

    public Task<Outcome<GrantedFields>> ReadAsync(GrantName grant, Principal by, string purpose = "investigation", Guid? requestId = null, params ImmutableArray<string> fields) =>
        Grains.Grant(grant).ReadAsync(new ReadGranted(Context(by, requestId), purpose, fields), default);

    /// <summary>How many reads of a grant were written.</summary>
    public async Task<ImmutableArray<RegistryHit>> EntriesAsync(GrantName grant) => (await Registry.QueryAsync(
        new Viewer("", null, Everything: true),
        new RegistryQuery { Kind = AccessName.Collection, Parent = grant.ToString(), Order = RegistryOrder.NewestFirst, PageSize = 500 },
        null,
        default)).Hits;

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private sealed class Recorder(ConcurrentQueue<string> logs) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

/// <summary>A ledger whose answer to appends of accesses a test directs.</summary>
internal sealed class FaultyLedger(ILedger ledger) : ILedger
{
    /// <summary>Answered instead of appending an access; null: it is appended.</summary>
    public AppendStatus? Accesses { get; set; }

    /// <summary>Stands before every append of any other stream, and may keep it or its answer back.</summary>
    public Func<Append, Func<Task<AppendResult>>, Task<AppendResult>> Appends { get; set; } = static (_, append) => append();

    /// <summary>Stands before every read of a stream.</summary>
    public Func<string, Func<Task<ImmutableArray<LedgerEntry>>>, Task<ImmutableArray<LedgerEntry>>> Loads { get; set; } = static (_, load) => load();

    public Task<AppendResult> AppendAsync(Append append) => Accesses is { } status && append.Stream.StartsWith(AccessName.Collection, StringComparison.Ordinal)
        ? Task.FromResult(new AppendResult(status))
        : Appends(append, () => ledger.AppendAsync(append));

    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends) => ledger.AppendTogetherAsync(appends);

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        Loads(stream, () => ledger.LoadAsync(stream, afterVersion, limit, cancellationToken));
}

/// <summary>One silo for tests that leave its clock and ledger alone.</summary>
public sealed class SharedGrantSilo : IAsyncLifetime
{
    private GrantSilo? silo;

    internal GrantSilo Silo => silo!;

    public async ValueTask InitializeAsync() => silo = await GrantSilo.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (silo is not null)
            await silo.DisposeAsync();
    }
}
