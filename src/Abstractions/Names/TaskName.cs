using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a task: <c>tasks/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<TaskName>))]
public readonly record struct TaskName([property: Id(0)] string Id) : IResourceName<TaskName>
{
    public static string Collection => "tasks";

    public static TaskName FromId(string id) => new(id);

    /// <summary>The task that this request of this agency creates: a repeat meets the same one.</summary>
    public static TaskName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('t', agency.ToString(), requestId));

    public override string ToString() => $"tasks/{Id}";
}

/// <summary>Ids that follow from who asked and with which request.</summary>
public static class DerivedId
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A prefix and 26 characters (130 bits) of SHA-256 over owner and request.</summary>
    public static string Make(char prefix, string owner, Guid requestId)
    {
        ArgumentNullException.ThrowIfNull(owner);
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(owner.Length)];
        requestId.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(owner, input[16..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input[..length], hash);

        Span<char> id = stackalloc char[27];
        id[0] = prefix;
        for (var i = 0; i < 26; i++)
        {
            var bit = i * 5;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            id[i + 1] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(id);
    }
}
