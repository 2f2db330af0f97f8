using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Coordination.Cli.Printing;
using Coordination.Cli.Texts;
using Coordination.Client;
using Coordination.Client.Calls;
using Coordination.Client.Tokens;

namespace Coordination.Cli.Connecting;

/// <summary>One run of one command: whom it speaks to, as whom, and how it prints.</summary>
internal sealed class Session : IDisposable
{
    public const string DefaultClient = "secretariat";

    private readonly List<IDisposable> owned = [];
    private readonly Lock guard = new();
    private CoordinationClient? own;
    private long lastNotice;

    public Session(ParseResult parsed, GlobalOptions options, Surroundings around, Catalogue texts)
    {
        Around = around;
        Texts = texts;
        Installation = Installation.Find(parsed.GetValue(options.Http), parsed.GetValue(options.Grpc), parsed.GetValue(options.Data), around);
        ClientId = parsed.GetValue(options.As) ?? (around.Environment("COORD_AS") is { Length: > 0 } configured ? configured : DefaultClient);
        Output = new Output(around, texts, parsed.GetValue(options.Json));
    }

    public Surroundings Around { get; }

    public Catalogue Texts { get; }

    public Installation Installation { get; }

    public Output Output { get; }

    /// <summary>The client id, which with the development issuer is the agency's code.</summary>
    public string ClientId { get; }

    /// <summary>The client of the one who types.</summary>
    public CoordinationClient Own => own ??= ClientFor(ClientId);

    /// <summary>A client of another system, with its own token and connection.</summary>
    public CoordinationClient ClientFor(string clientId, Action<CoordinationClientOptions>? more = null)
    {
        var options = new CoordinationClientOptions
        {
            Address = Installation.Grpc,
            TokenSource = TokensFor(clientId),
            Language = Texts.Language,
            TimeProvider = Around.Time,
            OnRetry = Notice,
        };
        more?.Invoke(options);
        return Keep(new CoordinationClient(options));
    }

    /// <summary>COORD_TOKEN as it is; else client credentials with COORD_SECRET or the development secret.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The session disposes what it owns.")]
    public ITokenSource TokensFor(string clientId)
    {
        if (Around.Environment("COORD_TOKEN") is { Length: > 0 } token && clientId == ClientId)
            return new FixedToken(token);
        var secret = Around.Environment("COORD_SECRET") is { Length: > 0 } given && clientId == ClientId
            ? given
            : DevelopmentSecrets.Read(Installation.Data, clientId);
        return Keep(new ClientCredentialsTokenSource(new ClientCredentials(Installation.TokenEndpoint, clientId, secret), Around.Time));
    }

    public void Dispose()
    {
        lock (guard)
        {
            foreach (var thing in Enumerable.Reverse(owned))
                thing.Dispose();
            owned.Clear();
        }
    }

    private T Keep<T>(T thing) where T : IDisposable
    {
        lock (guard)
            owned.Add(thing);
        return thing;
    }

    // A person learns that the platform is away, once in five seconds however many calls wait.
    private void Notice(RetryNotice notice)
    {
        if (notice.Pause < TimeSpan.FromMilliseconds(300))
            return;
        var now = System.Environment.TickCount64;
        var before = Interlocked.Read(ref lastNotice);
        if (now - before > 5000 && Interlocked.CompareExchange(ref lastNotice, now, before) == before)
            Output.Notice(Texts.Format("notice.away", notice.Failure.Message));
    }
}
