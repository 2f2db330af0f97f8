using Coordination.Auth;
using Google.Api;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Coordination.Http;

/// <summary>Describes the methods that have an HTTP rule: the framework's own document leaves them out.</summary>
internal sealed class TranscodedDocument(EndpointDataSource endpoints, ProtoComments comments, MethodRules rules) : IOpenApiDocumentTransformer
{
    private const string Bearer = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Coordination",
            Version = "v1",
            Description = "The platform's services over REST. The same services speak gRPC; names, rules and errors are one.",
        };
        document.Servers = [];
        document.Paths = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "at+jwt" },
        };
        var schemas = new OpenApiSchemas(document, comments);
        foreach (var transcoded in endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>())
            .OfType<GrpcJsonTranscodingMetadata>()
            .OrderBy(metadata => metadata.MethodDescriptor.FullName, StringComparer.Ordinal))
        {
            Add(document, schemas, transcoded.MethodDescriptor, transcoded.HttpRule);
        }

        return Task.CompletedTask;
    }

    private void Add(OpenApiDocument document, OpenApiSchemas schemas, MethodDescriptor method, HttpRule rule)
    {
        if (VerbOf(rule) is not var (verb, pattern))
            return;

        var template = RestTemplate.Parse(pattern);
        var operation = new OpenApiOperation
        {
            OperationId = $"{method.Service.Name}_{method.Name}",
            Summary = FirstSentence(comments.Of(method)),
            Description = comments.Of(method),
            Tags = new HashSet<OpenApiTagReference> { Tag(document, method.Service) },
            Parameters = [.. Parameters(schemas, method, rule, template)],
            Responses = Responses(schemas, method),
        };
        if (rule.Body.Length > 0)
            operation.RequestBody = Body(schemas, method, rule.Body);
        if (rules.Find($"/{method.Service.FullName}/{method.Name}") is not { Public: true })
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];

        if (!document.Paths.TryGetValue(template.Path, out var item))
            document.Paths[template.Path] = item = new OpenApiPathItem { Operations = [] };
        ((OpenApiPathItem)item).Operations![verb] = operation;
    }

    private OpenApiTagReference Tag(OpenApiDocument document, ServiceDescriptor service)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        if (document.Tags.All(tag => tag.Name != service.Name))
            document.Tags.Add(new OpenApiTag { Name = service.Name, Description = comments.Of(service) });
        return new OpenApiTagReference(service.Name, document);
    }

    private IEnumerable<IOpenApiParameter> Parameters(OpenApiSchemas schemas, MethodDescriptor method, HttpRule rule, RestTemplate template)
    {
        foreach (var name in template.Parameters)
        {
            yield return new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        // What is neither in the path nor in the body is in the query.
        if (rule.Body == "*")
            yield break;

        foreach (var field in method.InputType.Fields.InDeclarationOrder())
        {
            if (template.Fields.Contains(field.Name) || field.Name == rule.Body || field.IsMap
                || (field.FieldType == FieldType.Message && !IsScalarInJson(field.MessageType)))
            {
                continue;
            }

            yield return new OpenApiParameter
            {
                Name = field.JsonName, In = ParameterLocation.Query, Description = comments.Of(field), Schema = schemas.Of(field),
            };
        }
    }

    private static OpenApiRequestBody Body(OpenApiSchemas schemas, MethodDescriptor method, string body) => new()
    {
        Required = true,
        Content = Json(body == "*" ? schemas.Of(method.InputType) : schemas.Of(method.InputType.FindFieldByName(body))),
    };

    private static OpenApiResponses Responses(OpenApiSchemas schemas, MethodDescriptor method) => new()
    {
        ["200"] = new OpenApiResponse
        {
            Description = method.IsServerStreaming ? "One JSON object a line, as they come." : "Done.",
            Content = Json(schemas.Of(method.OutputType)),
        },
        ["default"] = new OpenApiResponse
        {
            Description = "Refused: google.rpc.Status, with ErrorInfo and BadRequest among its details.",
            Content = Json(schemas.Of(Google.Rpc.Status.Descriptor)),
        },
    };

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static bool IsScalarInJson(MessageDescriptor message) =>
        message == Timestamp.Descriptor || message == Duration.Descriptor || message == FieldMask.Descriptor;

    private static (HttpMethod Verb, string Pattern)? VerbOf(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
        HttpRule.PatternOneofCase.Put => (HttpMethod.Put, rule.Put),
        HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
        HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
        HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
        _ => null,
    };

    private static string FirstSentence(string comment) =>
        comment.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? comment[..(end + 1)] : comment.Split('\n')[0];
}
