using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Coordination.Sdk.Testing;

/// <summary>Signs tokens for whomever a test wants to be.</summary>
internal sealed class TestIssuer(TimeProvider time) : IDisposable
{
    public const string Issuer = "https://issuer.test/";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Made)> made = new(StringComparer.Ordinal);

    /// <summary>A token that is good for some minutes of the platform's time.</summary>
    public string For(Caller caller)
    {
        var now = time.GetUtcNow();
        var who = $"{caller} {caller.Who}";
        if (made.TryGetValue(who, out var known) && now - known.Made < Lifetime / 2)
            return known.Token;

        var claims = new Dictionary<string, object> { ["sub"] = caller.Who, ["agency"] = caller.Agency, ["roles"] = caller.Roles.ToArray() };
        if (caller.Unit is { } unit)
            claims["unit"] = unit;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = Issuer,
            Audience = "coordination",
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });
        made[who] = (token, now);
        return token;
    }

    /// <summary>The gateway believes it without asking it for its keys.</summary>
    public void Register(IServiceCollection services) =>
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
            configuration.SigningKeys.Add(Key);
            bearer.Configuration = configuration;
            bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
        });

    public void Dispose() => key.Dispose();

    private ECDsaSecurityKey Key => new(key) { KeyId = "test" };
}
