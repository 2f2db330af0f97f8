using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Coordination.Auth;

/// <summary>The token is good but lives longer than a stolen one may.</summary>
internal sealed class TokenLivesTooLongException() : SecurityTokenInvalidLifetimeException("The token lives too long.");

/// <summary>Judges a token's times against the platform's clock.</summary>
internal sealed class TokenLifetime(TimeSpan longest, TimeSpan skew, TimeProvider time)
{
    /// <summary>Throws unless the token is in force and lives no longer than allowed. A token without its times is refused.</summary>
    public bool Validate(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        if (expires is not { } end)
            throw new SecurityTokenNoExpirationException("The token does not say when it expires.");

        var now = time.GetUtcNow().UtcDateTime;
        if (end <= now - skew)
            throw new SecurityTokenExpiredException("The token has expired.");

        // iat says when it was made; a token without it must at least say from when it holds.
        var begin = token is JsonWebToken jwt && jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out _)
            ? jwt.IssuedAt
            : notBefore ?? throw new SecurityTokenInvalidLifetimeException("The token does not say when it was made.");
        if (begin > now + skew || notBefore > now + skew)
            throw new SecurityTokenNotYetValidException("The token is not in force yet.");
        if (end - begin > longest)
            throw new TokenLivesTooLongException();

        return true;
    }
}
