namespace Coordination.Client.Tokens;

/// <summary>What a system shows to the issuer to get its tokens (RFC 6749, section 4.4).</summary>
/// <param name="TokenEndpoint">For example <c>http://127.0.0.1:5080/connect/token</c>.</param>
/// <param name="ClientId">The development issuer uses the agency's code, for example "mlsw".</param>
/// <param name="ClientSecret">Never logged, and in no exception.</param>
/// <param name="Scope">Asked for when it is set. Default: none.</param>
public sealed record ClientCredentials(Uri TokenEndpoint, string ClientId, string ClientSecret, string? Scope = null)
{
    public override string ToString() => $"{ClientId} at {TokenEndpoint}";
}
