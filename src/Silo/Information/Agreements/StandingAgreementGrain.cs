using System.Text.Json;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Information.Agreements;

/// <summary>One agreement: loads, asks a rule, commits.</summary>
internal sealed class StandingAgreementGrain(
    LedgerGrainServices services,
    AggregateDefinition<AgreementState, AgreementEvent> definition,
    InformationPolicy policy,
    IDirectory directory) : LedgerGrain<AgreementState, AgreementEvent>(services, definition), IStandingAgreementGrain
{
    private const string UntilKind = "until";

    private StandingAgreementName Name => ResourceName.Parse<StandingAgreementName>(Stream);

    public async Task<Outcome<AgreementView>> ProposeAsync(ProposeAgreement command, CancellationToken cancellationToken)
    {
        var type = await GrainFactory.RecordType(command.Content.RecordType).FactsAsync();
        if (type is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return type.Refusal;

        return await CreateAsync(
            command,
            InformationPermissions.ProposeAgreements,
            (state, now) => AgreementRules.Propose(state, command, type.Value, policy, directory, now),
            View);
    }

    public Task<Outcome<AgreementView>> ApproveAsync(ApproveAgreement command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ApproveAgreements, (state, now) => AgreementRules.Approve(state, command, now), View);

    public Task<Outcome<AgreementView>> SuspendAsync(SuspendAgreement command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageAgreements, (state, _) => AgreementRules.Suspend(state, command), View);

    public Task<Outcome<AgreementView>> ResumeAsync(ResumeAgreement command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageAgreements, (state, now) => AgreementRules.Resume(state, command, now), View);

    public Task<Outcome<AgreementView>> EndAsync(EndAgreement command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageAgreements, (state, _) => AgreementRules.End(state, command), View);

    public Task<Outcome<AgreementView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadAgreements, View);

    public async Task<Outcome<GrantTerms>> AdmitAsync(AgreementQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;

        var record = await GrainFactory.Record(question.Record).FactsAsync();
        return record is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound }
            ? record.Refusal
            : AgreementAdmission.Admit(Name, read.Value.State, question, record.Value, policy, Now);
    }

    public async Task<Outcome<bool>> HoldsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : read.Value.Version == 0 ? CommonRefusals.NotFound : read.Value.State.HoldsAt(Now);
    }

    internal static AggregateDefinition<AgreementState, AgreementEvent> Definition { get; } = new()
    {
        Kind = StandingAgreementName.Collection,
        Initial = AgreementState.Initial,
        EventType = AgreementJson.Default.AgreementEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((AgreementCommand)command, AgreementJson.Default.AgreementCommand),
        Project = Project,
        Relate = Relate,
        ReadPermission = InformationPermissions.ReadAgreements,
    };

    protected override Decision<AgreementEvent> DecideDue(string dueKind, AgreementState state, DateTimeOffset now) =>
        dueKind == UntilKind ? AgreementRules.DueBy(state, now) : Decision<AgreementEvent>.Nothing;

    /// <summary>The proposer is the owner, the other side takes part. Who is confined to a unit speaks for no agency.</summary>
    internal static Relation Relate(AgreementState state, Principal principal) =>
        principal.Unit is not null ? Relation.None
        : state.Proposal is not { } proposal ? Relation.Owner
        : !state.IsParty(principal.Agency) ? Relation.None
        : principal.Agency == proposal.Proposer ? Relation.Owner
        : Relation.Participant;

    private static Projection Project(string name, AgreementState state, int version, DateTimeOffset at)
    {
        if (state.Proposal is null)
            return Projection.Empty;

        var (word, open) = (AgreementWords.Of(state.Stage), state.Stage is not AgreementStage.Ended);
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = StandingAgreementName.Collection,
                State = word,
                Open = open,
                Instrument = state.Content.LegalBasis.ToString(),
                Parent = state.Content.RecordType.ToString(),
                Handling = (int)state.Content.Handling,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<StandingAgreementName>(name), version), AgreementJson.Default.AgreementView),
            },
            [Party(state, state.Content.Grantor, AgreementWords.Grantor), Party(state, state.Content.Recipient, AgreementWords.Recipient)],
            open ? [new DueRow(UntilKind, state.Content.Until)] : []);
    }

    /// <summary>A part is open while the agency has something to approve.</summary>
    private static PartyRow Party(AgreementState state, AgencyName agency, string role) => new()
    {
        Agency = agency.Id,
        Role = role,
        State = AgreementWords.Of(state.Stage),
        Open = state.Stage is AgreementStage.Proposed && state.Lacks(agency) > 0,
    };

    private AgreementView View(AgreementState state, int version) => state.View(Name, version);
}
