using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Coordination.Silo.Information.Agreements;
using Coordination.Silo.Packs;
using Coordination.Silo.Tests.Information.Records;
using Given = Coordination.Silo.Tests.Information.Records.Given;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Tests.Information.Requests;

/// <summary>A silo with information sharing on a SQLite file and keys in files, as it starts in an installation; the grains' clock is a test's.</summary>
public sealed class RequestSilo : IAsyncLifetime
{
    private readonly IHost host;

    public RequestSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:DataDirectory"] = DataDirectory,
            ["Pack:Directory"] = PackFolder.Lao,
        });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Keys = new FaultyKeys(new FileKeyStore(new SealingOptions { Folder = RecordSilo.KeysOf(DataDirectory) }));
        builder.Services.AddSingleton<IKeyStore>(Keys);
        builder.AddCoordinationSilo(
            new DirectorySiloModule(), new PolicySiloModule(), new RecordsSiloModule(), new GrantsSiloModule(), new AgreementsSiloModule(), new RequestsSiloModule());
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock only: Orleans and the store keep their own.
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<AccessPolicy>(), provider.GetRequiredService<ISnapshots>(), Time,
            provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    internal static readonly Principal MlswOfficer = Given.By("mlsw", "officer-m", Role.AgencyOfficer);
    internal static readonly Principal MohOfficer = Given.By("moh", "officer-h", Role.AgencyOfficer);
    internal static readonly Principal LwuOfficer = Given.By("lwu", "officer-l", Role.AgencyOfficer);
    internal static readonly Principal MojOfficer = Given.By("moj", "officer-j", Role.AgencyOfficer);
    internal static readonly Principal TheChair = Given.By("ncatip", "chair", Role.Chair);

    internal string DataDirectory { get; } = RecordSilo.NewDataDirectory();

    internal FakeTimeProvider Time { get; } = new(Given.Now);

    internal FaultyKeys Keys { get; }

    internal ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    internal IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    internal static RequestContent Content(params ImmutableArray<QuestionInput> questions) => new(
        "Shelter places",
        [MohOfficer.Agency, LwuOfficer.Agency],
        "victim_protection",
        new InstrumentName("victim-protection-guidelines"),
        Urgency.Normal,
        null,
        null,
        Handling.Amber,
        questions.IsEmpty ? [Asking.Question("Where is she?"), Asking.Question("Since when?")] : questions);

    internal IInformationRequestGrain Grain(InformationRequestName name) => Grains.InformationRequest(name);

    internal Task<Outcome<InformationRequestView>> CreateAsync(RequestContent content, bool submit = true, Guid? requestId = null, Principal? by = null)
    {
        var context = Given.Context(by ?? MlswOfficer, requestId);
        return Grain(InformationRequestName.For(context.Principal.Agency, context.RequestId)).CreateAsync(new CreateRequest(context, content, submit), default);
    }

    internal async Task<InformationRequestName> AskAsync(RequestContent? content = null) => RecordSilo.Done(await CreateAsync(content ?? Content())).Name;

    /// <summary>MOH reviews.</summary>
    internal async Task<InformationRequestName> ReviewedAsync()
    {
        var name = await AskAsync();
        RecordSilo.Done(await Grain(name).AcknowledgeAsync(new AcknowledgeRequest(Given.Context(MohOfficer)), default));
        RecordSilo.Done(await Grain(name).StartReviewAsync(new StartReview(Given.Context(MohOfficer)), default));
        return name;
    }

    internal static AnswerQuestion Answer(Principal by, int question, string text, Guid? requestId = null) =>
        new(Given.Context(by, requestId), question, new PlainText(text), [], false);

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Keys.Dispose();
        System.IO.Directory.Delete(DataDirectory, recursive: true);
    }
}
