using Coordination.Cases;
using Coordination.Sdk.Modules;
using Coordination.Silo.Cases;
using Coordination.Silo.Cases.Linking;
using Coordination.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Tests.Cases.Linking;

public sealed class LinkerRegistrationTests
{
    [Fact]
    public void Cases_are_linked_in_whatever_order_the_modules_stand()
    {
        ISiloModule[][] orders = [[new LinksSiloModule(), new CasesSiloModule()], [new CasesSiloModule(), new LinksSiloModule()], [.. CoreSiloModules.All], [.. CoreSiloModules.All.Reverse()]];

        Assert.All(orders, order => Assert.Equal(typeof(IdentityLinker), LinkerOf(order)));
    }

    [Fact]
    public void Without_the_module_of_links_nothing_is_linked() => Assert.Equal(typeof(WithoutLinking), LinkerOf(new CasesSiloModule()));

    private static System.Type? LinkerOf(params ISiloModule[] modules)
    {
        var builder = new SiloModuleBuilder(new ServiceCollection());
        foreach (var module in modules)
            module.Configure(builder);
        return Assert.Single(builder.Services, s => s.ServiceType == typeof(IIdentityLinker)).ImplementationType;
    }
}
