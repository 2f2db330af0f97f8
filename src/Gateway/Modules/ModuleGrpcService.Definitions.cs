using Coordination.Errors;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Modules;

/// <summary>Definitions, as the silo that answers holds them.</summary>
internal sealed partial class ModuleGrpcService
{
    public override async Task<V1.ListDefinitionsResponse> ListDefinitions(V1.ListDefinitionsRequest request, ServerCallContext context)
    {
        var all = await grains.Definitions().ListAsync(context.Principal(), context.CancellationToken).ValueOrRefuse();
        var module = request.Module.Length == 0 ? null : ModuleMapper.Id(request.Module);
        var response = new V1.ListDefinitionsResponse();
        response.Definitions.AddRange(all
            .Where(definition => (module is null || definition.Module == module) && (definition.CanStart || !request.StartableOnly))
            .Select(DefinitionMapper.ToProto));
        return response;
    }

    public override async Task<V1.Definition> GetDefinition(V1.GetDefinitionRequest request, ServerCallContext context) => DefinitionMapper.ToProto(
        await grains.Definitions().GetAsync(context.Principal(), ModuleMapper.Id(request.Name), request.Version, context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.RenderDefinitionResponse> RenderDefinition(V1.RenderDefinitionRequest request, ServerCallContext context)
    {
        var format = request.Format is V1.DiagramFormat.Unspecified ? DiagramFormat.Mermaid : (DiagramFormat)request.Format;
        var diagram = await grains.Definitions()
            .RenderAsync(context.Principal(), ModuleMapper.Id(request.Name), request.Version, format, LanguageOf(request.Language), context.CancellationToken)
            .ValueOrRefuse();
        return new V1.RenderDefinitionResponse { Text = diagram.Text, Format = (V1.DiagramFormat)format, Version = diagram.Version };
    }

    public override async Task<V1.Form> GetForm(V1.GetFormRequest request, ServerCallContext context) => DefinitionMapper.ToProto(await grains.Definitions()
        .FormAsync(
            context.Principal(), ModuleMapper.Id(request.Name), request.Version, request.Transition, LanguageOf(request.Language), context.CancellationToken)
        .ValueOrRefuse());

    private static string LanguageOf(string language) => language.Length == 0 ? Languages.English : language;
}
