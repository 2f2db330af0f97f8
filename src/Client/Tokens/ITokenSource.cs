namespace Coordination.Client.Tokens;

/// <summary>Where access tokens come from. Implement it for an issuer that does not offer client credentials.</summary>
public interface ITokenSource
{
    /// <summary>An access token (a JWT, without "Bearer") that is valid for at least some seconds more. Called for every attempt: cache.</summary>
    /// <exception cref="Errors.CoordinationException">UNAVAILABLE when the issuer is away (the call is repeated), UNAUTHENTICATED when it refuses.</exception>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>The platform did not take this token: do not hand it out again. Called once per call at most.</summary>
    void Reject(string token);
}
