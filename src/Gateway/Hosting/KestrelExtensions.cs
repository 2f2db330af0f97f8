using System.Net;
using System.Security.Cryptography.X509Certificates;
using Coordination.Auth;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Coordination.Hosting;

/// <summary>Ports, certificates and bounds of the web server.</summary>
internal static class KestrelExtensions
{
    /// <summary>JSON is longer than the message it stands for.</summary>
    private const int BodySlack = 64 * 1024;

    public static void ConfigureGatewayServer(this KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxReceiveBytes + BodySlack;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = Math.Min(options.MaxHeaderBytes, 16 * 1024);
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        // Without TLS a port speaks one version of HTTP: there is no negotiation in cleartext.
        var tls = options.Tls.Enabled ? Https(options.Tls) : null;
        Listen(kestrel, options.Address, options.GrpcPort, tls is null ? HttpProtocols.Http2 : HttpProtocols.Http1AndHttp2, tls);
        Listen(kestrel, options.Address, options.HttpPort, tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, tls);
    }

    private static void Listen(KestrelServerOptions kestrel, string address, int port, HttpProtocols protocols, HttpsConnectionAdapterOptions? tls)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (tls is not null)
                listen.UseHttps(tls);
        }

        // A free port cannot be the same on both loopback addresses.
        if (address == "localhost" && port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else if (address == "localhost")
            kestrel.ListenLocalhost(port, Configure);
        else if (address == "*")
            kestrel.ListenAnyIP(port, Configure);
        else
            kestrel.Listen(IPAddress.Parse(address), port, Configure);
    }

    private static HttpsConnectionAdapterOptions Https(TlsOptions tls)
    {
        var https = new HttpsConnectionAdapterOptions { ServerCertificate = Load(tls) };
        if (tls.ClientCertificates == ClientCertificateUse.None)
            return https;

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(tls.ClientAuthoritiesPath!);
        https.ClientCertificateMode = tls.ClientCertificates == ClientCertificateUse.Required
            ? ClientCertificateMode.RequireCertificate
            : ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => ClientCertificates.IsTrusted(certificate, authorities);
        return https;
    }

    private static X509Certificate2 Load(TlsOptions tls)
    {
        var path = tls.CertificatePath!;
        if (Path.GetExtension(path) is ".pfx" or ".p12")
            return X509CertificateLoader.LoadPkcs12FromFile(path, tls.Password);
        return string.IsNullOrEmpty(tls.Password)
            ? X509Certificate2.CreateFromPemFile(path, tls.KeyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, tls.Password, tls.KeyPath);
    }
}
