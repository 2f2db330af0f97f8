using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

internal enum IdentityStage { None, Kept, Erasing, Erased }

/// <summary>An identity as the fold of its events; what is sealed stays sealed in it.</summary>
/// <param name="Case">Null before the first event.</param>
/// <param name="Tokens">The blind index; empty from erasing on.</param>
/// <param name="StoredVersion">The version of the newest change; <paramref name="LinkedVersion"/> the one for which matches were looked for.</param>
internal sealed record IdentityState(
    CaseName? Case,
    string Person,
    string WrappedKey,
    ImmutableDictionary<string, SealedText> Fields,
    ImmutableArray<string> Tokens,
    IdentityStage Stage,
    IdentityProposal? Proposal,
    int StoredVersion,
    int LinkedVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<IdentityState, IdentityEvent>
{
    public static readonly IdentityState Initial =
        new(null, "", "", ImmutableDictionary<string, SealedText>.Empty, [], IdentityStage.None, null, 0, 0, default, default);

    public IdentityState Apply(IdentityEvent happened, EventStamp stamp) => happened switch
    {
        IdentityStored e => this with
        {
            Case = e.Case,
            Person = e.Person,
            WrappedKey = e.WrappedKey,
            Fields = With(e.Fields),
            Tokens = e.Tokens,
            Stage = IdentityStage.Kept,
            StoredVersion = stamp.Version,
            CreatedAt = Case is null ? stamp.At : CreatedAt,
            UpdatedAt = stamp.At,
        },
        IdentityLinked e => this with { LinkedVersion = Math.Max(LinkedVersion, e.StoredVersion) },
        IdentityErasureProposed e => this with { Proposal = new(e.Proposer, stamp.At), UpdatedAt = stamp.At },
        IdentityErasureLapsed => this with { Proposal = null, UpdatedAt = stamp.At },
        IdentityErasing => this with { Stage = IdentityStage.Erasing, Tokens = [], Proposal = null, StoredVersion = stamp.Version, UpdatedAt = stamp.At },
        IdentityErased => this with { Stage = IdentityStage.Erased, Fields = ImmutableDictionary<string, SealedText>.Empty, UpdatedAt = stamp.At },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public IdentityView View(IdentityName name, int version) => new(
        name,
        Case ?? throw new InvalidOperationException("The identity does not exist."),
        Person,
        Stage is IdentityStage.Kept ? [.. Fields.Keys.Order(StringComparer.Ordinal)] : [],
        Stage is not IdentityStage.Kept,
        Proposal is not null,
        CreatedAt,
        UpdatedAt,
        version);

    public IdentityFacts Facts(IdentityName name) => new(name, Case!.Value, Person, Tokens, Stage is not IdentityStage.Kept, StoredVersion);

    /// <summary>It has no parties: nobody lists or watches identities. Only linking finds it, by keyed terms.</summary>
    public static AggregateDefinition<IdentityState, IdentityEvent> Definition(IKeyStore keys) => new()
    {
        Kind = IdentityName.Collection,
        Initial = Initial,
        EventType = CaseJson.Default.IdentityEvent,
        CommandBytes = command => CaseJson.Bytes(keys, command),
        Project = static (name, state, version, at) => state.Case is not { } of ? Projection.Empty : new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = IdentityName.Collection,
                State = state.Stage is IdentityStage.Kept ? "kept" : state.Stage is IdentityStage.Erasing ? "erasing" : "erased",
                Open = state.Stage is not IdentityStage.Erased,
                Case = of.ToString(),
                Handling = (int)Handling.Red,
                Terms = state.Tokens,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<IdentityName>(name), version), CaseViewsJson.Default.IdentityView),
            },
            [],
            IdentityRules.Due(state, at)),
        Relate = static (_, principal) => principal.Has(Role.Platform) ? Relation.None : Relation.Lead, // The case was asked before.
        ReadPermission = CasePermissions.ReadIdentities,
        WatchPermission = CasePermissions.Watch,
        IsFor = static (_, _) => false,
    };

    private ImmutableDictionary<string, SealedText> With(ImmutableArray<SealedIdentityField> changes)
    {
        var fields = Fields.ToBuilder();
        foreach (var (field, value) in changes)
        {
            if (value is { } set)
                fields[field] = set;
            else
                fields.Remove(field);
        }

        return fields.ToImmutable();
    }
}

internal sealed record IdentityProposal(Person Proposer, DateTimeOffset At);
