using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>Who spoke.</summary>
public enum ConsentGiver
{
    Self = 1,
    Guardian = 2,
}

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(RecordConsent), "record_consent")]
[JsonDerivedType(typeof(WithdrawConsent), "withdraw_consent")]
public abstract record ConsentCommand(CommandContext Context) : Command(Context);

/// <param name="Given">False: the person refuses.</param>
/// <param name="FormVersion">The version of the form that was explained.</param>
/// <param name="ValidUntil">Null: without end.</param>
[GenerateSerializer, Immutable]
public sealed record RecordConsent(
    CommandContext Context,
    SubjectName Subject,
    string Purpose,
    AgencyName Recipient,
    bool Given,
    ConsentGiver Giver,
    string FormVersion,
    DateTimeOffset? ValidUntil) : ConsentCommand(Context);

[GenerateSerializer, Immutable]
public sealed record WithdrawConsent(CommandContext Context) : ConsentCommand(Context);

/// <summary>What a person said. The names are stable for ever.</summary>
[JsonDerivedType(typeof(ConsentRecorded), "consent.recorded")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consent.withdrawn")]
public abstract record ConsentEvent;

public sealed record ConsentRecorded(
    AgencyName Owner,
    SubjectName Subject,
    string Purpose,
    AgencyName Recipient,
    bool Given,
    ConsentGiver Giver,
    string FormVersion,
    DateTimeOffset? ValidUntil) : ConsentEvent;

public sealed record ConsentWithdrawn : ConsentEvent;

/// <summary>What a person said last.</summary>
/// <param name="Statements">How often it spoke, from 1.</param>
[GenerateSerializer, Immutable]
public sealed record ConsentView(
    ConsentName Name,
    SubjectName Subject,
    string Purpose,
    AgencyName Recipient,
    ConsentStage Stage,
    ConsentGiver Giver,
    string FormVersion,
    int Statements,
    DateTimeOffset? ValidUntil,
    DateTimeOffset UpdatedAt,
    int Version);
