using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;
using Coordination.Silo.Cases.Handovers;
using Orleans.Concurrency;

namespace Coordination.Silo.Cases.Referrals;

/// <summary>One referral. Its text is sealed with the case's key and lies nowhere else.</summary>
[Reentrant]
internal sealed class ReferralGrain(
    LedgerGrainServices services, AggregateDefinition<ReferralState, ReferralEvent> definition, HandoverInputs inputs, CaseAccessLog accesses)
    : LedgerGrain<ReferralState, ReferralEvent>(services, definition), IReferralGrain
{
    private readonly AccessPolicy access = services.Access;

    private ReferralName Name => ResourceName.Parse<ReferralName>(Stream);

    /// <summary>Where the text stands: it opens there only.</summary>
    private string Place => $"{Stream}/text";

    public async Task<Outcome<ReferralView>> OfferAsync(OfferReferral command, CancellationToken cancellationToken)
    {
        var around = await SurroundAsync(command, cancellationToken);
        return around.IsRefused
            ? around.Refusal
            : await CreateAsync(
                command,
                ReferralPermissions.Offer,
                (state, now) => around.Value.Found is { } found ? ReferralRules.Offer(state, command, found, inputs, now) : CommonRefusals.ConcurrentChange,
                View);
    }

    public async Task<Outcome<ReferralView>> AcceptAsync(AcceptReferral command, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(command.Context.Principal, ReferralPermissions.Answer);
        if (seen.IsRefused)
            return seen.Refusal;
        var consent = await HandoverInputs.ConsentAsync(GrainFactory, seen.Value.DataTransfer);
        if (consent.IsRefused)
            return consent.Refusal;

        var offer = seen.Value;
        return offer.JoinAs is ParticipantRole.None
            ? await CommitAsync(command, ReferralPermissions.Answer, Decide, View)
            : await CommitTogetherAsync(
                command,
                ReferralPermissions.Answer,
                Decide,
                async (_, prepared) =>
                {
                    var join = new JoinCaseByReferral(command.Context with { ETag = null }, Name, offer.To, offer.JoinAs, offer.ToUnit);
                    var outcome = await GrainFactory.Case(offer.Case).PrepareAsync(join);
                    if (outcome.IsRefused)
                        return outcome.Refusal;
                    prepared.Add(outcome.Value);
                    return null;
                },
                prepared => GrainFactory.GetGrain<ICaseGrain>(prepared.Stream),
                View);

        Decision<ReferralEvent> Decide(ReferralState state, DateTimeOffset now) => ReferralRules.Accept(state, consent.Value, now);
    }

    public async Task<Outcome<ReferralView>> ExecuteAsync(ReferralCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var permission = command is RevokeReferral ? ReferralPermissions.Revoke : ReferralPermissions.Answer;
        var seen = await SeeAsync(command.Context.Principal, permission);
        return seen.IsRefused
            ? seen.Refusal
            : await CommitAsync(command, permission, (state, now) => ReferralRules.Decide(state, command, inputs.Cases, now), View);
    }

    public async Task<Outcome<ReferralView>> GetAsync(Principal principal, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, ReferralPermissions.Read);
        return seen.IsRefused ? seen.Refusal : await ReadAsync(principal, ReferralPermissions.Read, View);
    }

    public async Task<Outcome<ReferralTextView>> ReadTextAsync(CommandContext context, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reader = context.Principal;
        var seen = await SeeAsync(reader, ReferralPermissions.ReadText);
        if (seen.IsRefused)
            return seen.Refusal;

        var facts = await GrainFactory.Case(seen.Value.Case).FactsAsync();
        if (facts.IsRefused)
            return facts.Refusal;
        if (facts.Value.RetentionEnded)
            return CaseRefusals.RetentionEnded;
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (ReferralRules.RefuseText(read.Value.State, reader.Agency, facts.Value.Find(reader.Agency) is not null) is { } no)
            return no;

        // Opened first, in memory only: what cannot be opened was not read.
        var text = await OpenAsync(seen.Value, cancellationToken);
        if (text.IsRefused)
            return text.Refusal;
        var entry = new CaseContentRead(seen.Value.Case, Stream, null, reader.Agency, reader.Subject, seen.Value.DataTransfer.Purpose, reason, ["text"]);
        var access = await accesses.WriteAsync(context, entry, cancellationToken);
        return access.IsRefused ? access.Refusal : new ReferralTextView(text.Value, access.Value);
    }

    public async Task<Outcome<ReceiptView>> ReceiptAsync(Principal principal, int version, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, ReferralPermissions.Read);
        if (seen.IsRefused)
            return seen.Refusal;
        var read = await ReadAsync(principal, ReferralPermissions.Read, static (_, newest) => newest);
        return read.IsRefused ? read.Refusal
            : version > read.Value ? CommonRefusals.NotFound
            : await inputs.ReceiptAsync(
                Stream, version == 0 ? read.Value : version, seen.Value.Case, seen.Value.From, seen.Value.To, principal.Agency, cancellationToken);
    }

    protected override Decision<ReferralEvent> DecideDue(string dueKind, ReferralState state, DateTimeOffset now) =>
        dueKind == ReferralProjection.AnswerKind ? ReferralRules.Lapse(state, now) : Decision<ReferralEvent>.Nothing;

    private async Task<Outcome<PlainText>> OpenAsync(ReferralOffered offer, CancellationToken cancellationToken)
    {
        if (offer.Text is not { } text)
            return new PlainText("");

        try
        {
            using var key = await inputs.Sealer.OpenAsync(offer.Case.ToString(), offer.WrappedKey, cancellationToken);
            return new PlainText(key.Open(text, Place));
        }
        catch (KeyDestroyedException)
        {
            return CaseRefusals.RetentionEnded;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }

    /// <summary>What the case and the person say before an offer, and its text sealed. For a repeat nothing is asked.</summary>
    private async Task<Outcome<(bool Repeats, ReferralSurroundings? Found)>> SurroundAsync(OfferReferral command, CancellationToken cancellationToken)
    {
        if (await WasAnsweredAsync(command.Context.RequestId))
            return (true, null);

        var standing = await GrainFactory.Case(command.Case).StandingAsync(command.Context.Principal);
        if (standing.IsRefused)
            return standing.Refusal;
        if (!access.May(command.Context.Principal, ReferralPermissions.Offer, standing.Value.Relation))
            return CommonRefusals.PermissionDenied;

        var consent = await HandoverInputs.ConsentAsync(GrainFactory, command.DataTransfer);
        if (consent.IsRefused)
            return consent.Refusal;
        if (ReferralRules.RefuseOffer(command, standing.Value, consent.Value, inputs, Now) is { } no)
            return no;
        if (command.Text.IsEmpty)
            return (false, new ReferralSurroundings(standing.Value, consent.Value, null, ""));

        try
        {
            var (key, wrapped) = await inputs.Sealer.NewAsync(command.Case.ToString(), cancellationToken);
            using (key)
                return (false, new ReferralSurroundings(standing.Value, consent.Value, key.Seal(command.Text.Value, Place), wrapped));
        }
        catch (KeyDestroyedException)
        {
            return CaseRefusals.RetentionEnded;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
    }

    /// <summary>What was offered, for whoever may do this and is not blocked for the case.</summary>
    private async Task<Outcome<ReferralOffered>> SeeAsync(Principal principal, string permission)
    {
        var read = await ReadAsync(principal, permission, static (state, _) => state.Offer!);
        return read.IsRefused ? read.Refusal
            : await HandoverInputs.RefuseBlockedAsync(GrainFactory, read.Value.Case, principal) is { } blocked ? blocked
            : read;
    }

    private ReferralView View(ReferralState state, int version) => state.View(Name, version);
}
