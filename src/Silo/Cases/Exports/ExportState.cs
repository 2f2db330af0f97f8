using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Cases;

/// <param name="Proposal">Null before the first event.</param>
/// <param name="ContentHash">Of the proposal's content, made once.</param>
/// <param name="Reads">When each read was written down, by its request.</param>
internal sealed record ExportState(
    ExportProposed? Proposal,
    ExportStage Stage,
    string ContentHash,
    Person? Approver,
    ImmutableDictionary<Guid, DateTimeOffset> Reads,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ExpiresAt) : IAggregateState<ExportState, ExportEvent>
{
    public static readonly ExportState Initial = new(null, ExportStage.None, "", null, ImmutableDictionary<Guid, DateTimeOffset>.Empty, default, default, default);

    public ExportContent Content => Proposal!.Content;

    public bool IsOpen => Stage is ExportStage.Proposed or ExportStage.Approved;

    public ExportState Apply(ExportEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            ExportProposed e => Initial with
            {
                Proposal = e,
                Stage = e.NeedsApproval ? ExportStage.Proposed : ExportStage.Approved,
                ContentHash = e.Content.Hash(),
                CreatedAt = stamp.At,
                ExpiresAt = stamp.At + ExportRules.Lapses,
            },
            ExportApproved e => this with { Stage = ExportStage.Approved, Approver = e.ApprovedBy, ExpiresAt = stamp.At + ExportRules.Lapses },
            ExportWithdrawn => this with { Stage = ExportStage.Withdrawn },
            ExportLapsed => this with { Stage = ExportStage.Lapsed },
            ExportWasRead e => this with { Reads = Reads.SetItem(e.RequestId, stamp.At) },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ExportView View(ExportName name, int version) => new(
        name,
        Stage,
        Content.Agency,
        Content.Filter,
        Content.Format,
        Content.WithIdentity,
        Content.Purpose,
        Content.LegalBasis,
        Content.Records.Length,
        ContentHash,
        Proposal!.NeedsApproval,
        Proposal.ProposedBy.Subject,
        OfficerKey.Of(Proposal.ProposedBy.Issuer, Proposal.ProposedBy.Subject),
        Approver?.Subject ?? "",
        Reads.Count,
        CreatedAt,
        UpdatedAt,
        ExpiresAt,
        version);

    /// <summary>The agency that asked is the owner; of a unit's export the unit, and its agency.</summary>
    public static Relation Relate(ExportState state, Principal principal) =>
        state.Proposal is not { } proposal ? Relation.Owner
        : principal.Agency != proposal.Content.Agency ? Relation.None
        : principal.Unit is not { } unit || unit == proposal.Content.Unit ? Relation.Owner
        : Relation.None;

    internal static AggregateDefinition<ExportState, ExportEvent> Definition { get; } = new()
    {
        Kind = ExportName.Collection,
        Initial = Initial,
        EventType = ExportJson.Default.ExportEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((ExportCommand)command, ExportJson.Default.ExportCommand),
        Project = Project,
        Relate = Relate,
        ReadPermission = ExportPermissions.Read,
    };

    private static Projection Project(string name, ExportState state, int version, DateTimeOffset at) => state.Proposal is null
        ? Projection.Empty
        : new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = ExportName.Collection,
                State = ExportRules.Word(state.Stage),
                Open = state.IsOpen,
                Due = state.IsOpen ? state.ExpiresAt : null,
                Instrument = state.Content.LegalBasis.ToString(),
                Handling = (int)Handling.AmberStrict,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<ExportName>(name), version), ExportJson.Default.ExportView),
            },
            [new PartyRow { Agency = state.Content.Agency.Id, Role = ExportRules.Party, Unit = state.Content.Unit?.Id, State = ExportRules.Word(state.Stage), Open = state.IsOpen }],
            state.IsOpen ? [new DueRow(ExportRules.LapseKind, state.ExpiresAt)] : []);
}
