using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a change of the installed modules: <c>moduleChanges/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ModuleChangeName>))]
public readonly record struct ModuleChangeName([property: Id(0)] string Id) : IResourceName<ModuleChangeName>
{
    public static string Collection => "moduleChanges";

    public static ModuleChangeName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static ModuleChangeName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('m', agency.ToString(), requestId));

    public override string ToString() => $"moduleChanges/{Id}";
}
