using System.Text;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Modules;
using Coordination.Search;
using Coordination.Silo.Hosting;
using Coordination.Silo.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Coordination.Silo.Tests.Search.SearchSilo))]

namespace Coordination.Silo.Tests.Search;

/// <summary>A silo on a SQLite file with two kinds: things, of which agencies are parties, and notices, which everybody sees.</summary>
public sealed class SearchSilo : IAsyncLifetime
{
    private const string ListThings = "things.list";
    private const string ListNotices = "notices.list";

    private readonly string data = System.IO.Directory.CreateTempSubdirectory("coordination-search-").FullName;
    private readonly IHost host;

    public SearchSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = data });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddCoordinationSilo(new SearchSiloModule(), new ThingsModule());
        host = builder.Build();
    }

    internal static Principal As(string agency, string role, string? unit = null, string subject = "s") =>
        new("https://idp", subject, new AgencyName(agency), unit is null ? null : new UnitName(unit), [role]);

    internal async Task WriteAsync(string name, string title, PartyRow[] parties, params string[] blocked)
    {
        var row = new RegistryRow
        {
            Name = name,
            Kind = name[..name.IndexOf('/', StringComparison.Ordinal)],
            State = "open",
            Open = true,
            Title = title,
            Province = "LA-VT",
            Blocked = [.. blocked],
            Version = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch.AddDays(1),
            View = () => Encoding.UTF8.GetBytes(title),
        };
        var entry = new NewEntry("thing.made", "{}"u8.ToArray(), Guid.NewGuid(), 1, "mps", "s", DateTimeOffset.UnixEpoch);
        var result = await host.Services.GetRequiredService<ILedger>().AppendAsync(new Append(name, 0, [entry], new RegistryChange(row, [.. parties], []), null));
        Assert.Equal(AppendStatus.Appended, result.Status);
    }

    internal Task<Outcome<SearchPage>> AskAsync(Principal principal, string text, int pageSize = 20, string token = "", params string[] kinds) =>
        host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISearchGrain>(0)
            .SearchAsync(principal, new SearchQuery(text, [.. kinds], pageSize, token), TestContext.Current.CancellationToken);

    internal async Task<string> FindAsync(Principal principal, string text, params string[] kinds)
    {
        var page = (await AskAsync(principal, text, kinds: kinds)).Value!;
        Assert.Equal("", page.NextPageToken);
        return string.Join(' ', page.Hits.Select(hit => hit.Name));
    }

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private sealed class ThingsModule : ISiloModule
    {
        public string Id => "things";

        public void Configure(SiloModuleBuilder builder)
        {
            const Relation part = Relation.Lead | Relation.Participant | Relation.OwnUnit;
            builder.AddPermissions(
            [
                Permission.Of(ListThings, new(Role.Secretariat, Relation.None), new(Role.AgencyOfficer, part), new(Role.UnitHead, part)),
                Permission.Of(ListNotices, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
            ]);
            // A title that ends with a question mark is its owner's own, as a draft is.
            builder.AddSearch("things", ListThings, static (reader, match) =>
                Encoding.UTF8.GetString(match.View.AsSpan()) is var title && title.EndsWith('?') && reader.Agency.Id != "mlsw" ? null : match.Hit(title));
            builder.AddSearch("notices", ListNotices, static (_, match) => match.Hit(Encoding.UTF8.GetString(match.View.AsSpan())));
        }
    }
}
