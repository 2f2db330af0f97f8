using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Coordination.Silo.Packs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Tests.Information.Records;

/// <summary>A silo with records on a SQLite file and keys in files, as it starts in an installation; the grains' clock is a test's.</summary>
internal sealed class RecordSilo : IAsyncDisposable
{
    private readonly IHost host;
    private readonly bool keepsData;

    private RecordSilo(string? dataDirectory, FakeTimeProvider time)
    {
        keepsData = dataDirectory is not null;
        DataDirectory = dataDirectory ?? NewDataDirectory();
        Time = time;
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:DataDirectory"] = DataDirectory,
            ["Pack:Directory"] = PackFolder.Lao,
        });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Keys = new FaultyKeys(new FileKeyStore(new SealingOptions { Folder = KeysOf(DataDirectory) }));
        builder.Services.AddSingleton<IKeyStore>(Keys);
        builder.AddCoordinationSilo(new DirectorySiloModule(), new PolicySiloModule(), new RecordsSiloModule());
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock only: Orleans and the store keep their own.
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<AccessPolicy>(), provider.GetRequiredService<ISnapshots>(), Time,
            provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    public string DataDirectory { get; }

    public FakeTimeProvider Time { get; }

    public FaultyKeys Keys { get; }

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public ILedger Ledger => Services.GetRequiredService<ILedger>();

    public IRegistry Registry => Services.GetRequiredService<IRegistry>();

    public static async Task<RecordSilo> StartAsync(string? dataDirectory = null, FakeTimeProvider? time = null)
    {
        var silo = new RecordSilo(dataDirectory, time ?? new FakeTimeProvider(Given.Now));
        await silo.host.StartAsync();
        return silo;
    }

    public static string NewDataDirectory() => Path.Combine(Path.GetTempPath(), "coordination-records-" + Guid.NewGuid().ToString("n"));

    public static string KeysOf(string dataDirectory) => Path.Combine(dataDirectory, "keys");

    /// <summary>A record type of an agency with the fields of <see cref="Given.Fields"/>.</summary>
    public async Task<RecordTypeName> TypeAsync(HeldBy heldBy = HeldBy.Platform, string agency = "lwu")
    {
        var name = new RecordTypeName($"{agency}-t{Guid.NewGuid():N}"[..30]);
        var command = new RegisterRecordType(Given.Context(Focal(agency)), Given.Words, heldBy, Given.Fields, ["victim_support"], Handling.Amber);
        Done(await Grains.RecordType(name).RegisterAsync(command, default));
        return name;
    }

    public async Task<SubjectName> SubjectAsync(Principal? by = null, DateTimeOffset? until = null)
    {
        var command = new RegisterSubject(Given.Context(by), false, until ?? Time.GetUtcNow().AddYears(1));
        return Done(await Grains.Subject(SubjectName.For(command.Context.Principal.Agency, command.Context.RequestId)).RegisterAsync(command, default)).Name;
    }

    public Task<Outcome<RecordView>> OfferAsync(RecordTypeName type, SubjectName subject, string reference, params ImmutableArray<FieldInput> values) =>
        Grains.RecordFinder().OfferAsync(new OfferRecord(Given.Context(), type, subject, new PlainText(reference), values, null), default);

    /// <summary>A record with a name and a room.</summary>
    public async Task<RecordView> RecordAsync(SubjectName? subject = null, string reference = "A-17") => Done(await OfferAsync(
        await TypeAsync(), subject ?? await SubjectAsync(), reference, Given.Value("name", "Kham"), Given.Value("room", "4")));

    /// <summary>Proposed by one and approved by the other.</summary>
    public async Task<Outcome<SubjectView>> EraseAsync(SubjectName subject)
    {
        Done(await Grains.Subject(subject).ProposeErasureAsync(new ProposeErasure(Given.Context(), "They asked."), default));
        return await Grains.Subject(subject).ApproveErasureAsync(new ApproveErasure(Given.Context(Given.Approver)), default);
    }

    public static Principal Focal(string agency) => Given.By(agency, "focal-" + agency, Role.AgencyFocalPoint);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public static void Refused<T>(Refusal expected, Outcome<T> outcome) => Assert.Equal(expected.Code, outcome.Refusal?.Code);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Keys.Dispose();
        if (!keepsData)
            System.IO.Directory.Delete(DataDirectory, recursive: true);
    }
}

/// <summary>One silo for tests that leave its clock and keys alone; each makes what it needs.</summary>
public sealed class SharedRecordSilo : IAsyncLifetime
{
    private RecordSilo? silo;

    internal RecordSilo Silo => silo!;

    public async ValueTask InitializeAsync() => silo = await RecordSilo.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (silo is not null)
            await silo.DisposeAsync();
    }
}

/// <summary>A key store whose faults a test directs.</summary>
internal sealed class FaultyKeys(FileKeyStore store) : IKeyStore, IDisposable
{
    public bool Away { get; set; }

    public bool CannotDestroy { get; set; }

    /// <summary>Runs after a key was made or used for wrapping.</summary>
    public Func<Task>? AfterWrap { get; set; }

    public async ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken)
    {
        ThrowIf(Away);
        var wrapped = await store.WrapAsync(keyName, dataKey, cancellationToken);
        if (AfterWrap is { } then)
            await then();
        return wrapped;
    }

    public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        ThrowIf(Away);
        return store.UnwrapAsync(keyName, wrapped, cancellationToken);
    }

    public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken)
    {
        ThrowIf(Away || CannotDestroy);
        return store.DestroyAsync(keyName, cancellationToken);
    }

    public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken)
    {
        ThrowIf(Away);
        return store.IsDestroyedAsync(keyName, cancellationToken);
    }

    public byte[] Mac(string use, ReadOnlySpan<byte> data) => store.Mac(use, data);

    public void Dispose() => store.Dispose();

    private static void ThrowIf(bool fault)
    {
        if (fault)
            throw new KeyStoreUnavailableException("A test took it away.");
    }
}
