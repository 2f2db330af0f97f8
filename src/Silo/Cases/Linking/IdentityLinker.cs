using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Finds identities that share tokens with a stored one, and makes or withdraws links. It holds nothing.</summary>
internal sealed class IdentityLinker(IRegistry registry, IKeyStore keys, IGrainFactory grains) : IIdentityLinker
{
    /// <summary>Terms of one look-up, as many as the registry takes; the strongest kinds come first.</summary>
    private const int MostTerms = 256;

    /// <summary>
    /// How many of those that share most are looked at. More share a token only when it says nothing, like a number that
    /// stands for "none".
    /// </summary>
    private const int MostCandidates = 100;
    private const int LinksAtOnce = 200;

    public ImmutableArray<string> TokensOf(IReadOnlyDictionary<string, string> fields) => [.. BlindIndex.TokensOf(keys, LinkablePerson.Of(fields)).Select(t => t.Value)];

    public async Task<Refusal?> LinkAsync(IdentityFacts identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        try
        {
            var (matched, refusal) = identity.Erased ? ([], null) : await MatchAsync(identity, cancellationToken);
            return refusal ?? await WithdrawOthersAsync(identity, matched, cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    private async Task<(HashSet<LinkName> Matched, Refusal? Refusal)> MatchAsync(IdentityFacts identity, CancellationToken cancellationToken)
    {
        var matched = new HashSet<LinkName>();
        var tokens = Tokens(identity);
        if (tokens.IsEmpty)
            return (matched, null);

        var own = await grains.Case(identity.Case).FactsAsync();
        if (own.IsRefused)
            return (matched, IsGone(own.Refusal) ? null : own.Refusal);
        if (own.Value.Find(identity.Person) is not { } person || own.Value.RetentionEnded)
            return (matched, null);

        ImmutableArray<string> asked = [.. tokens.SelectMany(t => t.Asks).Distinct(StringComparer.Ordinal).Take(MostTerms)];
        var hits = await registry.FindByTermsAsync(IdentityName.Collection, asked, MostCandidates + 1, cancellationToken);
        foreach (var hit in hits.Where(h => h.Name != identity.Name.ToString()).Take(MostCandidates))
        {
            var (finding, refusal) = await CompareAsync(identity, tokens, own.Value, person, ResourceName.Parse<IdentityName>(hit.Name));
            if (refusal is not null)
                return (matched, refusal);
            if (finding is null)
                continue;

            var name = LinkKeys.NameOf(keys, finding.First.Identity, finding.Second.Identity);
            if (await grains.Link(name).SuggestAsync(finding) is { } failed)
                return (matched, failed);
            matched.Add(name);
        }

        return (matched, null);
    }

    /// <summary>What the other's vault says now decides, not what the index said when it was asked.</summary>
    private async Task<(LinkFinding? Finding, Refusal? Refusal)> CompareAsync(
        IdentityFacts identity, ImmutableArray<BlindToken> tokens, CaseStanding own, CasePersonFacts person, IdentityName otherName)
    {
        var other = await grains.Identity(otherName).FactsAsync();
        if (other.IsRefused)
            return (null, IsGone(other.Refusal) ? null : other.Refusal);
        if (other.Value.Erased || other.Value.Case == identity.Case)
            return (null, null); // Persons of one case are its own lead's business.

        var has = Tokens(other.Value).Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
        ImmutableHashSet<BlindKind> met = [.. tokens.Where(t => t.Asks.Any(has.Contains)).Select(t => t.Kind)];
        if (met.IsEmpty)
            return (null, null);

        var theirs = await grains.Case(other.Value.Case).FactsAsync();
        if (theirs.IsRefused)
            return (null, IsGone(theirs.Refusal) ? null : theirs.Refusal);
        if (theirs.Value.Find(other.Value.Person) is not { } match || theirs.Value.RetentionEnded
            || LinkScore.Of(met, Contradict(person.Gender, match.Gender)) is not { } strength)
            return (null, null);

        var (mine, others) = (LinkRules.SideOf(identity.Name, identity.Person, own), LinkRules.SideOf(otherName, other.Value.Person, theirs.Value));
        return (LinkKeys.InOrder(identity.Name, otherName) ? new LinkFinding(strength, mine, others) : new LinkFinding(strength, others, mine), null);
    }

    private async Task<Refusal?> WithdrawOthersAsync(IdentityFacts identity, HashSet<LinkName> matched, CancellationToken cancellationToken)
    {
        var query = new RegistryQuery
        {
            Kind = LinkName.Collection,
            Terms = [LinkKeys.TermOf(keys, identity.Name)],
            States = identity.Erased ? [LinkWords.Of(LinkStage.Suggested), LinkWords.Of(LinkStage.Confirmed)] : [LinkWords.Of(LinkStage.Suggested)],
            Order = RegistryOrder.NewestFirst,
            PageSize = LinksAtOnce,
        };
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, cancellationToken);
            foreach (var name in page.Hits.Select(hit => ResourceName.Parse<LinkName>(hit.Name)).Where(name => !matched.Contains(name)))
            {
                if (await grains.Link(name).WithdrawAsync(identity.Erased) is { } failed)
                    return failed;
            }

            after = page.Next;
        }
        while (after is not null);
        return null;
    }

    private static ImmutableArray<BlindToken> Tokens(IdentityFacts identity) => [.. identity.Tokens.Select(BlindToken.Parse).OfType<BlindToken>()];

    private static bool Contradict(Gender one, Gender other) => (one, other) is (Gender.Female, Gender.Male) or (Gender.Male, Gender.Female);

    /// <summary>What is not there, or cannot be read ever, must not hold up the others.</summary>
    private static bool IsGone(Refusal refusal) => refusal.Kind is RefusalKind.NotFound || refusal.Code == CommonRefusals.StreamParked.Code;
}
