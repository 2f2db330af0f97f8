namespace Coordination.Http;

/// <summary>The OpenAPI document of the REST interface, at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiExtensions
{
    public static void AddGatewayOpenApi(this IServiceCollection services)
    {
        services.AddOpenApi("v1");
    }

    public static void MapGatewayOpenApi(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json");
}
