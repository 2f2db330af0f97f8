using System.Net.Sockets;
using System.Text;

namespace Coordination.Ledger.Tests;

/// <summary>Stands between a ledger and its PostgreSQL, on unix sockets, and cuts the line at a chosen moment.</summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _server;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _cut;

    public PostgresProxy(string serverFolder)
    {
        _server = Path.Combine(serverFolder, SocketName);
        Folder = System.IO.Directory.CreateTempSubdirectory("coord-px-").FullName;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, SocketName)));
        _listener.Listen(64);
        _accepting = Task.Run(AcceptAsync);
    }

    public enum Cut
    {
        None,

        /// <summary>The commit never reaches the server.</summary>
        BeforeCommit,

        /// <summary>The server commits; its answer is lost.</summary>
        AfterCommit,

        /// <summary>As <see cref="AfterCommit"/>, and nobody gets through any more.</summary>
        AfterCommitForGood,
    }

    /// <summary>What to put as Host into the connection string.</summary>
    public string Folder { get; }

    /// <summary>How many lines were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the next line that carries a commit in text: the first one of a connection.</summary>
    public void Arm(Cut cut) => Volatile.Write(ref _cut, (int)cut);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stopping.Token);
                _ = RelayAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            if (Volatile.Read(ref _cut) == (int)Cut.AfterCommitForGood && Cuts > 0)
            {
                return;
            }

            var muted = false;
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server), _stopping.Token);
                var answers = Task.Run(() => CopyAsync(server, client, () => muted));
                var buffer = new byte[256 * 1024];
                while (await client.ReceiveAsync(buffer, _stopping.Token) is > 0 and var count)
                {
                    var cut = (Cut)Volatile.Read(ref _cut);
                    if (cut is not Cut.None && Encoding.Latin1.GetString(buffer, 0, count).Contains("update ledger_head", StringComparison.Ordinal))
                    {
                        Cuts++;
                        if (cut is not Cut.AfterCommitForGood)
                        {
                            Arm(Cut.None);
                        }

                        if (cut is Cut.BeforeCommit)
                        {
                            return;
                        }

                        muted = true;
                        await SendAsync(server, buffer.AsMemory(0, count));
                        // Half closed: the server finishes what it has, answers into the void, and hangs up.
                        server.Shutdown(SocketShutdown.Send);
                        await answers;
                        return;
                    }

                    await SendAsync(server, buffer.AsMemory(0, count));
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Either side hung up.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Func<bool> muted)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stopping.Token) is > 0 and var count)
            {
                if (!muted())
                {
                    await SendAsync(to, buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either side hung up.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
