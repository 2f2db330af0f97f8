using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Cases.Transfers;

/// <param name="Offer">Null before the first event.</param>
/// <param name="Answered">The version of what a side did last: that of the newest receipt.</param>
/// <param name="Following">The platform has yet to look for tasks that came at the very moment.</param>
internal sealed record TransferState(
    CaseTransferOffered? Offer,
    TransferStage Stage,
    string Reason,
    int CaseVersion,
    ImmutableArray<MovedTask> Moved,
    int Answered,
    bool Following,
    DateTimeOffset CreatedAt,
    DateTimeOffset AcceptedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<TransferState, TransferEvent>
{
    public static readonly TransferState Initial = new(null, TransferStage.None, "", 0, [], 0, false, default, default, default);

    public TransferState Apply(TransferEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            CaseTransferOffered e => Initial with { Offer = e, Stage = TransferStage.Offered, CreatedAt = stamp.At },
            CaseTransferAccepted e => this with
            {
                Stage = TransferStage.Accepted, CaseVersion = e.CaseVersion, Moved = e.Moved, Following = true, AcceptedAt = stamp.At,
            },
            CaseTransferDeclined e => this with { Stage = TransferStage.Declined, Reason = e.Reason },
            CaseTransferRevoked e => this with { Stage = TransferStage.Revoked, Reason = e.Reason },
            CaseTransferLapsed => this with { Stage = TransferStage.Lapsed },
            CaseTransferFollowed e => this with { Following = false, Moved = [.. Moved, .. e.Moved.Select(task => new MovedTask(task, 0))] },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At, Answered = happened is CaseTransferFollowed ? Answered : stamp.Version };
    }

    public TransferView View(TransferName name, int version) => new(
        name, Offer!.Case, Stage, Offer.From, Offer.To, Offer.ToUnit, Offer.FormerStays, Offer.DataTransfer, Reason,
        [.. Moved.Select(moved => moved.Task)], Offer.AnswerDue, CreatedAt, UpdatedAt, version);
}

/// <summary>What of a transfer is seen beside its events.</summary>
internal static class TransferProjection
{
    /// <summary>The answer is due.</summary>
    public const string AnswerKind = "answer";

    /// <summary>Tasks that came at the very moment of the acceptance are to be looked for.</summary>
    public const string FollowKind = "follow";

    /// <summary>After an acceptance; what was on its way then is written or refused by then.</summary>
    public static readonly TimeSpan FollowAfter = TimeSpan.FromSeconds(15);

    public const string Sender = "sender";
    public const string Recipient = "recipient";

    public static AggregateDefinition<TransferState, TransferEvent> Definition { get; } = new()
    {
        Kind = TransferName.Collection,
        Initial = TransferState.Initial,
        EventType = TransferJson.Default.TransferEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((TransferCommand)command, TransferJson.Default.TransferCommand),
        Project = Project,
        Relate = Relate,
        ReadPermission = TransferPermissions.Read,
        WatchPermission = TransferPermissions.Watch,
    };

    public static string Word(TransferStage stage) => stage switch
    {
        TransferStage.Offered => "offered",
        TransferStage.Accepted => "accepted",
        TransferStage.Declined => "declined",
        TransferStage.Revoked => "revoked",
        TransferStage.Lapsed => "lapsed",
        _ => "",
    };

    /// <summary>The sender owns it, the recipient takes part. Whoever makes one is judged by its part in the case.</summary>
    internal static Relation Relate(TransferState state, Principal principal) =>
        state.Offer is not { } offer ? Relation.Lead
        : principal.Agency == offer.From && (principal.Unit is null || principal.Unit == offer.FromUnit) ? Relation.Owner
        : principal.Agency == offer.To && (principal.Unit is null || principal.Unit == offer.ToUnit) ? Relation.Participant
        : Relation.None;

    private static Projection Project(string name, TransferState state, int version, DateTimeOffset at)
    {
        if (state.Offer is not { } offer)
            return Projection.Empty;

        var (word, open) = (Word(state.Stage), state.Stage is TransferStage.Offered);
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = TransferName.Collection,
                State = word,
                Open = open,
                Due = open ? offer.AnswerDue : null,
                Province = offer.Province.Length == 0 ? null : offer.Province,
                Case = offer.Case.ToString(),
                Instrument = offer.DataTransfer.LegalBasis.ToString(),
                Handling = (int)offer.Handling,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<TransferName>(name), version), TransferJson.Default.TransferView),
            },
            [Party(offer.From, offer.FromUnit, Sender, word, open: false), Party(offer.To, offer.ToUnit, Recipient, word, open)],
            open ? [new DueRow(AnswerKind, offer.AnswerDue)] : state.Following ? [new DueRow(FollowKind, state.AcceptedAt + FollowAfter)] : []);
    }

    private static PartyRow Party(AgencyName agency, UnitName? unit, string role, string word, bool open) =>
        new() { Agency = agency.Id, Unit = unit?.Id, Role = role, State = word, Open = open };
}
