using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Coordination.Ledger.Storage;

/// <summary>The numbered scripts of one store, embedded in this assembly. A script that was released is never changed.</summary>
internal static class MigrationScripts
{
    /// <param name="folder">The folder below Migrations.</param>
    public static IReadOnlyList<SqlScript> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Coordination.Migrations.{folder}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new SqlScript($"{folder}/{name[prefix.Length..]}", Read(assembly, name))),
        ];
    }

    /// <exception cref="LedgerUnavailableException">A script failed; nothing of it was kept.</exception>
    public static void Run(UpgradeEngineBuilder builder, string folder)
    {
        var result = builder.WithScripts(Of(folder)).WithTransactionPerScript().WithVariablesDisabled().LogTo(new NoOpUpgradeLog()).Build().PerformUpgrade();
        if (!result.Successful)
        {
            throw new LedgerUnavailableException($"The migration {result.ErrorScript?.Name ?? folder} failed.", result.Error);
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
