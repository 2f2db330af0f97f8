using Coordination.Names;

namespace Coordination.Information;

/// <summary>Finding the grains of information sharing.</summary>
public static class InformationGrains
{
    public static IRecordTypeGrain RecordType(this IGrainFactory grains, RecordTypeName name) => Of(grains).GetGrain<IRecordTypeGrain>(name.ToString());

    public static ISubjectGrain Subject(this IGrainFactory grains, SubjectName name) => Of(grains).GetGrain<ISubjectGrain>(name.ToString());

    public static IRecordGrain Record(this IGrainFactory grains, RecordName name) => Of(grains).GetGrain<IRecordGrain>(name.ToString());

    /// <summary>Finds records by their owner's reference.</summary>
    public static IRecordFinderGrain RecordFinder(this IGrainFactory grains) => Of(grains).GetGrain<IRecordFinderGrain>(0);

    public static IConsentGrain Consent(this IGrainFactory grains, ConsentName name) => Of(grains).GetGrain<IConsentGrain>(name.ToString());

    public static IGrantGrain Grant(this IGrainFactory grains, GrantName name) => Of(grains).GetGrain<IGrantGrain>(name.ToString());

    public static IAccessGrain Access(this IGrainFactory grains, AccessName name) => Of(grains).GetGrain<IAccessGrain>(name.ToString());

    public static IStandingAgreementGrain StandingAgreement(this IGrainFactory grains, StandingAgreementName name) =>
        Of(grains).GetGrain<IStandingAgreementGrain>(name.ToString());

    public static IInformationRequestGrain InformationRequest(this IGrainFactory grains, InformationRequestName name) =>
        Of(grains).GetGrain<IInformationRequestGrain>(name.ToString());

    public static IProviderHubGrain ProviderHub(this IGrainFactory grains, RecordTypeName name) => Of(grains).GetGrain<IProviderHubGrain>(name.ToString());

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
