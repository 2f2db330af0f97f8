using System.Collections.Concurrent;
using Coordination.Errors;
using Coordination.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Coordination.Auth;

/// <summary>Finds out who calls: a bearer token, and the client certificate where there is one.</summary>
/// <remarks>
/// A signature costs more than the rest of a small call, so a token that was verified is believed for a while
/// (<see cref="BelievedFor"/>) without verifying it again. What belongs to the connection is looked at in every call.
/// </remarks>
internal sealed partial class Authenticator(GatewayOptions options, ClientCertificates certificates, TimeProvider time, ILogger<Authenticator> logger)
{
    private const string Scheme = "Bearer ";
    private const int MaxBelieved = 10_000;

    private static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Believed> believed = new(StringComparer.Ordinal);

    /// <exception cref="RefusedException">UNAUTHENTICATED with its reason, or CERTIFICATE_AGENCY_MISMATCH.</exception>
    public ValueTask<CallIdentity> AuthenticateAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.Unauthenticated(header.Count == 0 ? GatewayRefusals.TokenMissing : GatewayRefusals.TokenInvalid);
        }

        if (believed.TryGetValue(value, out var known) && time.GetUtcNow() is var now && now < known.Until)
        {
            certificates.Check(http, known.Identity.Principal.Agency);
            return ValueTask.FromResult(known.Identity);
        }

        return VerifyAsync(http, value);
    }

    private async ValueTask<CallIdentity> VerifyAsync(HttpContext http, string header)
    {
        AuthenticateResult result;
        try
        {
            result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        }
        catch (Exception thrown) when (thrown is InvalidOperationException or IOException or HttpRequestException)
        {
            // The issuer's keys could not be had: nobody can be told apart, and the caller's token may be good.
            LogIssuerAway(logger, thrown.GetType().Name);
            throw new RefusedException(GatewayRefusals.ServiceUnavailable);
        }

        if (!result.Succeeded)
        {
            LogRefused(logger, result.Failure?.GetType().Name ?? "none");
            throw RefusedException.Unauthenticated(ReasonOf(result.Failure));
        }

        var expires = result.Properties.ExpiresUtc ?? throw RefusedException.Unauthenticated(GatewayRefusals.TokenInvalid);
        var identity = new CallIdentity(PrincipalClaims.Read(result.Principal, options.Issuer), expires);
        Believe(header, identity);
        certificates.Check(http, identity.Principal.Agency);
        return identity;
    }

    private static Outcomes.Refusal ReasonOf(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => GatewayRefusals.TokenExpired,
        TokenLivesTooLongException => GatewayRefusals.TokenLivesTooLong,
        AggregateException { InnerExceptions: var all } when all.OfType<SecurityTokenExpiredException>().Any() => GatewayRefusals.TokenExpired,
        _ => GatewayRefusals.TokenInvalid,
    };

    private void Believe(string header, CallIdentity identity)
    {
        var now = time.GetUtcNow();
        if (believed.Count >= MaxBelieved)
        {
            foreach (var (key, old) in believed)
            {
                if (old.Until <= now)
                    believed.TryRemove(key, out _);
            }

            if (believed.Count >= MaxBelieved)
                believed.Clear();
        }

        var until = now + BelievedFor;
        believed[header] = new Believed(identity, until < identity.ExpiresAt ? until : identity.ExpiresAt);
    }

    private readonly record struct Believed(CallIdentity Identity, DateTimeOffset Until);

    [LoggerMessage(EventId = GatewayEventIds.TokenRefused, Level = LogLevel.Debug, Message = "A token was refused: {Failure}")]
    private static partial void LogRefused(ILogger logger, string failure);

    [LoggerMessage(EventId = GatewayEventIds.IssuerAway, Level = LogLevel.Warning, Message = "The issuer's keys could not be read: {Failure}")]
    private static partial void LogIssuerAway(ILogger logger, string failure);
}
