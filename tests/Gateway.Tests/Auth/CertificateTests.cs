using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Probe.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coordination.Auth;

/// <summary>Mutual TLS against a real handshake.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("coordination-").FullName;
    private readonly X509Certificate2 authority;

    public CertificateTests()
    {
        authority = Authority("CN=Test authority");
        File.WriteAllText(Path.Combine(folder, "authorities.pem"), authority.ExportCertificatePem());
        using var server = Issue(authority, names => names.AddDnsName("localhost"), "1.3.6.1.5.5.7.3.1");
        File.WriteAllText(Path.Combine(folder, "server.pem"), server.ExportCertificatePem() + "\n" + server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        authority.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_certificate_of_the_tokens_agency_passes()
    {
        await using var host = await StartAsync(ClientCertificateUse.Required);
        using var certificate = ForAgency("mlsw");

        Assert.Equal("ok", (await Client(host, certificate).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer))).Text);
    }

    [Fact]
    public async Task A_certificate_of_another_agency_is_refused_also_when_the_token_was_believed_before()
    {
        await using var host = await StartAsync(ClientCertificateUse.Required);
        using var own = ForAgency("mlsw");
        using var other = ForAgency("mps");
        var token = host.As("mlsw", Role.AgencyOfficer);
        await Client(host, own).FindAsync(new FindRequest(), token);

        await RpcAssert.Refused(
            Client(host, other).FindAsync(new FindRequest(), token), StatusCode.PermissionDenied, "CERTIFICATE_AGENCY_MISMATCH");
    }

    [Fact]
    public async Task A_certificate_that_names_no_agency_is_refused()
    {
        await using var host = await StartAsync(ClientCertificateUse.Required);
        using var certificate = Issue(authority, names => names.AddDnsName("mlsw.example"), "1.3.6.1.5.5.7.3.2");

        await RpcAssert.Refused(
            Client(host, certificate).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer)),
            StatusCode.PermissionDenied, "CERTIFICATE_AGENCY_MISMATCH");
    }

    [Fact]
    public async Task A_certificate_of_a_stranger_does_not_get_a_connection()
    {
        await using var host = await StartAsync(ClientCertificateUse.Required);
        using var stranger = Authority("CN=Stranger");
        using var certificate = Issue(stranger, names => names.AddUri(new Uri("urn:coordination:agency:mlsw")), "1.3.6.1.5.5.7.3.2");

        await Assert.ThrowsAsync<RpcException>(async () =>
            await Client(host, certificate).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer)));
    }

    [Fact]
    public async Task Where_certificates_are_optional_a_call_without_one_passes_and_a_wrong_one_does_not()
    {
        await using var host = await StartAsync(ClientCertificateUse.Optional);
        using var other = ForAgency("mps");

        Assert.Equal("ok", (await Client(host, null).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer))).Text);
        await RpcAssert.Refused(
            Client(host, other).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer)),
            StatusCode.PermissionDenied, "CERTIFICATE_AGENCY_MISMATCH");
    }

    [Theory]
    [InlineData("mlsw", "urn:coordination:agency:mlsw")]
    [InlineData("mlsw", "https://example.org/", "urn:coordination:agency:mlsw")]
    [InlineData(null, "urn:coordination:agency:MLSW")]
    [InlineData(null, "urn:coordination:agency:")]
    [InlineData(null, "urn:coordination:agency:mlsw", "urn:coordination:agency:mps")]
    [InlineData(null, "https://example.org/mlsw")]
    public void A_certificate_names_one_agency_by_its_urn(string? agency, params string[] uris)
    {
        using var certificate = Issue(authority, names =>
        {
            foreach (var uri in uris)
                names.AddUri(new Uri(uri));
        }, "1.3.6.1.5.5.7.3.2");

        Assert.Equal(agency, ClientCertificates.AgencyOf(certificate));
    }

    private Task<GatewayHost> StartAsync(ClientCertificateUse use) => GatewayHost.StartAsync(options =>
    {
        options.Tls.CertificatePath = Path.Combine(folder, "server.pem");
        options.Tls.ClientCertificates = use;
        options.Tls.ClientAuthoritiesPath = Path.Combine(folder, "authorities.pem");
    });

    private X509Certificate2 ForAgency(string agency) =>
        Issue(authority, names => names.AddUri(new Uri($"urn:coordination:agency:{agency}")), "1.3.6.1.5.5.7.3.2");

    private ProbeService.ProbeServiceClient Client(GatewayHost host, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _) =>
            server is not null && server.Issuer == authority.Subject;
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return host.ProbeClient(new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, Action<SubjectAlternativeNameBuilder> name, string use)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        using var bare = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
