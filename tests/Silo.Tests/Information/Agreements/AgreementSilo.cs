using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;
using Coordination.Silo.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(Coordination.Silo.Information.Agreements.AgreementSilo))]

namespace Coordination.Silo.Information.Agreements;

/// <summary>A silo with agreements and records on a ledger in memory. Each test that moves the clock has one of its own.</summary>
public class AgreementSilo : IAsyncLifetime
{
    private readonly IHost host;

    public AgreementSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<ILedger>(Ledger);
        services.AddSingleton<ISnapshots>(Ledger);
        services.AddSingleton(provider => new AccessPolicy(provider.GetServices<Permission>()));
        services.AddSingleton(provider => new LedgerGrainServices(
            Ledger, provider.GetRequiredService<AccessPolicy>(), Ledger, Time, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IDirectory>(new FakeDirectory());
        services.AddSingleton<IKeyStore, PlainKeys>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<IRegistry, NoRegistry>();
        services.AddSingleton(Parties.Policy);
        new RecordsSiloModule().Configure(new SiloModuleBuilder(services));
        new AgreementsSiloModule().Configure(new SiloModuleBuilder(services));
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "agreements", clusterId: Guid.NewGuid().ToString("n")));
        host = builder.Build();
    }

    internal MemoryLedger Ledger { get; } = new();

    internal FakeTimeProvider Time { get; } = new(Parties.Now);

    internal IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    internal RecordName Record(string reference) => RecordNames.For(host.Services.GetRequiredService<IKeyStore>(), Parties.Intakes, new PlainText(reference));

    /// <summary>Proposed by the recipient, with one approval of the grantor.</summary>
    internal async Task<IStandingAgreementGrain> InForceAsync(AgreementContent? content = null)
    {
        var (grain, view) = await ProposedAsync(Parties.Mlsw, content);
        var approved = await grain.ApproveAsync(new ApproveAgreement(Parties.By(Parties.Approver(Parties.Lwu)), view.ContentHash), default);
        Assert.Equal(AgreementStage.InForce, Done(approved).Stage);
        return grain;
    }

    internal async Task<(IStandingAgreementGrain Grain, AgreementView View)> ProposedAsync(AgencyName by, AgreementContent? content = null)
    {
        await RegisterTypeAsync();
        var command = new ProposeAgreement(Parties.By(Parties.Speaker(by)), content ?? Parties.Content);
        var grain = Grains.StandingAgreement(StandingAgreementName.For(by, command.Context.RequestId));
        return (grain, Done(await grain.ProposeAsync(command, default)));
    }

    /// <summary>LWU's intakes, once.</summary>
    internal async Task RegisterTypeAsync()
    {
        var command = new RegisterRecordType(
            Parties.By(Parties.Speaker(Parties.Lwu)), new LocalizedText("Intakes", ""), HeldBy.Platform,
            [.. Parties.Type.Fields.Select(f => new RecordField(f.Id, LocalizedText.Empty, f.Class))], Parties.Type.Purposes, Handling.Amber);
        var outcome = await Grains.RecordType(Parties.Intakes).RegisterAsync(command, default);
        Assert.True(outcome.Refusal is null or { Code: "RECORD_TYPE_EXISTS" }, outcome.Refusal?.Code);
    }

    internal async Task<RecordName> OfferAsync(bool minor = false)
    {
        await RegisterTypeAsync();
        var register = new RegisterSubject(Parties.By(Parties.Speaker(Parties.Lwu)), minor, Time.GetUtcNow().AddYears(1));
        var subject = SubjectName.For(Parties.Lwu, register.Context.RequestId);
        Done(await Grains.Subject(subject).RegisterAsync(register, default));
        var reference = Guid.NewGuid().ToString();
        var offer = new OfferRecord(
            Parties.By(Parties.Speaker(Parties.Lwu)), Parties.Intakes, subject, new PlainText(reference), [new FieldInput("needs", new PlainText("A bed."))], null);
        Done(await Grains.Record(Record(reference)).OfferAsync(offer, default));
        return Record(reference);
    }

    internal static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host.StopAsync();
        host.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Keys in memory: each is what its name hashes to.</summary>
    private sealed class PlainKeys : IKeyStore
    {
        private readonly ConcurrentDictionary<string, bool> destroyed = new(StringComparer.Ordinal);

        public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => new(Mix(keyName, dataKey.Span));

        public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) => new(Mix(keyName, wrapped.Span));

        public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken)
        {
            destroyed[keyName] = true;
            return default;
        }

        public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => new(destroyed.ContainsKey(keyName));

        public byte[] Mac(string use, ReadOnlySpan<byte> data) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(use), data);

        private byte[] Mix(string keyName, ReadOnlySpan<byte> data)
        {
            if (destroyed.ContainsKey(keyName))
                throw new KeyDestroyedException();
            var mixed = SHA256.HashData(Encoding.UTF8.GetBytes(keyName));
            for (var i = 0; i < data.Length; i++)
                mixed[i] ^= data[i];
            return mixed;
        }
    }

    /// <summary>These tests list nothing.</summary>
    private sealed class NoRegistry : IRegistry
    {
        public Task<RegistryPage> QueryAsync(Viewer viewer, RegistryQuery query, RegistryCursor? after, CancellationToken cancellationToken) =>
            Task.FromResult(new RegistryPage([], null));

        public Task<ImmutableArray<PartySummary>> SummarizeAsync(
            string kind, ImmutableArray<string> roles, string? agency, string? officer, DateTimeOffset overdueAt, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<PartySummary>>([]);

        public Task<ImmutableArray<TermHit>> FindByTermsAsync(string kind, ImmutableArray<string> terms, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<TermHit>>([]);

        public Task<ImmutableArray<PairCount>> CountPairsAsync(PairQuery query, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<PairCount>>([]);
    }
}
