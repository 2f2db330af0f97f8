using Coordination.Client;
using Coordination.Client.Tokens;
using Coordination.Events.V1;

namespace Coordination.Fakes;

/// <summary>Options and messages that tests begin with.</summary>
internal static class Some
{
    public static CoordinationClientOptions Options(FakePlatform platform) => new()
    {
        Address = platform.Grpc,
        TokenSource = new FixedToken("a-token"),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(5),
    };

    public static WatchResponse Event(long position, string token) =>
        new() { ResumeToken = token, Event = new Event { Position = position, Resource = "tasks/t1", Type = "task.assigned" } };

    public static WatchResponse Bookmark(string token) => new() { ResumeToken = token };
}
