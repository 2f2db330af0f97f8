using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Coordination.Aggregates;

namespace Coordination.Sdk.Grains;

/// <summary>Tells one command from another under the same request_id.</summary>
internal static class CommandHash
{
    /// <summary>The first 8 bytes of SHA-256 over the command's content, its agency and its subject.</summary>
    public static long Of(Command command, byte[] content)
    {
        Span<byte> hash = stackalloc byte[32];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(content);
        Span<byte> who = stackalloc byte[512];
        sha.AppendData(who[..Utf8(command.Context.Principal.Agency.Id, who)]);
        sha.AppendData("/"u8);
        sha.AppendData(who[..Utf8(command.Context.Principal.Subject, who)]);
        sha.GetHashAndReset(hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    private static int Utf8(string text, Span<byte> into) => Encoding.UTF8.GetBytes(text.AsSpan(0, Math.Min(text.Length, into.Length / 3)), into);
}
