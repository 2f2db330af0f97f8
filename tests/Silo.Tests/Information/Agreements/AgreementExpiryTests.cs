using Coordination.Information;
using static Coordination.Silo.Information.Agreements.AgreementSilo;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

/// <summary>The end of its time. It moves the clock, so it has a silo of its own.</summary>
public class AgreementExpiryTests
{
    [Fact]
    public async Task It_ends_at_its_time_once_however_often_it_is_woken()
    {
        await using var silo = new AgreementSilo();
        await silo.InitializeAsync();
        var grain = await silo.InForceAsync();
        var name = Done(await grain.GetAsync(Speaker(Lwu), default)).Name.ToString();
        Assert.Equal(Content.Until, Assert.Single(silo.Ledger.Due(name)).At);

        await grain.WakeAsync("until");
        Assert.True(Done(await grain.HoldsAsync()));

        silo.Time.SetUtcNow(Content.Until);
        Assert.False(Done(await grain.HoldsAsync())); // Nobody has woken it yet.
        await grain.WakeAsync("something else");
        Assert.Equal(AgreementStage.InForce, Done(await grain.GetAsync(Speaker(Lwu), default)).Stage);
        await Task.WhenAll(grain.WakeAsync("until"), grain.WakeAsync("until"));
        await grain.WakeAsync("until");

        Assert.Equal(AgreementStage.Ended, Done(await grain.GetAsync(Speaker(Lwu), default)).Stage);
        Assert.Equal("agreement.expired", silo.Ledger.Entries(name)[^1].Type);
        Assert.Equal(4, silo.Ledger.Entries(name).Length);
        Assert.Empty(silo.Ledger.Due(name));
        Assert.Equal("TRANSITION_NOT_ALLOWED", (await grain.EndAsync(new EndAgreement(By(Speaker(Lwu)), "Again."), default)).Refusal?.Code);
    }
}
