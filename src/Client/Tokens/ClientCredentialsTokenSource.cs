using System.Net;
using System.Text.Json;
using Coordination.Client.Errors;
using Grpc.Core;

namespace Coordination.Client.Tokens;

/// <summary>Gets tokens by client credentials and keeps each until shortly before it ends.</summary>
public sealed class ClientCredentialsTokenSource : ITokenSource, IDisposable
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    private readonly ClientCredentials credentials;
    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Kept? kept;

    /// <summary>Makes a source; it asks the issuer with its first use.</summary>
    /// <param name="handler">The HTTP handler, for tests and proxies. Default: the platform's own.</param>
    public ClientCredentialsTokenSource(ClientCredentials credentials, TimeProvider? time = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        this.credentials = credentials;
        this.time = time ?? TimeProvider.System;
        http = new HttpClient(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }, handler is null)
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 256 * 1024,
        };
    }

    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } token)
            return token;

        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;

            var asked = time.GetUtcNow();
            var (made, life) = await AskAsync(cancellationToken).ConfigureAwait(false);
            // Renewed after four fifths of its life, and never within its last 5 seconds.
            var usable = TimeSpan.FromSeconds(Math.Max(0, Math.Min(life.TotalSeconds * 0.8, life.TotalSeconds - 5)));
            kept = new Kept(made, asked + usable);
            return made;
        }
        finally
        {
            one.Release();
        }
    }

    public void Reject(string token)
    {
        if (kept is { } current && current.Token == token)
            Interlocked.CompareExchange(ref kept, null, current);
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private string? Fresh() => kept is { } current && time.GetUtcNow() < current.Until ? current.Token : null;

    private async Task<(string Token, TimeSpan Life)> AskAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = credentials.ClientSecret,
        };
        if (credentials.Scope is { } scope)
            form["scope"] = scope;

        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var answer = await http.PostAsync(credentials.TokenEndpoint, content, cancellationToken).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError || answer.StatusCode == HttpStatusCode.TooManyRequests)
                throw Away($"The issuer at {credentials.TokenEndpoint} answered {(int)answer.StatusCode}.", null);
            if (!answer.IsSuccessStatusCode)
            {
                var error = ErrorCode(body);
                // Whatever the status: an issuer that is starting says so (RFC 6749, 4.1.2.1).
                throw error == "temporarily_unavailable" ? Away($"The issuer at {credentials.TokenEndpoint} is not ready yet.", null) : Refused(error, (int)answer.StatusCode);
            }

            return Read(body);
        }
        catch (HttpRequestException e)
        {
            throw Away($"The issuer at {credentials.TokenEndpoint} cannot be reached.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away($"The issuer at {credentials.TokenEndpoint} did not answer in time.", e);
        }
    }

    private (string Token, TimeSpan Life) Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var token = json.RootElement.GetProperty("access_token").GetString();
            if (string.IsNullOrEmpty(token))
                throw Refused("no_access_token", 200);
            var life = json.RootElement.TryGetProperty("expires_in", out var seconds) && seconds.TryGetDouble(out var value)
                ? TimeSpan.FromSeconds(Math.Clamp(value, 0, LongestLife.TotalSeconds))
                : TimeSpan.FromMinutes(1);
            return (token, life);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Refused("malformed_answer", 200);
        }
    }

    private static string ErrorCode(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("error", out var error) ? error.GetString() ?? "refused" : "refused";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "refused";
        }
    }

    private CoordinationException Refused(string error, int status) => new(
        StatusCode.Unauthenticated,
        "TOKEN_REFUSED",
        $"The issuer at {credentials.TokenEndpoint} gave no token to client '{credentials.ClientId}' ({error}, HTTP {status}). Check its id and secret.");

    private static CoordinationException Away(string message, Exception? cause) =>
        new(StatusCode.Unavailable, "ISSUER_UNAVAILABLE", message, cause);

    private sealed record Kept(string Token, DateTimeOffset Until);
}
