using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Modules;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Modules;

/// <param name="Proposal">Null before the first event.</param>
/// <param name="ContentHash">Of the proposal's content, made once.</param>
internal sealed record ModuleChangeState(
    ModuleChangeProposed? Proposal,
    ModuleChangeStage Stage,
    string ContentHash,
    ModuleChangeApproved? Approval,
    ModuleChangeRejected? Rejection,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<ModuleChangeState, ModuleChangeEvent>
{
    public static readonly ModuleChangeState Initial = new(null, ModuleChangeStage.None, "", null, null, default, default);

    public DateTimeOffset ExpiresAt => CreatedAt + ModuleChangeRules.Lapses;

    public ModuleChangeState Apply(ModuleChangeEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            ModuleChangeProposed e => Initial with { Proposal = e, Stage = ModuleChangeStage.Proposed, ContentHash = e.Content.Hash(), CreatedAt = stamp.At },
            ModuleChangeApproved e => this with { Stage = ModuleChangeStage.Approved, Approval = e },
            ModuleChangeLapsed => this with { Stage = ModuleChangeStage.Lapsed },
            ModuleChangeRejected e => this with { Stage = ModuleChangeStage.Rejected, Rejection = e },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ModuleChangeView View(ModuleChangeName name, int version) => new(
        name,
        Stage,
        Proposal!.Content,
        ContentHash,
        Proposal.Agency,
        Proposal.ProposedBy.Subject,
        OfficerKey.Of(Proposal.ProposedBy.Issuer, Proposal.ProposedBy.Subject),
        Approval?.Agency ?? Rejection?.Agency,
        (Approval?.ApprovedBy ?? Rejection?.RejectedBy)?.Subject ?? "",
        Rejection?.Reason ?? "",
        CreatedAt,
        UpdatedAt,
        ExpiresAt,
        version);

    internal static AggregateDefinition<ModuleChangeState, ModuleChangeEvent> Definition { get; } = new()
    {
        Kind = ModuleChangeName.Collection,
        Initial = Initial,
        EventType = ModuleJson.Default.ModuleChangeEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((ModuleChangeCommand)command, ModuleJson.Default.ModuleChangeCommand),
        Project = Project,
        Relate = static (state, principal) => state.Proposal is { } proposal && proposal.Agency != principal.Agency ? Relation.None : Relation.Owner,
        ReadPermission = ModulePermissions.ReadChanges,
    };

    private static Projection Project(string name, ModuleChangeState state, int version, DateTimeOffset at)
    {
        if (state.Proposal is not { } proposal)
            return Projection.Empty;

        var open = state.Stage is ModuleChangeStage.Proposed;
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = ModuleChangeName.Collection,
                State = ModuleChangeRules.Word(state.Stage),
                Open = open,
                Title = proposal.Content.Module,
                Due = open ? state.ExpiresAt : null,
                Parent = $"modules/{proposal.Content.Module}",
                Handling = (int)Handling.Green,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<ModuleChangeName>(name), version), ModuleJson.Default.ModuleChangeView),
            },
            [new PartyRow { Agency = proposal.Agency.Id, Role = ModuleChangeRules.Party, State = ModuleChangeRules.Word(state.Stage), Open = open }],
            open ? [new DueRow(ModuleChangeRules.LapseKind, state.ExpiresAt)] : []);
    }
}
