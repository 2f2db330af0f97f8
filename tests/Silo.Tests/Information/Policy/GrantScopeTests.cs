using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Silo.Information.Agreements;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information;

/// <summary>What a grant may say, by example: the owner's own, and one that is passed on.</summary>
public sealed class GrantScopeTests
{
    private static readonly GrantTerms Own = AgreementRules.Terms(Content, Now) with { Record = Parties.Record.Record };

    private static readonly GrantLink Parent = new(
        new GrantName("gparent"), Own with { Grantor = Lwu, Recipient = Mlsw, Fields = ["needs", "skills"], OnwardDepth = 2 }, GrantStage.Active);

    private static readonly InformationPolicy WithMoh = Policy with { LegalBases = [.. Policy.LegalBases, new LegalBasisRule(Moh, "victim_support", Guidelines)] };

    private static readonly GrantTerms PassedOn = Parent.Terms with { Grantor = Mlsw, Recipient = Moh, Parent = Parent.Name, OnwardDepth = 1, Fields = ["skills"] };

    private static string? Refuse(GrantTerms terms, params GrantLink[] parents) => GrantScope.Refuse(terms, [.. parents], Parties.Record, WithMoh, Now)?.Code;

    [Fact]
    public void The_owner_grants_and_the_recipient_passes_on()
    {
        Assert.Null(Refuse(Own));
        Assert.Null(Refuse(PassedOn, Parent));
    }

    public static TheoryData<string, GrantTerms> Wider => new()
    {
        { "fields", PassedOn with { Fields = ["full_name", "skills"] } },
        { "purpose", PassedOn with { Purpose = "statistics" } },
        { "until", PassedOn with { Until = Parent.Terms.Until.AddTicks(10) } },
        { "handling", PassedOn with { Handling = Handling.Green } },
        { "onward_depth", PassedOn with { OnwardDepth = 2 } },
    };

    [Theory]
    [MemberData(nameof(Wider))]
    public void What_is_passed_on_is_narrower_in_every_dimension(string dimension, GrantTerms terms)
    {
        // Of a pack that is deep enough, so that only the parent stands in the way.
        var refusal = GrantScope.Refuse(terms, [Parent], Parties.Record, WithMoh with { MostOnward = 5 }, Now);

        Assert.Equal(("WIDER_THAN_PARENT", dimension, dimension), (refusal?.Code, refusal?.Field, refusal?.Metadata?["dimension"]));
    }

    [Fact]
    public void What_is_not_held_is_not_granted()
    {
        Assert.Equal("RECORD_NOT_HELD", Refuse(Own with { Grantor = Mlsw, Recipient = Moh }));
        Assert.Equal("RECORD_NOT_HELD", Refuse(PassedOn with { Grantor = Moh, Recipient = Lwu }, Parent));
        Assert.Equal("RECORD_NOT_HELD", Refuse(PassedOn, Parent with { Name = new GrantName("gother") }));
        Assert.Equal("RECORD_NOT_HELD", Refuse(PassedOn));
    }

    [Theory]
    [InlineData(GrantStage.Proposed)]
    [InlineData(GrantStage.Approved)]
    [InlineData(GrantStage.Suspended)]
    [InlineData(GrantStage.Expired)]
    [InlineData(GrantStage.Revoked)]
    public void What_cannot_be_read_now_is_not_passed_on(GrantStage stage) => Assert.Equal("PARENT_NOT_ACTIVE", Refuse(PassedOn, Parent with { Stage = stage }));

    [Fact]
    public void Depth_ends_with_the_parents_and_with_the_packs()
    {
        Assert.Equal("ONWARD_NOT_ALLOWED", Refuse(PassedOn, Parent with { Terms = Parent.Terms with { OnwardDepth = 0 } }));
        Assert.Equal("ONWARD_NOT_ALLOWED", Refuse(Own with { OnwardDepth = 3 }));
        Assert.Equal("ONWARD_NOT_ALLOWED", Refuse(Own with { OnwardDepth = -1 }));
        Assert.Equal("ONWARD_NOT_ALLOWED", Refuse(PassedOn with { OnwardDepth = 2 }, Parent with { Terms = Parent.Terms with { OnwardDepth = 3 } }));
    }

    [Fact]
    public void Lists_of_fields_are_sorted_without_repeats()
    {
        Assert.Equal("FIELD_UNKNOWN", Refuse(Own with { Fields = ["skills", "needs"] }));
        Assert.Equal("FIELD_UNKNOWN", Refuse(Own with { Fields = ["needs", "needs"] }));
        Assert.Equal("FIELD_UNKNOWN", Refuse(Own with { Fields = default }));
    }

    [Fact]
    public void A_label_is_never_wider_than_the_records()
    {
        Assert.Equal("HANDLING_TOO_WIDE", Refuse(Own with { Handling = Handling.Green }));
        Assert.Equal(Handling.Amber, GrantScope.DefaultHandling([], Parties.Record));
        Assert.Equal(Handling.Red, GrantScope.DefaultHandling([Parent with { Terms = Parent.Terms with { Handling = Handling.Red } }], Parties.Record));
    }

    [Fact]
    public void The_missing_basis_is_named()
    {
        var refusal = GrantScope.Refuse(PassedOn, [Parent], Parties.Record, Policy, Now);

        Assert.Equal(("PURPOSE_OUTSIDE_LEGAL_BASES", Moh.ToString()), (refusal?.Code, refusal?.Metadata?["agency"]));
    }

    [Fact]
    public void Four_eyes_are_asked_for_by_class_and_for_children()
    {
        Assert.False(GrantScope.NeedsApproval(Own, Parties.Record, Policy));
        Assert.True(GrantScope.NeedsApproval(Own with { Fields = ["full_name"] }, Parties.Record, Policy));
        Assert.True(GrantScope.NeedsApproval(Own, Parties.Record with { Minor = true }, Policy));
        Assert.False(GrantScope.NeedsApproval(Own, Parties.Record with { Minor = true }, Policy with { FourEyesForMinors = false }));
    }
}
