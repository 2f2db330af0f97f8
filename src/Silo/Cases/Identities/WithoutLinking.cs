using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>Of a silo without the module of links: nothing is indexed, nothing is looked for.</summary>
internal sealed class WithoutLinking : IIdentityLinker
{
    public ImmutableArray<string> TokensOf(IReadOnlyDictionary<string, string> fields) => [];

    public Task<Refusal?> LinkAsync(IdentityFacts identity, CancellationToken cancellationToken) => Task.FromResult<Refusal?>(null);
}
