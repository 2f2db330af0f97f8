using System.Reflection;
using Xunit;

namespace Coordination.Architecture;

/// <summary>One direction, no doors back: protos, gateway, abstractions, silo, ledger, store.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("Abstractions", "Google.Protobuf", "a grain contract outlives the wire format")]
    [InlineData("Abstractions", "Grpc.", "a grain contract outlives the transport")]
    [InlineData("Abstractions", "Microsoft.AspNetCore", "a grain is called by more than a web server")]
    [InlineData("Abstractions", "Npgsql", "a contract knows no store")]
    [InlineData("Abstractions", "Microsoft.Data.Sqlite", "a contract knows no store")]
    [InlineData("Abstractions", "Coordination.", "everything stands on the contracts, they on nothing of ours")]
    [InlineData("Sdk", "Coordination.Ledger", "a module never gets SQL")]
    [InlineData("Sdk", "Coordination.Silo", "a module knows no other noun's insides")]
    [InlineData("Sdk", "Npgsql", "a module never gets SQL")]
    [InlineData("Ledger", "Coordination.Silo", "the ledger serves grains and knows none")]
    [InlineData("Ledger", "Coordination.Sdk", "the ledger serves grains and knows none")]
    [InlineData("Ledger", "Coordination.Contracts", "what is stored does not follow the wire format")]
    [InlineData("Silo", "Coordination.Gateway", "a silo serves without a gateway")]
    [InlineData("Silo", "Coordination.Contracts", "a grain speaks commands, not messages")]
    [InlineData("Silo", "Microsoft.AspNetCore", "a silo is no web server")]
    [InlineData("Gateway", "Coordination.Silo", "the gateway decides nothing")]
    [InlineData("Gateway", "Coordination.Ledger", "the gateway reads nothing past a grain's judgement")]
    [InlineData("Gateway", "Microsoft.Data.Sqlite", "the gateway knows no store")]
    [InlineData("Loading", "Coordination.Silo", "silo and gateway load modules, the loader knows neither")]
    [InlineData("Loading", "Coordination.Gateway", "silo and gateway load modules, the loader knows neither")]
    [InlineData("Loading", "Coordination.Ledger", "a module is looked at before there is a store")]
    [InlineData("Client", "Coordination.Abstractions", "a client sees only the gateway")]
    [InlineData("Client", "Orleans", "a client sees only the gateway")]
    [InlineData("Cli", "Coordination.Abstractions", "a client sees only the gateway")]
    [InlineData("Cli", "Coordination.Gateway", "a client sees only the gateway")]
    [InlineData("Cli", "Orleans", "a client sees only the gateway")]
    public void A_project_does_not_reference(string project, string prefix, string because)
    {
        var references = Load(project).GetReferencedAssemblies().Select(a => a.Name!).ToArray();

        Assert.NotEmpty(references);
        Assert.True(
            !references.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)),
            $"Coordination.{project} must not reference {prefix}*: {because}.");
    }

    [Fact]
    public void Only_the_hosting_of_the_silo_names_a_store()
    {
        var offenders = Repository.Files("src/Silo", "*.cs")
            .Where(file => !Repository.Relative(file).StartsWith("src/Silo/Hosting/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("Npgsql", StringComparison.Ordinal) || text.Contains("Microsoft.Data.Sqlite", StringComparison.Ordinal)))
            .Select(Repository.Relative);

        Assert.Empty(offenders); // Grains see ILedger, never SQL.
    }

    [Fact]
    public void A_module_of_this_repository_builds_as_one_of_another_ministry_would()
    {
        // The SDK alone: neither the core's insides nor another module. What Directory.Build.props adds stands for the package.
        var offenders = Repository.Files("src/Modules", "*.csproj").Where(file => File.ReadAllText(file) is var text
            && (text.Contains("<ProjectReference", StringComparison.Ordinal) || text.Contains("Microsoft.Orleans.Server", StringComparison.Ordinal)));

        Assert.Empty(offenders.Select(Repository.Relative));
        Assert.NotEmpty(Repository.Files("src/Modules", "*.csproj"));
    }

    internal static Assembly Load(string project) => Assembly.Load($"Coordination.{project}");
}
