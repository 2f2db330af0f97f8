using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Coordination.Http;

/// <summary>The OpenAPI document of the REST interface, at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiExtensions
{
    private const string Name = "v1";

    public static void AddGatewayOpenApi(this IServiceCollection services)
    {
        services.AddSingleton<ProtoComments>();
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<TranscodedDocument>();
        });
    }

    /// <summary>Made when it is first asked for and kept: the services do not change while the process runs.</summary>
    public static void MapGatewayOpenApi(this IEndpointRouteBuilder routes)
    {
        var document = new Lazy<Task<byte[]>>(() => WriteAsync(routes.ServiceProvider));
        routes.MapGet($"/openapi/{Name}.json", async () => Results.Bytes(await document.Value, "application/json")).ExcludeFromDescription();
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var memory = new MemoryStream();
        await document.SerializeAsJsonAsync(memory, OpenApiSpecVersion.OpenApi3_1);
        return memory.ToArray();
    }
}
