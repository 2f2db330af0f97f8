using Coordination.Access;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Modules;
using Coordination.Reporting;
using Coordination.Sealing;
using Coordination.Statistics;
using Coordination.Tasks;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Architecture;

/// <summary>What the documents list is what there is.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_permission_that_a_caller_can_hold_is_in_the_table_of_access()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var permissions = CorePermissions.All.Concat(DirectoryPermissions.All).Concat(TaskPermissions.All)
            .Where(p => p.Grants.Any(g => g.Role != Role.Platform));

        Assert.Empty(permissions.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
    }

    [Fact]
    public void Every_refusal_of_a_task_is_in_its_reference_and_has_a_lao_sentence()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "tasks.md"));
        var lao = File.ReadAllText(Path.Combine(Repository.Root, "src", "Gateway", "Tasks", "Translations", "lo.json"));

        Assert.Empty(TaskRefusals.All.Where(r => !reference.Contains(r.Code, StringComparison.Ordinal)).Select(r => r.Code));
        Assert.Empty(TaskRefusals.All.Where(r => !lao.Contains($"\"refusal.{r.Code}\"", StringComparison.Ordinal)).Select(r => r.Code));
    }

    [Fact]
    public void Permissions_and_refusals_of_information_requests_are_in_the_documents()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "information-requests.md"));
        var permissions = InformationPermissions.All.Where(p => p.Name.StartsWith("information.", StringComparison.Ordinal)).ToArray();

        Assert.Equal(7, permissions.Length);
        Assert.Empty(permissions.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(RequestRefusals.All.Where(r => !reference.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
    }

    [Fact]
    public void Permissions_and_refusals_of_records_are_in_the_documents()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "records.md"));
        string[] nouns = ["record_types.", "subjects.", "records.", "consents."];
        var permissions = InformationPermissions.All.Where(p => nouns.Any(noun => p.Name.StartsWith(noun, StringComparison.Ordinal))).ToArray();

        Assert.Equal(11, permissions.Length);
        Assert.Empty(permissions.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(RecordRefusals.All.Concat(SealingRefusals.All).Where(r => !reference.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
    }

    [Fact]
    public void Permissions_and_refusals_of_statistics_are_in_the_documents()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "statistics.md"));
        var lao = File.ReadAllText(Path.Combine(Repository.Root, "src", "Gateway", "Statistics", "Translations", "lo.json"));

        Assert.Empty(StatisticsPermissions.All.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(StatisticsRefusals.All.Where(r => !reference.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
        Assert.Empty(StatisticsRefusals.All.Where(r => !lao.Contains($"\"refusal.{r.Code}\"", StringComparison.Ordinal)).Select(r => r.Code));
        foreach (var kind in StatisticsKinds.All.Values)
            Assert.All(kind.Dimensions, dimension => Assert.Contains($"`{dimension}`", reference, StringComparison.Ordinal));
    }

    [Fact]
    public void Permissions_and_refusals_of_cases_are_in_the_documents_and_have_lao_sentences()
    {
        string Document(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));
        var table = Document("docs", "operating", "access.md");
        var references = string.Concat(((string[])["cases.md", "notes.md", "identities.md"]).Select(file => Document("docs", "reference", file)));
        var lao = Document("src", "Gateway", "Cases", "Translations", "lo.json");

        Assert.Empty(CasePermissions.All.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(CaseRefusals.All.Where(r => !references.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
        Assert.Empty(CaseRefusals.All.Where(r => !lao.Contains($"\"refusal.{r.Code}\"", StringComparison.Ordinal)).Select(r => r.Code));
    }

    [Fact]
    public void Permissions_and_refusals_of_reporting_are_in_the_documents()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "reporting.md"));
        var lao = string.Concat(
            System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Gateway"), "lo.json", SearchOption.AllDirectories)
                .Where(path => !path.Contains("/bin/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var permissions = ReportingPermissions.All.Where(p => p.Grants.Any(g => g.Role != Role.Platform)).ToArray();

        Assert.Equal(13, permissions.Length);
        Assert.Empty(permissions.Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(ReportingRefusals.All.Where(r => !reference.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
        Assert.Empty(ReportingRefusals.All.Where(r => !lao.Contains($"\"refusal.{r.Code}\"", StringComparison.Ordinal)).Select(r => r.Code));
    }

    [Fact]
    public void Permissions_and_refusals_of_modules_and_workflows_are_in_the_documents_and_have_lao_sentences()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating", "access.md"));
        var references = string.Concat(((string[])["modules.md", "workflows.md"]).Select(file => File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", file))));
        var lao = string.Concat(((string[])["Modules", "Tasks"]).Select(noun => File.ReadAllText(Path.Combine(Repository.Root, "src", "Gateway", noun, "Translations", "lo.json"))));
        var refusals = WorkflowRefusals.All.Concat(ModuleRefusals.All).ToArray();

        Assert.Empty(ModulePermissions.All.Concat(WorkflowPermissions.All).Where(p => !table.Contains($"`{p.Name}`", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Empty(refusals.Where(r => !references.Contains($"`{r.Code}`", StringComparison.Ordinal)).Select(r => r.Code));
        Assert.Empty(refusals.Where(r => !lao.Contains($"\"refusal.{r.Code}\"", StringComparison.Ordinal)).Select(r => r.Code));
    }
}
