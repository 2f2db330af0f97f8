using Coordination.Cli.Connecting;

namespace Coordination.Cli.Demo;

/// <summary>Everybody who takes part, each with a client, a token and an open watch.</summary>
internal sealed class Cast : IAsyncDisposable
{
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);

    private Cast(string secretariat) => SecretariatId = secretariat;

    public string SecretariatId { get; }

    public Player Secretariat => members[SecretariatId].Player;

    public Inbox SecretariatInbox => members[SecretariatId].Inbox;

    public Player this[string id] => members[id].Player;

    public IReadOnlyCollection<string> Ids => members.Keys;

    public Inbox InboxOf(string id) => members[id].Inbox;

    /// <summary>Signs everybody in and waits until each watch is answered: what comes after is missed by nobody.</summary>
    public static async Task<Cast> GatherAsync(
        Session session, IEnumerable<string> ids, DemoOptions options, Journal journal, CancellationToken cancellationToken)
    {
        var cast = new Cast(session.ClientId);
        try
        {
            foreach (var id in ids.Append(session.ClientId).Distinct(StringComparer.Ordinal))
            {
                var client = session.ClientFor(id, o =>
                {
                    o.RetryWithin = options.Patience;
                    o.WatchResumeWithin = options.Patience;
                    o.MaxAttempts = 100_000;
                    o.LongestPause = TimeSpan.FromSeconds(2);
                });
                cast.members[id] = new Member(new Player(id, client, journal, options.Patience, cancellationToken), new Inbox(client, null, cancellationToken));
            }

            await Task.WhenAll(cast.members.Values.Select(m => m.Inbox.EstablishedAsync(options.Patience, cancellationToken))).ConfigureAwait(false);
            return cast;
        }
        catch
        {
            await cast.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the watches; the clients stay.</summary>
    public async Task CloseInboxesAsync()
    {
        foreach (var member in members.Values)
            await member.Inbox.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await CloseInboxesAsync().ConfigureAwait(false);

    private sealed record Member(Player Player, Inbox Inbox);
}
