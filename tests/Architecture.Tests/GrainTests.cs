using System.Reflection;
using Coordination.Aggregates;
using Coordination.Sdk.Grains;
using Orleans.Concurrency;
using Xunit;

namespace Coordination.Architecture;

public sealed class GrainTests
{
    public static TheoryData<System.Type> LedgerGrains => [.. ReferenceTests.Load("Silo").GetTypes().Where(IsLedgerGrain)];

    [Theory]
    [MemberData(nameof(LedgerGrains))]
    public void A_ledger_backed_grain_is_reentrant_so_that_commands_share_a_commit(System.Type grain) =>
        Assert.NotNull(grain.GetCustomAttribute<ReentrantAttribute>(inherit: true));

    [Theory]
    [MemberData(nameof(LedgerGrains))]
    public void A_ledger_backed_grain_can_be_woken(System.Type grain) =>
        Assert.Contains(grain.GetInterfaces(), i => i != typeof(IAggregateGrain) && typeof(IAggregateGrain).IsAssignableFrom(i));

    private static bool IsLedgerGrain(System.Type type)
    {
        for (var up = type.BaseType; up is not null && !type.IsAbstract; up = up.BaseType)
        {
            if (up.IsGenericType && up.GetGenericTypeDefinition() == typeof(LedgerGrain<,>))
                return true;
        }

        return false;
    }
}
