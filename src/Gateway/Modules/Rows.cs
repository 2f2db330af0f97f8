using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Coordination.Registry;

namespace Coordination.Modules;

/// <summary>Rows of lists.</summary>
internal static class Rows
{
    public static T Read<T>(RegistryHit hit, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(hit.View.AsSpan(), type) ?? throw new InvalidOperationException($"The row of {hit.Name} is empty.");
}
