using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coordination.Errors;
using Coordination.Hosting;
using Coordination.Names;

namespace Coordination.Auth;

/// <summary>Binds a connection's client certificate to the token: both must name one agency.</summary>
/// <remarks>
/// A certificate names its agency by a URI in its subject alternative name, <c>urn:coordination:agency:mlsw</c>
/// (RFC 5280, section 4.2.1.6). Whether it is trusted was decided when the connection was made.
/// </remarks>
internal sealed class ClientCertificates(GatewayOptions options)
{
    private const string Prefix = "urn:coordination:agency:";
    private const string SubjectAlternativeName = "2.5.29.17";

    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    private readonly ConditionalWeakTable<X509Certificate2, StrongBox<string?>> agencies = [];

    /// <exception cref="RefusedException">UNAUTHENTICATED, CERTIFICATE_REQUIRED; PERMISSION_DENIED, CERTIFICATE_AGENCY_MISMATCH.</exception>
    public void Check(HttpContext http, AgencyName agency)
    {
        if (options.Tls.ClientCertificates == ClientCertificateUse.None)
            return;

        if (http.Connection.ClientCertificate is not { } certificate)
        {
            if (options.Tls.ClientCertificates == ClientCertificateUse.Required)
                throw RefusedException.Unauthenticated(GatewayRefusals.CertificateRequired);
            return;
        }

        if (agencies.GetValue(certificate, static c => new StrongBox<string?>(AgencyOf(c))).Value != agency.Id)
            throw new RefusedException(GatewayRefusals.CertificateAgencyMismatch);
    }

    /// <summary>The agency that a certificate names; null when it names none, several or a malformed one.</summary>
    internal static string? AgencyOf(X509Certificate2 certificate)
    {
        string? found = null;
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != SubjectAlternativeName)
                continue;

            foreach (var uri in Uris(extension.RawData))
            {
                if (!uri.StartsWith(Prefix, StringComparison.Ordinal))
                    continue;
                if (found is not null || !ResourceName.IsId(uri.AsSpan(Prefix.Length)))
                    return null;
                found = uri[Prefix.Length..];
            }
        }

        return found;
    }

    private static List<string> Uris(byte[] generalNames)
    {
        var uris = new List<string>();
        try
        {
            var names = new AsnReader(generalNames, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(UriTag))
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
                else
                    names.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            uris.Clear();
        }

        return uris;
    }

    /// <summary>Whether a client certificate chains to the configured authorities, judged without the machine's own.</summary>
    internal static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // Revocation is the authority's short lifetimes: a government network may not reach a responder.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate);
    }
}
