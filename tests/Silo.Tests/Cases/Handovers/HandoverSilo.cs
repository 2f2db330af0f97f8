using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Hosting;
using Coordination.Silo.Tests.Information.Grants;
using Coordination.Silo.Packs;
using Coordination.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(Coordination.Silo.Tests.Cases.Handovers.HandoverSilo))]

namespace Coordination.Silo.Tests.Cases.Handovers;

/// <summary>A silo with all nouns on a SQLite file; the grains' clock and the ledger's faults are a test's.</summary>
public sealed class HandoverSilo : IAsyncLifetime
{
    internal static readonly Principal Lead = By("lwu", "lead", Role.CaseLead);
    internal static readonly Principal LeadOfficer = By("lwu", "officer", Role.AgencyOfficer);
    internal static readonly Principal Next = By("mlsw", "next", Role.CaseLead);
    internal static readonly Principal NextOfficer = By("mlsw", "officer", Role.AgencyOfficer);
    internal static readonly Principal Stranger = By("atd", "stranger", Role.CaseLead);
    internal static readonly Principal Chair = By("ncatip", "chair", Role.Chair, Role.Secretariat);
    internal static readonly InstrumentName Guidelines = new("victim-protection-guidelines");

    internal static readonly DataTransfer Data = new("victim_protection", Guidelines, null, "vital_interest", ["access_by_role", "sealed_storage"]);

    private readonly IHost host;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "coordination-handovers-" + Guid.NewGuid().ToString("n"));

    public HandoverSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = folder, ["Pack:Directory"] = PackFolder.Lao });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddCoordinationSilo(CoreSiloModules.All);
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock and ledger only: Orleans and the store keep their own.
            Faults = new FaultyLedger(provider.GetRequiredService<ILedger>()), provider.GetRequiredService<AccessPolicy>(),
            provider.GetRequiredService<ISnapshots>(), Time, provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    internal FaultyLedger Faults { get; private set; } = null!;

    internal IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    internal ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    internal IRegistry Registry => host.Services.GetRequiredService<IRegistry>();

    internal IKeyStore Keys => host.Services.GetRequiredService<IKeyStore>();

    internal static Principal By(string agency, string subject, params ImmutableArray<string> roles) => new("test", subject, new AgencyName(agency), null, roles);

    internal static CommandContext Context(Principal principal, Guid? requestId = null) => new(requestId ?? Guid.NewGuid(), principal);

    internal static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    internal async Task<CaseView> CaseAsync(Principal? by = null)
    {
        var victim = new PersonProfile(PersonRole.Victim, Gender.Female, AgeBand.Adult, false, ["la"], ["labour"], false, ImmutableSortedDictionary<string, string>.Empty);
        var context = Context(by ?? Lead);
        var name = CaseName.For(context.Principal.Agency, context.RequestId);
        return Done(await Grains.Case(name).OpenAsync(
            new OpenCase(context, "F-1", "LA-VT", null, "domestic", Handling.AmberStrict, ReferralSource.None, "victim_protection", Guidelines, [], Time.GetUtcNow().AddYears(2), [victim, victim]),
            default));
    }

    /// <summary>A task of the case that an agency leads, as the chair assigns it.</summary>
    internal async Task<TaskName> TaskAsync(CaseName of, AgencyName lead, params ImmutableArray<AgencyName> supporting)
    {
        var context = Context(Chair);
        var name = TaskName.For(context.Principal.Agency, context.RequestId);
        Done(await Grains.GetGrain<ITaskGrain>(name.ToString()).AssignAsync(
            new AssignTask(context, "Do it", "", lead, supporting, TaskPriority.Routine, CompletionRule.All, null, null, null, null, null, of, null, Handling.Amber, []), default));
        return name;
    }

    internal ITaskGrain Task(TaskName name) => Grains.GetGrain<ITaskGrain>(name.ToString());

    internal async Task<AgencyName> TaskLeadAsync(TaskName name) =>
        Done(await Task(name).GetAsync(Chair, default)).Assignments.Single(a => a is { Role: AssignmentRole.Lead, Stage: not AssignmentStage.Reassigned }).Agency;

    internal static OfferTransfer Offer(CaseName of, Principal? by = null, bool stays = true) =>
        new(Context(by ?? Lead), of, Next.Agency, null, stays, Data);

    internal ITransferGrain Transfer(TransferCommand command) => Grains.Transfer(TransferName.For(command.Context.Principal.Agency, command.Context.RequestId));

    internal Task<Outcome<TransferView>> OfferAsync(OfferTransfer command) => Transfer(command).OfferAsync(command, default);

    internal static OfferReferral Refer(CaseName of, ParticipantRole joinAs = ParticipantRole.None, string text = "") => new(
        Context(LeadOfficer), of, Next.Agency, null, Pillar.SupportServices, "shelter", ["p1"], Data, joinAs, new PlainText(text));

    internal Task<Outcome<ReferralView>> OfferAsync(OfferReferral command) =>
        Grains.Referral(ReferralName.For(command.Context.Principal.Agency, command.Context.RequestId)).OfferAsync(command, default);

    public async ValueTask InitializeAsync()
    {
        await host.StartAsync();
        var directory = host.Services.GetRequiredService<IDirectory>();
        await directory.Ready;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (directory.Find(Next.Agency) is null || directory.Find(Stranger.Agency) is null)
            await System.Threading.Tasks.Task.Delay(20, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
