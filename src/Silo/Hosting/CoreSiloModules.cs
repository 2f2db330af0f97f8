using Coordination.Sdk.Modules;
using Coordination.Silo.Cases;
using Coordination.Silo.Cases.Linking;
using Coordination.Silo.Directory;
using Coordination.Silo.Information;
using Coordination.Silo.Information.Agreements;
using Coordination.Silo.Modules;
using Coordination.Silo.Search;
using Coordination.Silo.Statistics;
using Coordination.Silo.Reporting;
using Coordination.Silo.Tasks;
using Coordination.Silo.Workflows;

namespace Coordination.Silo.Hosting;

/// <summary>The nouns in the box.</summary>
public static class CoreSiloModules
{
    public static IReadOnlyList<ISiloModule> All { get; } =
    [
        new DirectorySiloModule(),
        new TasksSiloModule(),
        new PolicySiloModule(),
        new RecordsSiloModule(),
        new GrantsSiloModule(),
        new AgreementsSiloModule(),
        new RequestsSiloModule(),
        new SearchSiloModule(),
        new LinksSiloModule(),
        new CasesSiloModule(),
        new HandoversSiloModule(),
        new StatisticsSiloModule(),
        new ExportsSiloModule(),
        new ReportingSiloModule(),
        new WorkflowsSiloModule(),
        new ModulesSiloModule(),
    ];
}
