using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Coordination.Errors;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Tasks;

/// <summary>Where a page of a task's history ended. It belongs to its task; rights are asked anew with every page.</summary>
internal static class HistoryToken
{
    private const int Length = 12;

    public static string Of(TaskName task, int afterVersion)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Mark(task, bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], afterVersion);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>0 for an empty token.</summary>
    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID: malformed, or of another task.</exception>
    public static int Read(TaskName task, string token)
    {
        if (token.Length == 0)
            return 0;

        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> mark = stackalloc byte[8];
        Mark(task, mark);
        if (token.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == Length
            && bytes[..8].SequenceEqual(mark)
            && BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) is > 0 and var after)
        {
            return after;
        }

        throw new RefusedException(CommonRefusals.PageTokenInvalid);
    }

    private static void Mark(TaskName task, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(task.ToString()), hash);
        hash[..8].CopyTo(into);
    }
}
