using Coordination.Information;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Information.Consents;
using Coordination.Silo.Information.Records;
using Coordination.Silo.Information.RecordTypes;
using Coordination.Silo.Information.Subjects;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Information;

/// <summary>Record types, persons, records and consents in the silo.</summary>
public sealed class RecordsSiloModule : ISiloModule
{
    public string Id => "records";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All);
        builder.Services.AddHostedService<ErasureCheck>();
        builder.AddAggregate<IRecordTypeGrain, RecordTypeState, RecordTypeEvent>(p => RecordTypeGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<ISubjectGrain, SubjectState, SubjectEvent>(p => SubjectGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<IRecordGrain, RecordState, RecordEvent>(p => RecordGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<IConsentGrain, ConsentState, ConsentEvent>(p => ConsentGrain.Definition(p.GetRequiredService<IKeyStore>()));
    }
}
