using Xunit;

namespace Coordination.EndToEnd;

/// <summary>google/api and google/rpc, from the package that the build uses.</summary>
internal static class GoogleProtos
{
    public static async Task<string> FolderAsync()
    {
        await using var nuget = RunningProgram.Start("dotnet", ["nuget", "locals", "global-packages", "--list"]);
        Assert.Equal(0, await nuget.EndAsync(TimeSpan.FromMinutes(1)));
        var packages = nuget.Output.Split(": ", 2)[1].Trim();
        return System.IO.Directory.GetDirectories(Path.Combine(packages, "google.api.commonprotos")).Order(StringComparer.Ordinal).Last() + "/content/protos";
    }
}
