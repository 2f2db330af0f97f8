using System.Security.Cryptography;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Probe.V1;
using Grpc.Core;
using Microsoft.IdentityModel.Tokens;

namespace Coordination.Auth;

public sealed class TokenTests : IAsyncLifetime
{
    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_good_token_makes_the_principal()
    {
        Principal? seen = null;
        host.Probe.Answer = context =>
        {
            seen = context.Principal();
            return Task.FromResult(new ProbeReply());
        };

        await host.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(host.Tokens.Make(
            "mlsw", [Role.AgencyOfficer, "emperor", Role.Platform, Role.AgencyOfficer], unit: "atu-la-vt")));

        Assert.NotNull(seen);
        Assert.Equal((TestTokens.Issuer, "officer-7", "mlsw", "atu-la-vt"), (seen.Issuer, seen.Subject, seen.Agency.Id, seen.Unit!.Value.Id));
        Assert.Equal([Role.AgencyOfficer], seen.Roles);
    }

    [Fact]
    public async Task One_role_may_stand_alone_instead_of_in_an_array()
    {
        var token = host.Tokens.Make("mlsw", more: new Dictionary<string, object> { ["roles"] = Role.AgencyOfficer });

        Assert.Equal("ok", (await host.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(token))).Text);
    }

    [Fact]
    public Task Without_a_token_nobody_is_known() =>
        RpcAssert.Refused(host.ProbeClient().FindAsync(new FindRequest()), StatusCode.Unauthenticated, "TOKEN_MISSING");

    [Fact]
    public Task Another_scheme_is_refused() =>
        RpcAssert.Refused(
            host.ProbeClient().FindAsync(new FindRequest(), new Metadata { { "authorization", "Basic bWxzdzp4" } }),
            StatusCode.Unauthenticated, "TOKEN_INVALID");

    [Fact]
    public Task Two_tokens_are_refused() =>
        RpcAssert.Refused(
            host.ProbeClient().FindAsync(new FindRequest(), new Metadata
            {
                { "authorization", "Bearer " + host.Tokens.For("mlsw", Role.AgencyOfficer) },
                { "authorization", "Bearer " + host.Tokens.For("mps", Role.AgencyOfficer) },
            }),
            StatusCode.Unauthenticated, "TOKEN_INVALID");

    [Fact]
    public async Task The_platform_role_is_never_believed()
    {
        var token = host.Tokens.For("mlsw", Role.Platform);

        await RpcAssert.Refused(
            host.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(token)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
    }

    [Fact]
    public Task An_expired_token_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], age: TimeSpan.FromMinutes(11)), "TOKEN_EXPIRED");

    [Fact]
    public Task A_token_from_the_future_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], age: TimeSpan.FromMinutes(-5)), "TOKEN_INVALID");

    [Fact]
    public Task A_token_that_lives_too_long_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], lifetime: TimeSpan.FromMinutes(10.1)), "TOKEN_LIFETIME_TOO_LONG");

    [Fact]
    public Task A_token_that_does_not_say_when_it_was_made_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], withIssuedAt: false), "TOKEN_INVALID");

    [Fact]
    public Task A_token_for_another_audience_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], audience: "payroll"), "TOKEN_INVALID");

    [Fact]
    public Task A_token_of_another_issuer_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], issuer: "https://elsewhere.test/"), "TOKEN_INVALID");

    [Theory]
    [InlineData("JWT")]
    [InlineData("id+jwt")]
    public Task A_token_of_another_type_is_refused(string type) =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], type: type), "TOKEN_INVALID");

    [Fact]
    public async Task A_token_that_somebody_else_signed_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], signedBy: new ECDsaSecurityKey(other) { KeyId = "test" }), "TOKEN_INVALID");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MLSW")]
    [InlineData("agencies/mlsw")]
    [InlineData("platform")]
    [InlineData("a b")]
    public Task A_token_without_a_proper_agency_is_refused(string? agency) =>
        Refused(host.Tokens.Make(agency, [Role.AgencyOfficer]), "TOKEN_AGENCY_INVALID");

    [Fact]
    public Task A_token_with_a_malformed_unit_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], unit: "../mps"), "TOKEN_AGENCY_INVALID");

    [Fact]
    public Task A_token_without_a_subject_is_refused() =>
        Refused(host.Tokens.Make(roles: [Role.AgencyOfficer], subject: null), "TOKEN_INVALID");

    [Fact]
    public async Task A_token_that_was_believed_is_refused_once_it_has_expired()
    {
        var token = GatewayHost.Bearer(host.Tokens.Make(roles: [Role.AgencyOfficer], lifetime: TimeSpan.FromSeconds(40)));
        var client = host.ProbeClient();
        await client.FindAsync(new FindRequest(), token);

        host.Time.Advance(TimeSpan.FromSeconds(75));

        await RpcAssert.Refused(client.FindAsync(new FindRequest(), token), StatusCode.Unauthenticated, "TOKEN_EXPIRED");
    }

    [Fact]
    public async Task A_public_method_needs_no_token_but_has_no_principal()
    {
        Assert.Equal("ok", (await host.ProbeClient().OpenAsync(new FindRequest())).Text);

        host.Probe.Answer = context => Task.FromResult(new ProbeReply { Text = context.Principal().Subject });
        await RpcAssert.Refused(host.ProbeClient().OpenAsync(new FindRequest()), StatusCode.Unauthenticated, "TOKEN_MISSING");
    }

    [Fact]
    public async Task A_method_that_demands_a_purpose_is_refused_without_one()
    {
        var metadata = host.As("mlsw", Role.AgencyOfficer);
        await RpcAssert.Refused(host.ProbeClient().PurposefulAsync(new FindRequest(), metadata), StatusCode.InvalidArgument, "PURPOSE_REQUIRED");

        metadata.Add("coordination-purpose", "victim-support");
        Assert.Equal("ok", (await host.ProbeClient().PurposefulAsync(new FindRequest(), metadata)).Text);
    }

    [Fact]
    public async Task Who_may_never_call_is_refused_before_the_request_is_looked_at()
    {
        var refused = await RpcAssert.Refused(
            host.ProbeClient().CheckAsync(new ProbeRequest(), host.As("mlsw", Role.Statistician)), StatusCode.PermissionDenied, "PERMISSION_DENIED");

        Assert.Empty(refused.Fields());
    }

    private Task Refused(string token, string reason) =>
        RpcAssert.Refused(host.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(token)), StatusCode.Unauthenticated, reason);
}
