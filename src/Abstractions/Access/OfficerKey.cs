using System.Security.Cryptography;
using System.Text;

namespace Coordination.Access;

/// <summary>A short key of an officer: the first 16 bytes of SHA-256 over issuer, a line break and subject, in hexadecimal.</summary>
public static class OfficerKey
{
    public static string Of(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")).AsSpan(0, 16));

    public static string Of(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Of(principal.Issuer, principal.Subject);
    }
}
