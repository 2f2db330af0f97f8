using Coordination.Cases;
using Coordination.Directory;
using Coordination.Events;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Modules;
using Coordination.Reporting;
using Coordination.Sdk.Modules;
using Coordination.Search;
using Coordination.Statistics;
using Coordination.Tasks;

namespace Coordination.Hosting;

/// <summary>The core's own nouns: modules that ship in the box.</summary>
internal static class CoreModules
{
    public static readonly IReadOnlyList<IGatewayModule> All =
    [
        new EventsGatewayModule(),
        new LedgerGatewayModule(),
        new DirectoryGatewayModule(),
        new TasksGatewayModule(),
        new RecordsGatewayModule(),
        new GrantsGatewayModule(),
        new AgreementsGatewayModule(),
        new RequestsGatewayModule(),
        new CasesGatewayModule(),
        new HandoversGatewayModule(),
        new StatisticsGatewayModule(),
        new SearchGatewayModule(),
        new ExportsGatewayModule(),
        new LinksGatewayModule(),
        new ReportingGatewayModule(),
        new ModulesGatewayModule(),
    ];
}
