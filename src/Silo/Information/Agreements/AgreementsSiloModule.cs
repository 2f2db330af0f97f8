using Coordination.Directory;
using Coordination.Information;
using Coordination.Sdk.Modules;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Standing agreements in the silo. Needs <see cref="IDirectory"/> and <see cref="InformationPolicy"/>.</summary>
public sealed class AgreementsSiloModule : ISiloModule
{
    public string Id => "agreements";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All);
        builder.AddAggregate<IStandingAgreementGrain, AgreementState, AgreementEvent>(static _ => StandingAgreementGrain.Definition);
    }
}
