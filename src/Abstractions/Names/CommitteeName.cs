using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a committee: <c>committees/ncatip</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CommitteeName>))]
public readonly record struct CommitteeName([property: Id(0)] string Id) : IResourceName<CommitteeName>
{
    public static string Collection => "committees";

    public static CommitteeName FromId(string id) => new(id);

    public override string ToString() => $"committees/{Id}";
}
