using System.Text.Json;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Information.Consents;
using Coordination.Silo.Information.Records;
using Coordination.Silo.Information.RecordTypes;
using Coordination.Silo.Information.Subjects;
using Coordination.Silo.Search;
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
        builder.AddSearch(
            RecordTypeName.Collection,
            InformationPermissions.ReadRecordTypes,
            static (_, match) => JsonSerializer.Deserialize(match.View.AsSpan(), RecordViewsJson.Default.RecordTypeView) is { } type ? match.Hit(type.DisplayName) : null);
        builder.Services.AddHostedService<ErasureCheck>();
        builder.AddAggregate<IRecordTypeGrain, RecordTypeState, RecordTypeEvent>(p => RecordTypeGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<ISubjectGrain, SubjectState, SubjectEvent>(p => SubjectGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<IRecordGrain, RecordState, RecordEvent>(p => RecordGrain.Definition(p.GetRequiredService<IKeyStore>()));
        builder.AddAggregate<IConsentGrain, ConsentState, ConsentEvent>(p => ConsentGrain.Definition(p.GetRequiredService<IKeyStore>()));
    }
}
