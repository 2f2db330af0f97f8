using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Coordination.Hosting;

/// <summary>An issuer that tests hold in their hand.</summary>
internal sealed class TestTokens(TimeProvider time) : IDisposable
{
    public const string Issuer = "https://issuer.test/";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SecurityKey Key => new ECDsaSecurityKey(key) { KeyId = "test" };

    public string For(string agency, params string[] roles) => Make(agency, roles);

    public string Make(
        string? agency = "mlsw", string[]? roles = null, string? unit = null, string type = "at+jwt", string audience = "coordination",
        string issuer = Issuer, TimeSpan? lifetime = null, TimeSpan? age = null, string? subject = "officer-7", SecurityKey? signedBy = null,
        IDictionary<string, object>? more = null, bool withIssuedAt = true)
    {
        var issued = time.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero);
        var claims = new Dictionary<string, object>(more ?? new Dictionary<string, object>());
        if (subject is not null)
            claims["sub"] = subject;
        if (agency is not null)
            claims["agency"] = agency;
        if (unit is not null)
            claims["unit"] = unit;
        if (roles is not null)
            claims["roles"] = roles;

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = issuer,
            Audience = audience,
            IssuedAt = withIssuedAt ? issued : null,
            Expires = issued + (lifetime ?? TimeSpan.FromMinutes(10)),
            Claims = claims,
            SigningCredentials = new SigningCredentials(signedBy ?? Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => key.Dispose();
}
