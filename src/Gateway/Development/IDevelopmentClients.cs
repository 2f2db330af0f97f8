using System.Collections.Immutable;

namespace Coordination.Development;

/// <summary>A client of the development issuer.</summary>
/// <param name="ClientId">The agency's or unit's code: <c>mlsw</c>, <c>atu-la-vt</c>.</param>
/// <param name="Agency">The agency's id.</param>
/// <param name="Unit">The unit's id, when the client is confined to one.</param>
/// <param name="Roles">Its roles.</param>
public sealed record DevelopmentClient(string ClientId, string Agency, string? Unit, ImmutableArray<string> Roles);

/// <summary>Who may ask the development issuer for a token: one client an agency and one a unit, from the country pack.</summary>
public interface IDevelopmentClients
{
    ValueTask<IReadOnlyList<DevelopmentClient>> ListAsync(CancellationToken cancellationToken);
}
