namespace Coordination.Hosting;

/// <summary>Finds grains whose keys are names.</summary>
/// <remarks>
/// Orleans works out the names of the interface and of the grain's type whenever it is asked by interface, which is a
/// twentieth of a read. They never change while a process runs, so they are taken from the first reference.
/// </remarks>
internal sealed class NamedGrains<TGrain>(IGrainFactory grains) where TGrain : class, IGrainWithStringKey
{
    private Kind? kind;

    public TGrain Of(string key)
    {
        if (kind is { } known)
            return (TGrain)grains.GetGrain(GrainId.Create(known.Type, key), known.Interface);

        var first = grains.GetGrain<TGrain>(key);
        if (first is GrainReference reference)
            kind = new Kind(reference.GrainId.Type, reference.InterfaceType);
        return first;
    }

    private sealed record Kind(GrainType Type, GrainInterfaceType Interface);
}
