using System.Collections.Immutable;
using System.Globalization;
using Coordination.Names;
using Coordination.Sdk.Calls;
using Coordination.Repatriation.Workflows;
using Coordination.Workflows;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Repatriation.Gateway;

/// <summary>From a typed request to a step of the engine: its fields are the step's data, its <c>part_…</c> fields who plays parts.</summary>
internal static class StepCalls
{
    /// <exception cref="RefusedException">docs/reference/workflows.md</exception>
    public static Task<WorkflowView> StartAsync(this IGrainFactory grains, IMessage request, string definition, ServerCallContext context)
    {
        var (parts, data) = Read(request);
        var start = new StartWorkflow(
            null!, definition, ListCalls.NameOrNull<CaseName>(Text(request, "case")), Text(request, "person"), Text(request, "province"), parts, data);
        return grains.StartAsync(context, Text(request, "request_id"), start);
    }

    /// <exception cref="RefusedException">docs/reference/workflows.md</exception>
    public static Task<WorkflowView> FireAsync(this IGrainFactory grains, IMessage request, string transition, ServerCallContext context)
    {
        var (parts, data) = Read(request);
        return grains.FireAsync(context, Text(request, "name"), Text(request, "request_id"), Text(request, "etag"), transition, data, parts);
    }

    internal static (ImmutableArray<PartBinding> Parts, ImmutableArray<FieldInput> Data) Read(IMessage request)
    {
        var inputs = ProtoFields.Read(request).Where(input => input.Field != Fields.Route).ToLookup(input => input.Field.StartsWith(Fields.PartPrefix, StringComparison.Ordinal));
        var named = inputs[true].ToDictionary(input => input.Field[Fields.PartPrefix.Length..], input => input.Values[0].Value, StringComparer.Ordinal);
        return (
            [
                .. named.Where(part => !part.Key.EndsWith("_unit", StringComparison.Ordinal)).Select(part => new PartBinding(
                    part.Key,
                    ListCalls.Name<AgencyName>(part.Value),
                    named.TryGetValue($"{part.Key}_unit", out var unit) ? ListCalls.Name<UnitName>(unit) : null)),
            ],
            [.. inputs[false]]);
    }

    private static string Text(IMessage request, string field) =>
        Convert.ToString(request.Descriptor.FindFieldByName(field)?.Accessor.GetValue(request), CultureInfo.InvariantCulture) ?? "";
}
