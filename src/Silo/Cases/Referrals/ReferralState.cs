using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Statistics;

namespace Coordination.Silo.Cases.Referrals;

/// <param name="Offer">Null before the first event.</param>
internal sealed record ReferralState(
    ReferralOffered? Offer, ReferralStage Stage, string Reason, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IAggregateState<ReferralState, ReferralEvent>
{
    public static readonly ReferralState Initial = new(null, ReferralStage.None, "", default, default);

    /// <summary>The recipient has something to do.</summary>
    public bool IsOpen => Stage is ReferralStage.Offered or ReferralStage.Accepted or ReferralStage.ServiceStarted;

    public ReferralState Apply(ReferralEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            ReferralOffered e => Initial with { Offer = e, Stage = ReferralStage.Offered, CreatedAt = stamp.At },
            ReferralAccepted => this with { Stage = ReferralStage.Accepted },
            ReferralDeclined e => this with { Stage = ReferralStage.Declined, Reason = e.Reason },
            ReferralLapsed => this with { Stage = ReferralStage.Lapsed },
            ReferralServiceStarted => this with { Stage = ReferralStage.ServiceStarted },
            ReferralCompleted => this with { Stage = ReferralStage.Completed },
            ReferralDiscontinued e => this with { Stage = ReferralStage.Discontinued, Reason = e.Reason },
            ReferralRevoked e => this with { Stage = ReferralStage.Revoked, Reason = e.Reason },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ReferralView View(ReferralName name, int version) => new(
        name, Offer!.Case, Stage, Offer.From, Offer.To, Offer.ToUnit, Offer.Pillar, Offer.Service, Offer.People, Offer.DataTransfer, Offer.JoinAs,
        Offer.Text is not null, Reason, Offer.AnswerDue, CreatedAt, UpdatedAt, version);
}

/// <summary>What of a referral is seen and counted beside its events.</summary>
internal static class ReferralProjection
{
    /// <summary>The answer is due.</summary>
    public const string AnswerKind = "answer";

    public const string Sender = "sender";
    public const string Recipient = "recipient";

    public static AggregateDefinition<ReferralState, ReferralEvent> Definition(IKeyStore keys) => new()
    {
        Kind = ReferralName.Collection,
        Initial = ReferralState.Initial,
        EventType = ReferralJson.Default.ReferralEvent,
        // Keyed: a plain hash of the text could be guessed and tried by somebody who has the database.
        CommandBytes = command => keys.Mac("command-hash", JsonSerializer.SerializeToUtf8Bytes((ReferralCommand)command, ReferralJson.Default.ReferralCommand)),
        Project = Project,
        Relate = Relate,
        ReadPermission = ReferralPermissions.Read,
        WatchPermission = ReferralPermissions.Watch,
    };

    public static string Word(ReferralStage stage) => stage switch
    {
        ReferralStage.Offered => "offered",
        ReferralStage.Accepted => "accepted",
        ReferralStage.Declined => "declined",
        ReferralStage.Lapsed => "lapsed",
        ReferralStage.ServiceStarted => "service_started",
        ReferralStage.Completed => "completed",
        ReferralStage.Discontinued => "discontinued",
        ReferralStage.Revoked => "revoked",
        _ => "",
    };

    /// <summary>The sender owns it, the recipient takes part. Whoever makes one is judged by its part in the case.</summary>
    internal static Relation Relate(ReferralState state, Principal principal) =>
        state.Offer is not { } offer ? Relation.Lead
        : principal.Agency == offer.From && (principal.Unit is null || principal.Unit == offer.FromUnit) ? Relation.Owner
        : principal.Agency == offer.To && (principal.Unit is null || principal.Unit == offer.ToUnit) ? Relation.Participant
        : Relation.None;

    private static Projection Project(string name, ReferralState state, int version, DateTimeOffset at)
    {
        if (state.Offer is not { } offer)
            return Projection.Empty;

        var (word, offered) = (Word(state.Stage), state.Stage is ReferralStage.Offered);
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = ReferralName.Collection,
                State = word,
                Open = state.IsOpen,
                Due = offered ? offer.AnswerDue : null,
                Province = offer.Province.Length == 0 ? null : offer.Province,
                Case = offer.Case.ToString(),
                Instrument = offer.DataTransfer.LegalBasis.ToString(),
                Handling = (int)offer.Handling,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<ReferralName>(name), version), ReferralJson.Default.ReferralView),
            },
            [Party(offer.From, offer.FromUnit, Sender, word, open: false), Party(offer.To, offer.ToUnit, Recipient, word, state.IsOpen)],
            offered ? [new DueRow(AnswerKind, offer.AnswerDue)] : [])
        {
            Facts =
            [
                new FactRow
                {
                    Item = "referral",
                    Kind = StatisticsKinds.Referrals.Name,
                    Owner = offer.From.Id,
                    Day = DateOnly.FromDateTime(state.CreatedAt.UtcDateTime),
                    Values =
                    [
                        word, CaseWords.Of(offer.Pillar), offer.Service, offer.To.Id, offer.From.Id, offer.Province,
                        state.Stage is ReferralStage.Declined ? state.Reason : "",
                    ],
                },
            ],
        };
    }

    private static PartyRow Party(AgencyName agency, UnitName? unit, string role, string word, bool open) =>
        new() { Agency = agency.Id, Unit = unit?.Id, Role = role, State = word, Open = open };
}
