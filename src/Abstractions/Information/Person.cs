using Coordination.Access;

namespace Coordination.Information;

/// <summary>Who acted, for the rule that a second person must: an issuer and its opaque subject.</summary>
[GenerateSerializer, Immutable]
public sealed record Person(string Issuer, string Subject)
{
    public static Person Of(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return new(principal.Issuer, principal.Subject);
    }
}
