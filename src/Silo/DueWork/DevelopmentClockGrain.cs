using Coordination.Clocks;

namespace Coordination.Silo.DueWork;

/// <summary>Has due work swept at once when a development clock was moved.</summary>
internal sealed class DevelopmentClockGrain(TimeProvider time) : Grain, IDevelopmentClockGrain
{
    public Task SweepAsync() => time is DevelopmentClock ? GrainFactory.GetGrain<IDueWorkSweeperGrain>(0).SweepAnewAsync() : Task.CompletedTask;
}
