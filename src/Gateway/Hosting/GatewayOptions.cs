namespace Coordination.Hosting;

/// <summary>How the gateway listens, whom it believes and what it bears. Section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Gets or sets where it listens: <c>localhost</c> (both loopback addresses), an IP address, or <c>*</c> for every address. Default: localhost.</summary>
    public string Address { get; set; } = "localhost";

    /// <summary>Gets or sets the port of gRPC over HTTP/2 (without TLS: cleartext). 0 picks a free one. Default: 5081.</summary>
    public int GrpcPort { get; set; } = 5081;

    /// <summary>Gets or sets the port of REST, gRPC-Web, health, OpenAPI and the token endpoint over HTTP/1.1. 0 picks a free one. Default: 5080.</summary>
    public int HttpPort { get; set; } = 5080;

    /// <summary>Gets or sets the largest request. Bytes, from 1 KiB to 16 MiB. Default: 1 MiB.</summary>
    public int MaxReceiveBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets the largest response message. Bytes, from 1 KiB to 64 MiB. Default: 4 MiB.</summary>
    public int MaxSendBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Gets or sets the largest sum of a request's headers. Bytes, from 4 KiB to 32 KiB. Default: 16 KiB.</summary>
    public int MaxHeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets how many calls one connection carries at once. From 10 to 10,000. Default: 256.</summary>
    public int MaxStreamsPerConnection { get; set; } = 256;

    /// <summary>Gets or sets how long a unary call lasts when its caller sets no deadline. From 1 second to <see cref="MaxDeadline"/>. Default: 10 seconds.</summary>
    public TimeSpan DefaultDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a unary call may last at most. At most 5 minutes. Default: 30 seconds.</summary>
    public TimeSpan MaxDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a stopping server waits for the calls that it accepted. From 1 second to 5 minutes. Default: 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many watches one agency may have open at this gateway. From 1 to 10,000. Default: 100.</summary>
    public int MaxWatchersPerAgency { get; set; } = 100;

    /// <summary>Gets or sets how long one message of a watch may take to be accepted by its reader. From 1 second to 10 minutes. Default: 30 seconds.</summary>
    public TimeSpan WatchWriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the certificates. Default: none, cleartext.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Gets or sets who issues tokens. Default: nobody, and the process does not start unless the development issuer runs.</summary>
    public IssuerOptions Issuer { get; set; } = new();

    /// <summary>Gets or sets the development issuer. Default: off.</summary>
    public DevelopmentIssuerOptions DevelopmentIssuer { get; set; } = new();
}

/// <summary>How client certificates are used.</summary>
public enum ClientCertificateUse
{
    /// <summary>Not asked for.</summary>
    None,

    /// <summary>One that is sent must be trusted and of the token's agency.</summary>
    Optional,

    /// <summary>Every connection must send one.</summary>
    Required,
}

/// <summary>TLS. Section <c>Gateway:Tls</c>.</summary>
public sealed class TlsOptions
{
    /// <summary>Gets or sets the server's certificate: a PEM file, or a PKCS#12 file ending in .pfx or .p12. Default: none, cleartext.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Gets or sets the PEM file of its private key. Default: none, the key is in the certificate's file.</summary>
    public string? KeyPath { get; set; }

    /// <summary>Gets or sets the password of the key or PKCS#12 file. Default: none.</summary>
    public string? Password { get; set; }

    /// <summary>Gets or sets how client certificates are used. Default: None.</summary>
    public ClientCertificateUse ClientCertificates { get; set; }

    /// <summary>Gets or sets a PEM file with the authorities that sign client certificates; no other is trusted. Default: none.</summary>
    public string? ClientAuthoritiesPath { get; set; }

    internal bool Enabled => !string.IsNullOrEmpty(CertificatePath);
}

/// <summary>The OpenID Connect issuer whose tokens are believed. Section <c>Gateway:Issuer</c>.</summary>
public sealed class IssuerOptions
{
    /// <summary>Gets or sets its URL; keys are found by its discovery document. Default: none.</summary>
    public string? Authority { get; set; }

    /// <summary>Gets or sets the audience that tokens must name. Default: coordination.</summary>
    public string Audience { get; set; } = "coordination";

    /// <summary>Gets or sets whether the issuer must be reached over https. Default: true.</summary>
    public bool RequireHttps { get; set; } = true;

    /// <summary>Gets or sets how long a token may live. From 1 minute to 1 hour. Default: 10 minutes.</summary>
    public TimeSpan MaxTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how far the issuer's clock may be off. At most 2 minutes. Default: 30 seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the claim with the agency's id. Default: agency.</summary>
    public string AgencyClaim { get; set; } = "agency";

    /// <summary>Gets or sets the claim with the unit's id. Default: unit.</summary>
    public string UnitClaim { get; set; } = "unit";

    /// <summary>Gets or sets the claim with the roles, an array or repeated. Default: roles.</summary>
    public string RolesClaim { get; set; } = "roles";
}

/// <summary>An issuer for development, in the process itself. Section <c>Gateway:DevelopmentIssuer</c>.</summary>
public sealed class DevelopmentIssuerOptions
{
    /// <summary>Gets or sets whether it runs. Only in the environment Development and on loopback. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets the folder for its key and the clients' secrets. Default: .data.</summary>
    public string DataPath { get; set; } = ".data";
}
