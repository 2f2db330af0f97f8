using System.Collections.Immutable;
using System.Globalization;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Grains;

/// <summary>Takes the bed with the admission and frees it with a planned exit, in the same transaction as the step.</summary>
internal sealed class Beds : IWorkflowCompanion
{
    public const string CompanionName = "victim-protection.beds";

    public string Name => CompanionName;

    public async Task<Outcome<ImmutableArray<PreparedAppend>>> PrepareAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ResourceName.TryParse<ShelterName>(step.Facts.Value("shelter"), out var shelter))
            return ShelterRefusals.Unknown;

        var prepared = await grains.Shelter(shelter).PrepareAsync(CommandOf(step), cancellationToken);
        return prepared.IsRefused ? prepared.Refusal : ImmutableArray.Create(prepared.Value);
    }

    public IAggregateGrain GrainOf(PreparedAppend prepared, IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IShelterGrain>(prepared.Stream);
    }

    /// <summary>A child who comes along sleeps in a bed of its own.</summary>
    internal static BedCommand CommandOf(WorkflowStep step)
    {
        var context = new CommandContext(step.RequestId, step.Caller);
        if (step.Transition != "admit")
            return new ReleaseBed(context, step.Facts.Name);

        var children = int.TryParse(step.Facts.Value("accompanying_children"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new TakeBed(
            context, step.Facts.Name, BedWords.Group(step.Facts.Value("bed_group")), BedWords.Category(step.Facts.Value("intake_category")), 1 + children);
    }
}
