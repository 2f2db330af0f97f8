using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Silo.Cases.Linking;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Coordination.Silo.Packs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Tests.Cases.Linking;

/// <summary>A silo with cases, identities and links on a SQLite file and keys in files, as in an installation; the grains' clock is a test's.</summary>
internal sealed class LinkSilo : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string data = Path.Combine(Path.GetTempPath(), "coordination-links-" + Guid.NewGuid().ToString("n"));

    private LinkSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = data, ["Pack:Directory"] = PackFolder.Lao });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Keys = new FileKeyStore(new SealingOptions { Folder = Path.Combine(data, "keys") });
        builder.Services.AddSingleton<IKeyStore>(Keys);
        builder.AddCoordinationSilo(new DirectorySiloModule(), new PolicySiloModule(), new LinksSiloModule(), new CasesSiloModule());
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock only: Orleans and the store keep their own.
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<AccessPolicy>(), provider.GetRequiredService<ISnapshots>(), Time,
            provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public FileKeyStore Keys { get; }

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    public ILedgerFeed Feed => host.Services.GetRequiredService<ILedgerFeed>();

    public IRegistry Registry => host.Services.GetRequiredService<IRegistry>();

    public static async Task<LinkSilo> StartAsync()
    {
        var silo = new LinkSilo();
        await silo.host.StartAsync();
        return silo;
    }

    public async Task<CaseName> CaseAsync(Principal by, Gender gender = Gender.Female)
    {
        var profile = new PersonProfile(PersonRole.Victim, gender, AgeBand.Adult, false, [], [], false, ImmutableSortedDictionary<string, string>.Empty);
        var open = new OpenCase(
            Context(by), "", "LA-VT", by.Unit, "", Handling.AmberStrict, ReferralSource.None, "victim_protection", new InstrumentName("victim-protection-guidelines"), [],
            Time.GetUtcNow().AddYears(5), [profile]);
        return Done(await Grains.Case(CaseName.For(by.Agency, open.Context.RequestId)).OpenAsync(open, default)).Name;
    }

    /// <summary>Stores an identity of the first person, and waits until matches were looked for.</summary>
    public async Task<IdentityName> StoreAsync(CaseName of, Principal by, params (string Field, string Value)[] fields)
    {
        var name = IdentityName.Of(of, "p1");
        Done(await Grains.Identity(name).StoreAsync(
            new StoreIdentity(Context(by), of, "p1", [.. fields.Select(f => new IdentityFieldInput(f.Field, new PlainText(f.Value)))]), default));
        await LookAsync(name);
        return name;
    }

    /// <summary>What the sweeper does with an identity.</summary>
    public Task LookAsync(IdentityName name) => Grains.Identity(name).WakeAsync("link");

    public LinkName LinkOf(IdentityName one, IdentityName other) => LinkKeys.NameOf(Keys, one, other);

    public async Task<LinkList> ListAsync(Principal by, CaseName? of = null) => Done(await Grains.LinkShelf().ListAsync(by, of, [], 50, null, default));

    public static Principal Lead(string agency, string subject = "lead") =>
        new("test", $"{subject}-{agency}", new AgencyName(agency), null, [Role.CaseLead, Role.IdentityCustodian, Role.AgencyFocalPoint]);

    public static CommandContext Context(Principal by, string? etag = null) => new(Guid.NewGuid(), by, etag);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Keys.Dispose();
        System.IO.Directory.Delete(data, recursive: true);
    }
}
