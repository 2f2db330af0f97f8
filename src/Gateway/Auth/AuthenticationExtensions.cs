using Coordination.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Coordination.Auth;

internal static class AuthenticationExtensions
{
    /// <summary>Tokens of the configured issuer, and client certificates where they are asked for.</summary>
    public static void AddGatewayAuthentication(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton<ClientCertificates>().AddSingleton<Authenticator>();
        services.AddAuthentication().AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(provider =>
            new ConfigureJwtBearer(options.Issuer, provider.GetRequiredService<TimeProvider>()));
    }

    private sealed class ConfigureJwtBearer(IssuerOptions issuer, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.Authority = issuer.Authority;
            options.RequireHttpsMetadata = issuer.RequireHttps;
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.IncludeErrorDetails = false;
            options.TimeProvider = time;
            var tokens = options.TokenValidationParameters;
            // An id token or a refresh token is no access token, whoever signed it (RFC 9068).
            tokens.ValidTypes = ["at+jwt"];
            tokens.ValidAudience = issuer.Audience;
            tokens.ValidateIssuer = true;
            tokens.ValidateIssuerSigningKey = true;
            tokens.RequireSignedTokens = true;
            tokens.RequireExpirationTime = true;
            tokens.ClockSkew = issuer.ClockSkew;
            tokens.LifetimeValidator = new TokenLifetime(issuer.MaxTokenLifetime, issuer.ClockSkew, time).Validate;
        }
    }
}
