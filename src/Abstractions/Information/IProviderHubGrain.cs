using System.Collections.Immutable;
using Coordination.Access;
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

    /// <summary>
    /// Lets a stream take queries. Refused: RECORD_TYPE_NOT_YOURS, for absent and foreign types and for types that the
    /// platform holds alike; PROVIDERS_FULL.
    /// </summary>
    /// <returns>Null when it may.</returns>
    Task<Refusal?> AttachAsync(Principal principal, Guid session);

    /// <summary>
    /// The next query for a stream, or null when none came in time. Whoever does not ask for 10 s is taken for gone; 0
    /// waits is a sign of life. Refused: SESSION_UNKNOWN, when this grain was made anew or took it for gone: attach again.
    /// </summary>
    /// <param name="takes">False: a sign of life only.</param>
    Task<Outcome<ProviderTake>> TakeAsync(Guid session, bool takes, TimeSpan wait);

    /// <summary>Brings an answer; one that comes too late, or from a stream that was not asked, changes nothing.</summary>
    Task AnswerAsync(Guid session, Guid query, ProviderReply reply);

    /// <summary>The provider gave no valid answer: the reader is told that it is away.</summary>
    Task FailAsync(Guid session, Guid query);

    /// <summary>The stream ended; what it did not answer is given to another one, once.</summary>
    Task DetachAsync(Guid session);
}

/// <param name="Query">Null: none came.</param>
[GenerateSerializer, Immutable]
public readonly record struct ProviderTake(ProviderQuery? Query);

/// <summary>A query on its way to a stream.</summary>
[GenerateSerializer, Immutable]
public sealed record ProviderQuery(Guid Id, ProviderQuestion Question, DateTimeOffset Deadline);

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
