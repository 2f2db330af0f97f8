using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <summary>Work with keys, whose faults become refusals.</summary>
internal static class Sealed
{
    public static async Task<Outcome<T>> DoAsync<T>(Func<Task<Outcome<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (KeyDestroyedException)
        {
            return CaseRefusals.RetentionEnded;
        }
        catch (Exception away) when (away is KeyStoreUnavailableException or ObjectDisposedException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }
}
