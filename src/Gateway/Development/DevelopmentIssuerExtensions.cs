using System.Security.Claims;
using Coordination.Hosting;
using Coordination.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Coordination.Development;

/// <summary>An OpenID Connect issuer in the process itself, for development on one machine.</summary>
internal static class DevelopmentIssuerExtensions
{
    private const string Issuer = "http://localhost";

    public static void AddDevelopmentIssuer(this IServiceCollection services, GatewayOptions options)
    {
        var issuer = new Uri(options.HttpPort == 0 ? $"{Issuer}/" : $"{Issuer}:{options.HttpPort}/");
        var files = new DevelopmentFiles(options.DevelopmentIssuer.DataPath);
        var key = new ECDsaSecurityKey(files.ReadOrCreateKey());
        key.KeyId = System.Buffers.Text.Base64Url.EncodeToString(key.ComputeJwkThumbprint());

        services.AddSingleton(files).AddSingleton<TokenAttempts>().AddSingleton<DevelopmentSecrets>();
        services.AddHostedService(provider => provider.GetRequiredService<DevelopmentSecrets>());
        services.TryAddSingleton<IDevelopmentClients, NoDevelopmentClients>();
        services.AddHealthChecks().AddCheck<IssuerHealthCheck>("issuer", HealthStatus.Unhealthy, [HealthExtensions.Ready]);
        services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(issuer);
            server.SetTokenEndpointUris("connect/token");
            server.AllowClientCredentialsFlow();
            // No store of clients and tokens: the handlers below know all clients, and tokens are verified by their signature.
            server.EnableDegradedMode();
            server.AddSigningKey(key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
            server.SetAccessTokenLifetime(TimeSpan.FromMinutes(10));
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ValidateClient>());
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<SignInClient>());
        });
        services.AddSingleton<ValidateClient>();

        // The same process need not ask itself over HTTP for the key that it holds.
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = issuer.AbsoluteUri };
            configuration.SigningKeys.Add(key);
            bearer.Configuration = configuration;
            bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
        });
    }

    /// <summary>Serves the token endpoint, discovery and the keys.</summary>
    public static void UseDevelopmentIssuer(this WebApplication app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/connect", StringComparison.Ordinal)
                || http.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal),
            branch => branch.UseAuthentication());

    /// <summary>Who is told that the process is ready can sign in.</summary>
    private sealed class IssuerHealthCheck(DevelopmentSecrets secrets) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(secrets.HasRead ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    private sealed class NoDevelopmentClients : IDevelopmentClients
    {
        public ValueTask<IReadOnlyList<DevelopmentClient>> ListAsync(CancellationToken cancellationToken) => new([]);
    }

    private sealed class ValidateClient(DevelopmentSecrets secrets, TokenAttempts attempts) : IOpenIddictServerHandler<ValidateTokenRequestContext>
    {
        public const string ClientProperty = "coordination.client";

        public async ValueTask HandleAsync(ValidateTokenRequestContext context)
        {
            var clientId = context.ClientId ?? "";
            if (!attempts.MayTry(clientId))
            {
                context.Reject(OpenIddictConstants.Errors.SlowDown, "Too many wrong secrets. Wait a minute.");
                return;
            }

            if (await secrets.FindAsync(clientId, context.ClientSecret, context.CancellationToken) is not { } client)
            {
                if (!secrets.HasRead)
                {
                    context.Reject(OpenIddictConstants.Errors.TemporarilyUnavailable, "The platform is starting. Ask again in a second.");
                    return;
                }

                attempts.Failed(clientId);
                context.Reject(OpenIddictConstants.Errors.InvalidClient, "The client or its secret is wrong. Secrets are in development-clients.json in the data folder.");
                return;
            }

            context.Transaction.Properties[ClientProperty] = client;
        }
    }

    private sealed class SignInClient(GatewayOptions options) : IOpenIddictServerHandler<HandleTokenRequestContext>
    {
        public ValueTask HandleAsync(HandleTokenRequestContext context)
        {
            var client = (DevelopmentClient)context.Transaction.Properties[ValidateClient.ClientProperty]!;
            var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, client.ClientId);
            identity.SetClaim(options.Issuer.AgencyClaim, client.Agency);
            if (client.Unit is not null)
                identity.SetClaim(options.Issuer.UnitClaim, client.Unit);
            identity.SetClaims(options.Issuer.RolesClaim, client.Roles);
            identity.SetResources(options.Issuer.Audience);
            identity.SetDestinations(static _ => [Destinations.AccessToken]);
            context.SignIn(new ClaimsPrincipal(identity));
            return ValueTask.CompletedTask;
        }
    }
}
