using System.Text.Json;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Consents;

internal sealed class ConsentGrain(
    LedgerGrainServices services,
    AggregateDefinition<ConsentState, ConsentEvent> definition,
    InformationPolicy policy,
    IDirectory directory) : LedgerGrain<ConsentState, ConsentEvent>(services, definition), IConsentGrain
{
    private ConsentName Name => ResourceName.Parse<ConsentName>(Stream);

    public async Task<Outcome<ConsentView>> RecordAsync(RecordConsent command, CancellationToken cancellationToken)
    {
        var subject = await GrainFactory.Subject(command.Subject).FactsAsync();
        if (subject is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return subject.Refusal;

        // Before anything is looked up: whether another agency's person was asked must not show.
        if (subject.IsRefused || Ownership.Relate(subject.Value.Owner, command.Context.Principal) is not Relation.Owner)
            return RecordRefusals.SubjectUnknown;

        return await CreateAsync(
            command,
            InformationPermissions.ManageConsents,
            (_, now) => ConsentRules.Record(command, subject.Value, policy, directory.Find(command.Recipient), now),
            View);
    }

    public Task<Outcome<ConsentView>> WithdrawAsync(WithdrawConsent command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageConsents, (state, _) => ConsentRules.Withdraw(state), View);

    public Task<Outcome<ConsentView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadConsents, View);

    public async Task<Outcome<ConsentFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : read.Value.State.Last is not { } last ? default(ConsentFacts) : new ConsentFacts(read.Value.State.Stage, last.ValidUntil)
            {
                Owner = last.Owner, Recipient = last.Recipient, Purpose = last.Purpose,
            };
    }

    internal static AggregateDefinition<ConsentState, ConsentEvent> Definition(IKeyStore keys) => new()
    {
        Kind = ConsentName.Collection,
        Initial = ConsentState.Initial,
        EventType = InformationJson.Default.ConsentEvent,
        CommandBytes = command => InformationJson.Bytes(keys, command),
        Project = static (name, state, version, at) => state.Last is not { } last ? Projection.Empty : new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = ConsentName.Collection,
                State = Word(state.Stage),
                Open = state.Stage is ConsentStage.Given,
                Due = last.ValidUntil,
                Parent = last.Subject.ToString(),
                Handling = (int)Handling.AmberStrict,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<ConsentName>(name), version), RecordViewsJson.Default.ConsentView),
            },
            [Ownership.Party(last.Owner, Word(state.Stage), state.Stage is ConsentStage.Given)],
            []),
        Relate = static (state, principal) => Ownership.Relate(state.Last?.Owner, principal),
        ReadPermission = InformationPermissions.ReadConsents,
    };

    private static string Word(ConsentStage stage) => stage switch
    {
        ConsentStage.Given => "given",
        ConsentStage.Refused => "refused",
        _ => "withdrawn",
    };

    private ConsentView View(ConsentState state, int version) => state.View(Name, version);
}
