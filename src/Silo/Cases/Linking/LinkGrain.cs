using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Cases.Linking;

/// <summary>A possible match: two sides that learn nothing of each other before both confirmed.</summary>
internal sealed class LinkGrain(
    LedgerGrainServices services,
    AggregateDefinition<LinkState, LinkEvent> definition,
    CasePolicy policy) : LedgerGrain<LinkState, LinkEvent>(services, definition), ILinkGrain
{
    /// <summary>More events than a link can have: it has two answers, and few changes of leads.</summary>
    private const int MostHistory = 1000;

    private LinkName Name => ResourceName.Parse<LinkName>(Stream);

    public Task<Refusal?> SuggestAsync(LinkFinding finding) => CommitByPlatformAsync((state, now) => LinkRules.Suggest(state, finding, policy.LinkWithin, now));

    public Task<Refusal?> WithdrawAsync(bool erased) => CommitByPlatformAsync((state, _) => LinkRules.Withdraw(state, erased));

    public Task<Outcome<LinkView>> ConfirmAsync(ConfirmLink command, CancellationToken cancellationToken) => AnswerAsync(command, cancellationToken);

    public Task<Outcome<LinkView>> RejectAsync(RejectLink command, CancellationToken cancellationToken) => AnswerAsync(command, cancellationToken);

    public async Task<Outcome<LinkView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        await FollowAsync() is { } away ? away : await ReadAsync(principal, LinkPermissions.Read, View(principal));

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (await FollowAsync() is { } away)
            return away;
        var page = await ReadHistoryAsync(principal, LinkPermissions.ReadHistory, 0, MostHistory, cancellationToken);
        if (page.IsRefused)
            return page;
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;

        // Counted anew: a gap would tell that something happened on the other side.
        var sides = read.Value.State.SidesOf(principal);
        var own = page.Value.Entries.Where(e => sides.Any(side => LinkProjection.IsFor(LinkProjection.Read(e.Data.AsSpan()), side)));
        return new HistoryPage([.. own.Select((entry, i) => entry with { Version = i + 1 })], null);
    }

    protected override Decision<LinkEvent> DecideDue(string dueKind, LinkState state, DateTimeOffset now) => LinkRules.DueBy(state, dueKind, now);

    /// <summary>
    /// The answer is one entry, by the agency; what comes of it is another one, by the platform: the other side must not
    /// learn who answered.
    /// </summary>
    private async Task<Outcome<LinkView>> AnswerAsync(LinkCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var principal = command.Context.Principal;
        if (await FollowAsync() is { } away)
            return away;

        var answered = await CommitAsync(
            command,
            LinkPermissions.Decide,
            (state, _) => LinkRules.Answer(state, command),
            View(principal),
            state => state.VersionFor(state.SidesOf(principal)));
        if (answered.IsRefused)
            return answered;

        await CommitByPlatformAsync(static (state, _) => LinkRules.Settle(state)); // When it fails, due work does it.
        return await ReadAsync(principal, LinkPermissions.Decide, View(principal));
    }

    private Func<LinkState, int, LinkView> View(Principal principal) => (state, _) => state.View(Name, principal)!; // Who is judged to lead has a side.

    /// <summary>Leads and conflicts of interest are the cases': a link that fell behind catches up before it answers.</summary>
    public async Task<Refusal?> FollowAsync()
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State is not { Stage: not LinkStage.None } state)
            return null;

        var standings = await Task.WhenAll(GrainFactory.Case(state.First.Case).FactsAsync(), GrainFactory.Case(state.Second.Case).FactsAsync());
        foreach (var standing in standings)
        {
            if (standing.IsRefused && standing.Refusal.Kind is not RefusalKind.NotFound)
                return standing.Refusal;
        }

        return await CommitByPlatformAsync((now, _) => LinkRules.Follow(now, Standing(standings[0]), Standing(standings[1])));
    }

    private static CaseStanding? Standing(Outcome<CaseStanding> outcome) => outcome.IsRefused ? null : outcome.Value;
}
