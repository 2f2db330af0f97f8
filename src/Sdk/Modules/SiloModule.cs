using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Search;
using Coordination.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Sdk.Modules;

/// <summary>What a noun or module brings to the silo. The core's own nouns are registered by the same door.</summary>
public interface ISiloModule
{
    /// <summary>Lower-case letters, digits and hyphens, for example <c>tasks</c>.</summary>
    string Id { get; }

    void Configure(SiloModuleBuilder builder);
}

/// <summary>A kind of resource and the grain that decides about it.</summary>
/// <param name="Kind">The collection of its names, for example <c>tasks</c>.</param>
/// <param name="GrainInterface">Its grain contract, an <see cref="IAggregateGrain"/>.</param>
/// <param name="WatchPermission">The permission that shows its events on the watch stream.</param>
public sealed record AggregateKind(string Kind, System.Type GrainInterface, string WatchPermission)
{
    /// <summary>Whether an event is for a party; null: every party sees every event.</summary>
    public Func<LedgerEntry, PartyRow, bool>? IsFor { get; init; }

    /// <summary>What of an event's content parties see; null: all of it.</summary>
    public Func<LedgerEntry, IReadOnlyCollection<PartyRow>, byte[]>? Show { get; init; }
}

/// <summary>Registers what a module brings.</summary>
public sealed class SiloModuleBuilder(IServiceCollection services)
{
    /// <summary>For what the module needs of its own: rules' inputs, clocks, options.</summary>
    public IServiceCollection Services { get; } = services ?? throw new ArgumentNullException(nameof(services));

    /// <summary>A noun: its grain contract and its definition. Its due work wakes that grain.</summary>
    public SiloModuleBuilder AddAggregate<TGrain, TState, TEvent>(Func<IServiceProvider, AggregateDefinition<TState, TEvent>> definition)
        where TGrain : IAggregateGrain
        where TState : class, IAggregateState<TState, TEvent>
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(definition);
        Services.AddSingleton(definition);
        Services.AddSingleton(provider =>
        {
            var built = provider.GetRequiredService<AggregateDefinition<TState, TEvent>>();
            return new AggregateKind(built.Kind, typeof(TGrain), built.WatchPermission ?? built.ReadPermission) { IsFor = built.IsFor, Show = built.Show };
        });
        return this;
    }

    /// <summary>Lets a kind's titles be searched.</summary>
    /// <param name="listPermission">The permission of its list.</param>
    /// <param name="show">See <see cref="SearchableKind"/>.</param>
    public SiloModuleBuilder AddSearch(string kind, string listPermission, Func<Principal, RegistryMatch, SearchHit?> show)
    {
        ArgumentNullException.ThrowIfNull(show);
        Services.AddSingleton(new SearchableKind(kind, listPermission, show));
        return this;
    }

    /// <summary>Permissions and who holds them.</summary>
    public SiloModuleBuilder AddPermissions(IEnumerable<Permission> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        foreach (var permission in permissions)
            Services.AddSingleton(permission);
        return this;
    }

    /// <summary>A workflow, in every version that may still run.</summary>
    /// <param name="versions">Of one definition.</param>
    public SiloModuleBuilder AddWorkflow(params IReadOnlyList<WorkflowDefinition> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        foreach (var version in versions)
            Services.AddSingleton(version);
        return AddPermissions(WorkflowNames.Permissions(versions));
    }

    /// <summary>A grain of the module that is written together with steps of its workflows.</summary>
    public SiloModuleBuilder AddCompanion<TCompanion>() where TCompanion : class, IWorkflowCompanion
    {
        Services.AddSingleton<IWorkflowCompanion, TCompanion>();
        return this;
    }

    /// <summary>Code that follows steps of the module's workflows.</summary>
    public SiloModuleBuilder AddEffect<TEffect>() where TEffect : class, IWorkflowEffect
    {
        Services.AddSingleton<IWorkflowEffect, TEffect>();
        return this;
    }
}
