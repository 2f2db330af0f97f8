using Xunit;

namespace Coordination.EndToEnd;

/// <summary>What a Node client needs beside Node, installed once beside the build's other by-products.</summary>
internal static class NodeModules
{
    private static readonly SemaphoreSlim Once = new(1, 1);

    /// <summary>The folder with <c>node_modules</c>.</summary>
    public static async Task<string> FolderAsync()
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "foreign")).FullName;
        await Once.WaitAsync();
        try
        {
            if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules", "@grpc", "proto-loader")))
            {
                await using var npm = RunningProgram.Start(
                    "npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "@grpc/grpc-js@1.14.7", "@grpc/proto-loader@0.8.1"]);
                Assert.True(await npm.EndAsync(TimeSpan.FromMinutes(3)) == 0, npm.Output);
            }
        }
        finally
        {
            Once.Release();
        }

        return folder;
    }
}
