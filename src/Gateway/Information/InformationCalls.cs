using Coordination.Auth;
using Coordination.Errors;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>What the services of information sharing have in common.</summary>
internal static class InformationCalls
{
    private const int DefaultPageSize = 50;

    /// <summary>A name whose form was validated before.</summary>
    public static T Name<T>(string text) where T : struct, IResourceName<T> => ResourceName.Parse<T>(text);

    /// <summary>A name, or null for an empty text.</summary>
    public static T? NameOrNull<T>(string text) where T : struct, IResourceName<T> => text.Length == 0 ? null : ResourceName.Parse<T>(text);

    /// <summary>One page of a list, for the caller.</summary>
    public static async Task<RegistryList> ListAsync(
        this IGrainFactory grains, ServerCallContext context, string permission, RegistryQuery query, int pageSize, string pageToken) =>
        await grains.GetGrain<IRegistryGrain>(0)
            .ListAsync(context.Principal(), permission, query with { PageSize = pageSize == 0 ? DefaultPageSize : pageSize }, pageToken, context.CancellationToken)
            .ValueOrRefuse();

    /// <summary>Null for an empty text.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}
