using System.Security.Cryptography.X509Certificates;
using Coordination.Client.Calls;
using Coordination.Client.Tokens;

namespace Coordination.Client;

/// <summary>How to reach the platform and how patient to be.</summary>
public sealed class CoordinationClientOptions
{
    /// <summary>Gets or sets the gRPC address, for example <c>https://coordination.example:5081</c>. Default: <c>http://127.0.0.1:5081</c>, as the single-process installation listens.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:5081");

    /// <summary>Gets or sets where access tokens come from. Null: calls go without one, and only public methods answer. Default: null.</summary>
    public ITokenSource? TokenSource { get; set; }

    /// <summary>Gets or sets how long one attempt may take when the call sets no deadline of its own. Between 100 milliseconds and 30 seconds, which is the platform's cap. Default: 10 seconds.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets for how long a call is repeated, all attempts and pauses together, when the platform is away. Zero: never. Default: 30 seconds.</summary>
    public TimeSpan RetryWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often a call is attempted at most. At least 1. Default: 12.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Gets or sets the longest pause before the second attempt; it doubles with every further one. Default: 100 milliseconds.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets the longest pause between attempts. A pause that the platform asks for may be longer. Default: 5 seconds.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets for how long an established watch tries to resume after a break. Default: for ever.</summary>
    public TimeSpan WatchResumeWithin { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets or sets the language of sentences in refusals, a BCP 47 tag. Default: "en".</summary>
    public string Language { get; set; } = "en";

    /// <summary>Gets or sets the certificate shown to a platform that demands mutual TLS. Its agency must be the token's. Default: none.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Gets or sets the clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets what is told of each pause before an attempt is repeated. Default: nobody.</summary>
    public Action<RetryNotice>? OnRetry { get; set; }

    /// <summary>Gets or sets the HTTP handler, for tests and proxies. Default: an own one with HTTP/2 keep-alive.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Throws <see cref="ArgumentException"/> that names every option that is out of its bounds.</summary>
    internal void Validate()
    {
        var wrong = new List<string>();
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https"))
            wrong.Add($"{nameof(Address)} must be an absolute http or https address.");
        if (Deadline < TimeSpan.FromMilliseconds(100) || Deadline > TimeSpan.FromSeconds(30))
            wrong.Add($"{nameof(Deadline)} must be between 100 milliseconds and 30 seconds.");
        if (RetryWithin < TimeSpan.Zero)
            wrong.Add($"{nameof(RetryWithin)} must not be negative.");
        if (MaxAttempts < 1)
            wrong.Add($"{nameof(MaxAttempts)} must be at least 1.");
        if (FirstPause <= TimeSpan.Zero || LongestPause < FirstPause)
            wrong.Add($"{nameof(FirstPause)} must be positive and not above {nameof(LongestPause)}.");
        if (wrong.Count > 0)
            throw new ArgumentException(string.Join(' ', wrong));
    }
}
