using System.Net;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

/// <summary>Reports everything that is wrong with the options at once.</summary>
internal static class GatewayOptionsValidator
{
    /// <exception cref="OptionsValidationException">Names every option that is wrong.</exception>
    public static void Validate(GatewayOptions options, IHostEnvironment environment)
    {
        var problems = Problems(options, environment).ToList();
        if (problems.Count > 0)
            throw new OptionsValidationException(GatewayOptions.Section, typeof(GatewayOptions), problems);
    }

    private static IEnumerable<string> Problems(GatewayOptions o, IHostEnvironment environment)
    {
        if (o.Address is not ("localhost" or "*") && !IPAddress.TryParse(o.Address, out _))
            yield return "Gateway:Address must be localhost, * or an IP address.";
        if (o.GrpcPort is < 0 or > 65535)
            yield return "Gateway:GrpcPort must be from 0 to 65535.";
        if (o.HttpPort is < 0 or > 65535)
            yield return "Gateway:HttpPort must be from 0 to 65535.";
        if (o.GrpcPort == o.HttpPort && o.GrpcPort != 0)
            yield return "Gateway:GrpcPort and Gateway:HttpPort must differ.";
        if (o.MaxReceiveBytes is < 1024 or > 16 * 1024 * 1024)
            yield return "Gateway:MaxReceiveBytes must be from 1 KiB to 16 MiB.";
        if (o.MaxSendBytes is < 1024 or > 64 * 1024 * 1024)
            yield return "Gateway:MaxSendBytes must be from 1 KiB to 64 MiB.";
        if (o.MaxHeaderBytes is < 4096 or > 32 * 1024)
            yield return "Gateway:MaxHeaderBytes must be from 4 KiB to 32 KiB.";
        if (o.MaxStreamsPerConnection is < 10 or > 10_000)
            yield return "Gateway:MaxStreamsPerConnection must be from 10 to 10,000.";
        if (o.MaxDeadline < TimeSpan.FromSeconds(1) || o.MaxDeadline > TimeSpan.FromMinutes(5))
            yield return "Gateway:MaxDeadline must be from 1 second to 5 minutes.";
        if (o.DefaultDeadline < TimeSpan.FromSeconds(1) || o.DefaultDeadline > o.MaxDeadline)
            yield return "Gateway:DefaultDeadline must be from 1 second to Gateway:MaxDeadline.";
        if (o.ShutdownTimeout < TimeSpan.FromSeconds(1) || o.ShutdownTimeout > TimeSpan.FromMinutes(5))
            yield return "Gateway:ShutdownTimeout must be from 1 second to 5 minutes.";
        if (o.MaxWatchersPerAgency is < 1 or > 10_000)
            yield return "Gateway:MaxWatchersPerAgency must be from 1 to 10,000.";
        if (o.WatchWriteTimeout < TimeSpan.FromSeconds(1) || o.WatchWriteTimeout > TimeSpan.FromMinutes(10))
            yield return "Gateway:WatchWriteTimeout must be from 1 second to 10 minutes.";

        foreach (var problem in TlsProblems(o.Tls).Concat(IssuerProblems(o)).Concat(DevelopmentProblems(o, environment)))
            yield return problem;
    }

    private static IEnumerable<string> TlsProblems(TlsOptions tls)
    {
        if (tls.Enabled && !File.Exists(tls.CertificatePath))
            yield return "Gateway:Tls:CertificatePath names a file that does not exist.";
        if (tls.KeyPath is { Length: > 0 } key && !File.Exists(key))
            yield return "Gateway:Tls:KeyPath names a file that does not exist.";
        if (tls.ClientCertificates == ClientCertificateUse.None)
            yield break;
        if (!tls.Enabled)
            yield return "Gateway:Tls:ClientCertificates needs Gateway:Tls:CertificatePath.";
        if (tls.ClientAuthoritiesPath is not { Length: > 0 } authorities)
            yield return "Gateway:Tls:ClientCertificates needs Gateway:Tls:ClientAuthoritiesPath.";
        else if (!File.Exists(authorities))
            yield return "Gateway:Tls:ClientAuthoritiesPath names a file that does not exist.";
    }

    private static IEnumerable<string> IssuerProblems(GatewayOptions o)
    {
        var issuer = o.Issuer;
        if (issuer.Authority is { Length: > 0 } authority)
        {
            if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                yield return "Gateway:Issuer:Authority must be an absolute URL.";
            else if (issuer.RequireHttps && uri.Scheme != "https")
                yield return "Gateway:Issuer:Authority must be https, or set Gateway:Issuer:RequireHttps to false.";
            if (o.DevelopmentIssuer.Enabled)
                yield return "Set Gateway:Issuer:Authority or Gateway:DevelopmentIssuer:Enabled, not both.";
        }
        else if (!o.DevelopmentIssuer.Enabled)
        {
            yield return "Gateway:Issuer:Authority must say who issues tokens.";
        }

        if (issuer.Audience.Length == 0)
            yield return "Gateway:Issuer:Audience must not be empty.";
        if (issuer.MaxTokenLifetime < TimeSpan.FromMinutes(1) || issuer.MaxTokenLifetime > TimeSpan.FromHours(1))
            yield return "Gateway:Issuer:MaxTokenLifetime must be from 1 minute to 1 hour.";
        if (issuer.ClockSkew < TimeSpan.Zero || issuer.ClockSkew > TimeSpan.FromMinutes(2))
            yield return "Gateway:Issuer:ClockSkew must be from 0 to 2 minutes.";
        if (issuer.AgencyClaim.Length == 0 || issuer.UnitClaim.Length == 0 || issuer.RolesClaim.Length == 0)
            yield return "Gateway:Issuer: AgencyClaim, UnitClaim and RolesClaim must not be empty.";
    }

    private static IEnumerable<string> DevelopmentProblems(GatewayOptions o, IHostEnvironment environment)
    {
        if (!o.DevelopmentIssuer.Enabled)
            yield break;
        if (!environment.IsDevelopment())
            yield return "Gateway:DevelopmentIssuer runs only in the environment Development; configure Gateway:Issuer:Authority.";
        if (!IsLoopback(o.Address))
            yield return "Gateway:DevelopmentIssuer runs only on loopback; set Gateway:Address to localhost or configure Gateway:Issuer:Authority.";
        if (o.DevelopmentIssuer.DataPath.Length == 0)
            yield return "Gateway:DevelopmentIssuer:DataPath must name a folder.";
    }

    private static bool IsLoopback(string address) =>
        address == "localhost" || (IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip));
}
