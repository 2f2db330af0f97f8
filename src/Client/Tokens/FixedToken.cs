namespace Coordination.Client.Tokens;

/// <summary>A token that somebody else obtained, for scripts that run shorter than it lives.</summary>
public sealed class FixedToken(string token) : ITokenSource
{
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

    public void Reject(string token)
    {
        // There is no other.
    }
}
