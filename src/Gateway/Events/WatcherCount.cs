using System.Diagnostics.Metrics;
using Coordination.Errors;
using Coordination.Hosting;
using Coordination.Names;

namespace Coordination.Events;

/// <summary>How many watches each agency has open at this gateway, and the bound on them.</summary>
internal sealed class WatcherCount : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<AgencyName, int> open = [];
    private readonly int atMost;
    private readonly Meter meter;

    public WatcherCount(GatewayOptions options, IMeterFactory meters)
    {
        atMost = options.MaxWatchersPerAgency;
        meter = meters.Create("Coordination.Gateway");
        meter.CreateObservableUpDownCounter("coordination.gateway.watchers", Measure, "{watcher}", "Open watches by agency");
    }

    /// <exception cref="RefusedException">RESOURCE_EXHAUSTED, reason TOO_MANY_WATCHERS.</exception>
    public Watcher Enter(AgencyName agency)
    {
        lock (gate)
        {
            var count = open.GetValueOrDefault(agency);
            if (count >= atMost)
                throw new RefusedException(GatewayRefusals.TooManyWatchers);
            open[agency] = count + 1;
        }

        return new Watcher(this, agency);
    }

    /// <summary>How many an agency (id) has open.</summary>
    public int Of(string agency)
    {
        lock (gate)
        {
            return open.GetValueOrDefault(new AgencyName(agency));
        }
    }

    public void Dispose() => meter.Dispose();

    private void Leave(AgencyName agency)
    {
        lock (gate)
        {
            if (--open[agency] == 0)
                open.Remove(agency);
        }
    }

    private List<Measurement<int>> Measure()
    {
        lock (gate)
        {
            return [.. open.Select(entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>("agency", entry.Key.Id)))];
        }
    }

    /// <summary>One open watch.</summary>
    internal readonly struct Watcher(WatcherCount owner, AgencyName agency) : IDisposable
    {
        public void Dispose() => owner.Leave(agency);
    }
}
