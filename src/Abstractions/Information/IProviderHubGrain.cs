using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>
/// Brings queries to the streams of one record type's providers, wherever in the cluster they are connected. Its key is the
/// record type's name. It holds nothing that has to survive.
/// </summary>
public interface IProviderHubGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks a provider. Refused: PROVIDER_AWAY (UNAVAILABLE) when none is connected or none answers in time, at most 5 s;
    /// PROVIDER_BUSY (RESOURCE_EXHAUSTED) when too many queries wait.
    /// </summary>
    Task<Outcome<ProviderReply>> QueryAsync(ProviderQuestion question, CancellationToken cancellationToken);
}

/// <summary>An admitted query: every check was made before.</summary>
/// <param name="Reference">The agency's own key of the record: never log it.</param>
[GenerateSerializer, Immutable]
public sealed record ProviderQuestion(
    RecordTypeName RecordType, string Reference, ImmutableArray<string> Fields, AgencyName Recipient, string Purpose, GrantName Grant)
{
    /// <summary>Never the reference.</summary>
    public override string ToString() => Grant.ToString();
}

/// <param name="Found">False: the provider has no such record.</param>
/// <param name="Fields">Already cut to what was asked.</param>
/// <param name="Excess">How many fields it sent beside.</param>
[GenerateSerializer, Immutable]
public sealed record ProviderReply(bool Found, ImmutableArray<OpenedField> Fields, int Excess);
