using System.Security.Cryptography;
using System.Text;

namespace Coordination.VictimProtection.Effects;

internal static class Requests
{
    /// <summary>Another request of the same step: the same at every repeat.</summary>
    public static Guid Derive(Guid request, string purpose)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. request.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(purpose)], hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
