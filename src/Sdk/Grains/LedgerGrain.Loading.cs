using Coordination.Ledger;
using Coordination.Outcomes;

namespace Coordination.Sdk.Grains;

/// <summary>How the state comes from the stream, and when it comes anew.</summary>
public abstract partial class LedgerGrain<TState, TEvent>
{
    /// <summary>What is in memory holds no more; a read that is under way begins anew when it ends.</summary>
    private void ReadAgain()
    {
        epoch++;
        if (loaded is { IsCompleted: true })
            loaded = null;
    }

    private Task<Refusal?> EnsureLoadedAsync() => tickets is not null && IsInDoubt ? LookAsync() : EnsureReadAsync();

    private Task<Refusal?> EnsureReadAsync()
    {
        if (presumed is not null)
            return LoadAfterAsync(presumed);
        if (loaded is { IsCompletedSuccessfully: true, Result: not null })
            loaded = null; // The last try failed: try again.
        return loaded ??= LoadAsync();
    }

    /// <summary>Whoever comes while a resource is being made waits for it.</summary>
    private async Task<Refusal?> LoadAfterAsync(Task first)
    {
        await first;
        return await EnsureReadAsync();
    }

    private async Task<Refusal?> LoadAsync()
    {
        try
        {
            int epochSeen;
            Folded<TState> folded;
            RequestIndex index;
            do
            {
                epochSeen = epoch;
                (folded, index) = await reader.LoadAsync(services.Ledger, services.Snapshots, Stream);
            }
            while (epochSeen != epoch); // Something settled meanwhile that this read may not have seen.

            durable = pending = folded;
            requests = index;
            pendingProjection = null;
            newest = Settled; // What was on its way before is decided: it is in what was read, or it failed.
            return null;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
        catch (StreamUnreadableException unreadable)
        {
            LogParked(logger, Stream, unreadable.Version, unreadable.InnerException?.GetType().Name ?? "");
            return CommonRefusals.StreamParked.With("resource", Stream);
        }
    }
}
