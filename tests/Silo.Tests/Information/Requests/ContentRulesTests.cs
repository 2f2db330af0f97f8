using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class ContentRulesTests
{
    private static readonly RecordTypeName Type = new("moh-visits");

    private static readonly SubjectName Person = new("s1");

    public static TheoryData<string, string?> Rows => new()
    {
        { "as it is", null },
        { "no addressee", "TOO_MANY_ADDRESSEES" },
        { "51 addressees", "TOO_MANY_ADDRESSEES" },
        { "no question", "TOO_MANY_QUESTIONS" },
        { "101 questions", "TOO_MANY_QUESTIONS" },
        { "10,000 questions", "TOO_MANY_QUESTIONS" },
        { "an addressee twice", "ADDRESSEE_TWICE" },
        { "fields without a type", "QUESTION_INCOMPLETE" },
        { "an agreement without a reference", "QUESTION_INCOMPLETE" },
        { "unknown purpose", "PURPOSE_UNKNOWN" },
        { "another basis", "PURPOSE_OUTSIDE_LEGAL_BASES" },
        { "itself", "ADDRESSEE_IS_REQUESTER" },
        { "an unknown agency", "AGENCY_UNKNOWN" },
        { "a ministry not in force", "AGENCY_NOT_IN_FORCE" },
        { "an unknown type", "RECORD_TYPE_UNKNOWN" },
        { "an unknown person", "SUBJECT_UNKNOWN" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Content_is_refused_for_what_is_wrong_with_it(string change, string? expected)
    {
        var content = Asking.Content();
        var one = Asking.Question();
        content = change switch
        {
            "no addressee" => content with { Addressees = [] },
            "51 addressees" => content with { Addressees = [.. Enumerable.Range(0, 51).Select(i => new AgencyName($"a{i}"))] },
            "no question" => content with { Questions = [] },
            "101 questions" => content with { Questions = [.. Enumerable.Repeat(one, 101)] },
            "10,000 questions" => content with { Questions = [.. Enumerable.Repeat(one, 10_000)] },
            "an addressee twice" => content with { Addressees = [Cast.Moh, Cast.Moh] },
            "fields without a type" => content with { Questions = [one with { Fields = ["name"] }] },
            "an agreement without a reference" => content with { Questions = [one with { RecordType = Type, Agreement = new StandingAgreementName("a1") }] },
            "unknown purpose" => content with { Purpose = "curiosity" },
            "another basis" => content with { LegalBasis = new InstrumentName("none") },
            "itself" => content with { Addressees = [Cast.Moh, Cast.Mlsw] },
            "an unknown agency" => content with { Addressees = [Cast.Unknown] },
            "a ministry not in force" => content with { Addressees = [Cast.Ended] },
            "an unknown type" => content with { Questions = [one with { RecordType = Type }] },
            "an unknown person" => content with { Subject = Person },
            _ => content,
        };

        Assert.Equal(expected, RequestRules.Refuse(content, Cast.Mlsw, Asking.Around, Asking.Start)?.Code);
    }

    [Theory]
    [InlineData(SubjectStage.Held, true, null)]
    [InlineData(SubjectStage.Held, false, "SUBJECT_UNKNOWN")]
    [InlineData(SubjectStage.Erased, true, "SUBJECT_ERASED")]
    [InlineData(SubjectStage.Erased, false, "SUBJECT_UNKNOWN")]
    public void Only_a_person_of_the_requester_is_asked_about(SubjectStage stage, bool own, string? expected)
    {
        var around = Asking.Around with { Subject = new SubjectFacts(own ? Cast.Mlsw : Cast.Moh, false, stage) };

        Assert.Equal(expected, RequestRules.Refuse(Asking.Content() with { Subject = Person }, Cast.Mlsw, around, Asking.Start)?.Code);
    }

    [Fact]
    public void An_unknown_field_is_named()
    {
        var facts = new RecordTypeFacts(Type, Cast.Moh, HeldBy.Platform, [new FieldFacts("name", FieldClass.Identity)], [], Access.Handling.Amber, false);
        var around = Asking.Around with { Types = Asking.Around.Types.Add(Type, facts) };
        var question = Asking.Question() with { RecordType = Type, Fields = ["name", "shoe_size"], Reference = new PlainText("7") };

        var refusal = RequestRules.Refuse(Asking.Content() with { Questions = [question] }, Cast.Mlsw, around, Asking.Start);

        Assert.Equal("FIELD_UNKNOWN", refusal?.Code);
        Assert.Equal("shoe_size", refusal?.Metadata?["field"]);
        Assert.Null(RequestRules.Refuse(Asking.Content() with { Questions = [question with { Fields = ["name"] }] }, Cast.Mlsw, around, Asking.Start));
    }
}
