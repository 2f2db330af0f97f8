using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Sdk.Calls;

/// <summary>Names and lists, as services of every noun need them.</summary>
public static class ListCalls
{
    private const int DefaultPageSize = 50;

    /// <summary>A name whose form was validated before.</summary>
    public static T Name<T>(string text) where T : struct, IResourceName<T> => ResourceName.Parse<T>(text);

    /// <summary>A name, or null for an empty text.</summary>
    public static T? NameOrNull<T>(string text) where T : struct, IResourceName<T> =>
        string.IsNullOrEmpty(text) ? null : ResourceName.Parse<T>(text);

    /// <summary>Null for an empty text.</summary>
    public static string? OrNull(string text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>One page of a list, for the caller. A page has 50 resources when the caller names no number.</summary>
    /// <exception cref="RefusedException">PERMISSION_DENIED, PAGE_TOKEN_INVALID, LEDGER_UNAVAILABLE.</exception>
    public static async Task<RegistryList> ListAsync(
        this IGrainFactory grains, ServerCallContext context, string permission, RegistryQuery query, int pageSize, string pageToken)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(query);
        var sized = query with { PageSize = pageSize == 0 ? DefaultPageSize : pageSize };
        return await grains.GetGrain<IRegistryGrain>(0)
            .ListAsync(context.Principal(), permission, sized, pageToken, context.CancellationToken)
            .ValueOrRefuse();
    }
}
