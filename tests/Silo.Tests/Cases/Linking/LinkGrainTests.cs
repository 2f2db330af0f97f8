using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using static Coordination.Silo.Tests.Cases.Linking.LinkSilo;

namespace Coordination.Silo.Tests.Cases.Linking;

/// <summary>Links between the vaults of real cases: what each side learns, and what it never does.</summary>
public sealed class LinkGrainTests : IAsyncLifetime
{
    private static readonly Principal Lwu = Lead("lwu"), Atd = Lead("atd"), Mlsw = Lead("mlsw");
    private LinkSilo silo = null!;

    public async ValueTask InitializeAsync() => silo = await StartAsync();

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task Two_spellings_of_one_person_make_one_link_of_which_each_lead_sees_its_own_side()
    {
        var (one, two, name) = await MatchedAsync();

        var mine = Assert.Single((await silo.ListAsync(Lwu)).Links);
        var theirs = Assert.Single((await silo.ListAsync(Atd)).Links);
        Assert.Equal((name, name), (mine.Name, theirs.Name));
        Assert.Equal((LinkStage.Suggested, LinkStrength.Strong), (mine.Stage, mine.Strength));
        Assert.Equal((one, "p1"), (Assert.Single(mine.Sides).Case, mine.Sides[0].Person));
        Assert.Equal(two, Assert.Single(theirs.Sides).Case);
        Assert.Empty((await silo.ListAsync(Mlsw)).Links);
        Assert.Equal(CommonRefusals.NotFound.Code, (await silo.Grains.Link(name).GetAsync(Mlsw, default)).Refusal?.Code);

        // Looked for again, from either side: the same link, no event more.
        var before = (await silo.Ledger.LoadAsync(name.ToString(), 0, 100, default)).Length;
        await silo.LookAsync(IdentityName.Of(two, "p1"));
        Assert.Equal(before, (await silo.Ledger.LoadAsync(name.ToString(), 0, 100, default)).Length);
    }

    [Fact]
    public async Task A_lead_learns_nothing_of_the_other_side_before_both_confirmed()
    {
        var (one, two, name) = await MatchedAsync();
        var grain = silo.Grains.Link(name);
        var before = await SeenAsync(Lwu, name, one);

        Done(await grain.ConfirmAsync(new ConfirmLink(Context(Atd), null), default));
        Assert.Equal(before, await SeenAsync(Lwu, name, one));
        var secrets = new[] { two.Id, "atd", IdentityName.Of(two, "p1").Id };
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, before, StringComparison.Ordinal));

        var confirmed = Done(await grain.ConfirmAsync(new ConfirmLink(Context(Lwu), null), default));
        Assert.Equal((LinkStage.Confirmed, new AgencyName("atd")), (confirmed.Stage, confirmed.OtherLead));
        var after = await SeenAsync(Lwu, name, one);
        Assert.DoesNotContain(two.Id, after, StringComparison.Ordinal);
        Assert.Equal(new AgencyName("lwu"), Done(await grain.GetAsync(Atd, default)).OtherLead);
    }

    [Fact]
    public async Task A_case_with_a_match_and_one_without_are_answered_alike_for_whoever_does_not_lead_them()
    {
        var (one, two, _) = await MatchedAsync();
        var without = await silo.CaseAsync(Atd);

        foreach (var of in new[] { two, without, new CaseName("cnone") })
            Assert.Equal(CommonRefusals.NotFound.Code, (await silo.Grains.LinkShelf().ListAsync(Lwu, of, [], 50, null, default)).Refusal?.Code);
        Assert.Single((await silo.ListAsync(Lwu, one)).Links);

        // Nor does the registry's own filter tell: the case is no part of the row.
        var viewer = new Viewer("lwu", null, Everything: false);
        Assert.Empty((await silo.Registry.QueryAsync(viewer, new RegistryQuery { Kind = LinkName.Collection, Case = two.ToString() }, null, default)).Hits);
    }

    [Fact]
    public async Task Who_answered_and_why_is_not_in_what_the_other_side_can_read()
    {
        var (_, _, name) = await MatchedAsync();
        var grain = silo.Grains.Link(name);
        var rejected = Done(await grain.RejectAsync(new RejectLink(Context(Atd), null, LinkRejection.DifferentPerson), default));
        Assert.Equal((LinkStage.Rejected, LinkRejection.DifferentPerson), (rejected.Stage, rejected.Sides[0].Reason));

        var seen = Done(await grain.GetAsync(Lwu, default));
        Assert.Equal((LinkStage.Rejected, LinkAnswer.None, LinkRejection.None), (seen.Stage, seen.Sides[0].Answer, seen.Sides[0].Reason));
        var history = Done(await grain.HistoryAsync(Lwu, default));
        Assert.Equal(["link.suggested", "link.side_set", "link.rejected"], history.Entries.Select(e => e.Type));
        Assert.Equal([1, 2, 3], history.Entries.Select(e => e.Version));
        Assert.All(history.Entries, e => Assert.Null(e.Actor));
        Assert.Contains(Done(await grain.HistoryAsync(Atd, default)).Entries, e => e.Type == "link.answered" && e.Actor == new AgencyName("atd"));
        Assert.Equal(LinkRefusals.NotOpen.Code, (await grain.ConfirmAsync(new ConfirmLink(Context(Lwu), null), default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_rejected_link_stays_rejected_when_it_is_found_again()
    {
        var (one, _, name) = await MatchedAsync();
        Done(await silo.Grains.Link(name).RejectAsync(new RejectLink(Context(Lwu), null, LinkRejection.DifferentPerson), default));
        await silo.StoreAsync(one, Lwu, ("phone", "020 5555"));
        Assert.Equal(LinkStage.Rejected, Done(await silo.Grains.Link(name).GetAsync(Lwu, default)).Stage);
    }

    [Fact]
    public async Task An_erased_identity_leaves_no_token_and_its_links_end()
    {
        var (one, _, name) = await MatchedAsync();
        var identity = IdentityName.Of(one, "p1");
        var tokens = Done(await silo.Grains.Identity(identity).FactsAsync()).Tokens;
        Assert.Equal(2, (await silo.Registry.FindByTermsAsync(IdentityName.Collection, tokens, 10, default)).Length);

        Assert.Null(await silo.Grains.Identity(identity).EraseAsync("withdrawn"));
        await silo.LookAsync(identity);

        Assert.DoesNotContain(await silo.Registry.FindByTermsAsync(IdentityName.Collection, tokens, 10, default), hit => hit.Name == identity.ToString());
        Assert.Empty(Done(await silo.Grains.Identity(identity).FactsAsync()).Tokens);
        Assert.Equal(LinkStage.Withdrawn, Done(await silo.Grains.Link(name).GetAsync(Atd, default)).Stage);
    }

    [Fact]
    public async Task A_corrected_identity_takes_its_suggestion_back_and_makes_it_again()
    {
        var (one, _, name) = await MatchedAsync();
        await silo.StoreAsync(one, Lwu, ("name", "Bounmy Xayavong"), ("birth_date", "1971-11-30"));
        Assert.Equal(LinkStage.Withdrawn, Done(await silo.Grains.Link(name).GetAsync(Lwu, default)).Stage);
        await silo.StoreAsync(one, Lwu, ("name", "Khamphan Pommachan"), ("birth_date", "1999"));
        var again = Done(await silo.Grains.Link(name).GetAsync(Lwu, default));
        Assert.Equal((LinkStage.Suggested, LinkStrength.Possible), (again.Stage, again.Strength));
    }

    [Fact]
    public async Task Persons_of_one_case_and_of_another_gender_are_not_linked()
    {
        var (one, _, _) = await MatchedAsync();
        var man = await silo.CaseAsync(Mlsw, Gender.Male);
        await silo.StoreAsync(man, Mlsw, ("name", "Khamphanh Phommachanh"), ("birth_date", "1999"));
        Assert.Empty((await silo.ListAsync(Mlsw)).Links);
        Assert.Single((await silo.ListAsync(Lwu, one)).Links);
    }

    [Fact]
    public async Task Two_cases_of_one_agency_are_linked_too()
    {
        var (one, other) = (await silo.CaseAsync(Lwu), await silo.CaseAsync(Lwu));
        var first = await silo.StoreAsync(one, Lwu, ("document", "PA 0123456"));
        var second = await silo.StoreAsync(other, Lwu, ("document", "pa-0i23456"));
        var link = Assert.Single((await silo.ListAsync(Lwu)).Links);
        Assert.Equal(2, link.Sides.Length);
        Assert.Equal(silo.LinkOf(first, second), link.Name);
        Assert.Equal(LinkRefusals.SideUnclear.Code, (await silo.Grains.Link(link.Name).ConfirmAsync(new ConfirmLink(Context(Lwu), null), default)).Refusal?.Code);
    }

    [Fact]
    public async Task An_officer_with_a_conflict_of_interest_in_either_case_sees_nothing()
    {
        var (one, two, name) = await MatchedAsync();
        var (mine, friend) = (Lead("lwu", "conflicted"), Lead("lwu", "another"));
        Done(await silo.Grains.Case(two).ExecuteAsync(new BlockOfficer(Context(Atd), mine.Issuer, mine.Subject, "relative"), default));

        Assert.Empty((await silo.ListAsync(mine)).Links);
        Assert.Equal(CommonRefusals.NotFound.Code, (await silo.Grains.Link(name).GetAsync(mine, default)).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotFound.Code, (await silo.Grains.Link(name).ConfirmAsync(new ConfirmLink(Context(mine), null), default)).Refusal?.Code);
        Assert.Empty((await silo.ListAsync(mine, one)).Links);
        var row = await silo.Registry.QueryAsync(new Viewer("lwu", null, false, OfficerKey.Of(mine)), new RegistryQuery { Kind = LinkName.Collection }, null, default);
        Assert.Empty(row.Hits);
        Assert.NotNull(Done(await silo.Grains.Link(name).GetAsync(friend, default)));
    }

    [Fact]
    public async Task The_committee_the_auditor_and_participants_see_no_link()
    {
        var (one, _, name) = await MatchedAsync();
        Done(await silo.Grains.Case(one).ExecuteAsync(new AddParticipant(Context(Lwu), Mlsw.Agency, ParticipantRole.Participant, null), default));
        foreach (var nobody in new[]
        {
            Mlsw, Lwu with { Roles = [Role.Chair] }, Lwu with { Roles = [Role.Secretariat] }, Lwu with { Roles = [Role.Auditor] },
            Lwu with { Roles = [Role.Statistician] }, Lwu with { Roles = [Role.PlatformOperator] },
        })
        {
            var read = await silo.Grains.Link(name).GetAsync(nobody, default);
            Assert.True(read.Refusal?.Code is "NOT_FOUND" or "PERMISSION_DENIED", nobody.Roles[0]);
        }
    }

    [Fact]
    public async Task It_lapses_as_due_work()
    {
        var (_, _, name) = await MatchedAsync();
        silo.Time.Advance(TimeSpan.FromDays(91));
        await silo.Grains.Link(name).WakeAsync("lapse");
        Assert.Equal(LinkStage.Lapsed, Done(await silo.Grains.Link(name).GetAsync(Lwu, default)).Stage);
    }

    [Fact]
    public async Task An_etag_counts_what_its_holder_may_know()
    {
        var (_, _, name) = await MatchedAsync();
        var grain = silo.Grains.Link(name);
        var read = Done(await grain.GetAsync(Lwu, default));
        Done(await grain.ConfirmAsync(new ConfirmLink(Context(Atd), null), default));
        Assert.Equal(CommonRefusals.ETagStale.Code, (await grain.ConfirmAsync(new ConfirmLink(Context(Lwu, "v99"), null), default)).Refusal?.Code);
        Done(await grain.ConfirmAsync(new ConfirmLink(Context(Lwu, $"v{read.Version}"), null), default));
    }

    [Fact]
    public async Task A_repeated_answer_is_one_answer()
    {
        var (_, _, name) = await MatchedAsync();
        var command = new ConfirmLink(Context(Lwu), null);
        var (first, again) = (Done(await silo.Grains.Link(name).ConfirmAsync(command, default)), Done(await silo.Grains.Link(name).ConfirmAsync(command, default)));
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
    }

    [Fact]
    public async Task Nothing_plain_of_a_name_is_stored()
    {
        var (one, two, name) = await MatchedAsync();
        foreach (var stream in new[] { name.ToString(), IdentityName.Of(one, "p1").ToString(), IdentityName.Of(two, "p1").ToString() })
        {
            var text = string.Concat((await silo.Ledger.LoadAsync(stream, 0, 100, default)).Select(e => Encoding.UTF8.GetString(e.Data.Span)));
            Assert.DoesNotContain("hampha", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("KMPNPMSN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("1999", text, StringComparison.Ordinal);
        }
    }

    private async Task<(CaseName One, CaseName Two, LinkName Link)> MatchedAsync()
    {
        var (one, two) = (await silo.CaseAsync(Lwu), await silo.CaseAsync(Atd));
        var first = await silo.StoreAsync(one, Lwu, ("name", "ຄຳພັນ ພົມມະຈັນ"), ("birth_date", "1999-04-21"));
        var second = await silo.StoreAsync(two, Atd, ("name", "Ms. Phomachanh Khamphan"), ("birth_date", "1999-04-21"));
        await silo.LookAsync(first);
        return (one, two, silo.LinkOf(first, second));
    }

    /// <summary>All that a caller can read of a link, as text.</summary>
    private async Task<string> SeenAsync(Principal by, LinkName name, CaseName own) => JsonSerializer.Serialize(new object[]
    {
        Done(await silo.Grains.Link(name).GetAsync(by, default)),
        (await silo.ListAsync(by)).Links,
        (await silo.ListAsync(by, own)).Links,
        Done(await silo.Grains.Link(name).HistoryAsync(by, default)).Entries.Select(e => new { e.Version, e.Type, e.At, e.Actor, Data = Encoding.UTF8.GetString(e.Data.AsSpan()) }),
    });
}
