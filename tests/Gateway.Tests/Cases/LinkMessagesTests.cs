using Coordination.Cases;
using Coordination.Errors;
using Coordination.Names;

namespace Coordination.Gateway.Tests.Cases;

/// <summary>Links in messages: the words of the contract, the sentences in Lao, and nothing of the other side.</summary>
public sealed class LinkMessagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_numbers_of_words_are_those_of_the_contract()
    {
        Same<LinkStage, Coordination.Cases.V1.LinkState>();
        Same<LinkStrength, Coordination.Cases.V1.LinkStrength>();
        Same<LinkAnswer, Coordination.Cases.V1.LinkAnswer>();
        Same<LinkRejection, Coordination.Cases.V1.LinkRejection>();
    }

    [Fact]
    public void Every_refusal_has_its_sentence_in_Lao()
    {
        var translations = new Translations(TranslationCatalogue.Embedded(typeof(LinksGatewayModule).Assembly));
        foreach (var refusal in LinkRefusals.All)
        {
            var sentence = translations.Find("lo", "refusal." + refusal.Code);
            Assert.NotNull(sentence);
            Assert.Contains(sentence, c => c is >= '\u0e80' and <= '\u0eff');
        }
    }

    [Fact]
    public void A_message_holds_what_the_view_holds()
    {
        var view = new LinkView(
            new LinkName("lone"), LinkStage.Suggested, LinkStrength.Strong,
            [new LinkSideView(new CaseName("cone"), "p1", LinkAnswer.Confirmed, LinkRejection.None, Now)], null, Now, Now, Now.AddDays(90), 3);
        var link = LinkMapper.ToProto(view);
        Assert.Equal(("links/lone", "", "v3"), (link.Name, link.OtherLead, link.Etag));
        Assert.Equal((Coordination.Cases.V1.LinkState.Suggested, Coordination.Cases.V1.LinkStrength.Strong), (link.State, link.Strength));
        var side = Assert.Single(link.Sides);
        Assert.Equal(("cases/cone", "p1", Coordination.Cases.V1.LinkAnswer.Confirmed), (side.Case, side.Person, side.Answer));
        Assert.Equal("agencies/atd", LinkMapper.ToProto(view with { OtherLead = new AgencyName("atd") }).OtherLead);
    }

    private static void Same<TWord, TProto>()
        where TWord : struct, Enum
        where TProto : struct, Enum
    {
        var words = Enum.GetValues<TWord>().Select(w => (Convert.ToInt32(w, null), w.ToString())).Where(w => w.Item1 != 0);
        var protos = Enum.GetValues<TProto>().Select(p => (Convert.ToInt32(p, null), p.ToString())).Where(p => p.Item1 != 0);
        Assert.Equal(protos, words);
    }
}
