using Coordination.Cases;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Cases.Handovers;
using Coordination.Silo.Cases.Referrals;
using Coordination.Silo.Cases.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Cases;

/// <summary>Referrals and transfers in the silo. Needs the country pack's <see cref="CasePolicy"/>.</summary>
public sealed class HandoversSiloModule : ISiloModule
{
    public string Id => "handovers";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(TransferPermissions.All);
        builder.AddPermissions(ReferralPermissions.All);
        builder.Services.AddSingleton<HandoverInputs>();
        builder.AddAggregate<ITransferGrain, TransferState, TransferEvent>(static _ => TransferProjection.Definition);
        builder.AddAggregate<IReferralGrain, ReferralState, ReferralEvent>(static p => ReferralProjection.Definition(p.GetRequiredService<IKeyStore>()));
    }
}
