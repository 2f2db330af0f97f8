using System.Text.Json.Serialization;
using Coordination.Names;

namespace Coordination.Training.Contracts;

/// <summary>Names a course: <c>courses/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CourseName>))]
public readonly record struct CourseName([property: Id(0)] string Id) : IResourceName<CourseName>
{
    public static string Collection => "courses";

    public static CourseName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static CourseName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('k', agency.ToString(), requestId));

    public override string ToString() => $"courses/{Id}";
}

/// <summary>Names a cohort of a course: <c>cohorts/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<CohortName>))]
public readonly record struct CohortName([property: Id(0)] string Id) : IResourceName<CohortName>
{
    public static string Collection => "cohorts";

    public static CohortName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static CohortName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('h', agency.ToString(), requestId));

    public override string ToString() => $"cohorts/{Id}";
}
