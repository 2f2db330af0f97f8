using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Localization;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.VictimProtection.V1;
using Grpc.Core;

namespace Coordination.VictimProtection.Gateway;

/// <summary>Shelters over gRPC: numbers of beds, never who is in them nor where they are.</summary>
internal sealed class ShelterGrpcService(IGrainFactory grains) : ShelterService.ShelterServiceBase
{
    public override async Task<Shelter> RegisterShelter(RegisterShelterRequest request, ServerCallContext context)
    {
        var (title, serves, groups, categories) = Read(request.Title, request.Serves, request.Groups, request.Categories);
        var command = new RegisterShelter(context.Command(request.RequestId), title, serves, groups, categories);
        var name = ShelterName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.Shelter(name).RegisterAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override Task<Shelter> UpdateShelter(UpdateShelterRequest request, ServerCallContext context)
    {
        var (title, serves, groups, categories) = Read(request.Title, request.Serves, request.Groups, request.Categories);
        return ExecuteAsync(request.Name, new UpdateShelter(context.Command(request.RequestId, request.Etag), title, serves, groups, categories), context);
    }

    public override Task<Shelter> CloseShelter(CloseShelterRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new CloseShelter(context.Command(request.RequestId, request.Etag)), context);

    public override Task<Shelter> ReopenShelter(ReopenShelterRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new ReopenShelter(context.Command(request.RequestId, request.Etag)), context);

    public override async Task<Shelter> GetShelter(GetShelterRequest request, ServerCallContext context) =>
        ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<ListSheltersResponse> ListShelters(ListSheltersRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery { Kind = ShelterName.Collection, OpenOnly = request.OpenOnly, Order = RegistryOrder.NewestFirst };
        var list = await grains.ListAsync(context, ShelterPermissions.List, query, request.PageSize, request.PageToken);
        var response = new ListSheltersResponse { NextPageToken = list.NextPageToken };
        response.Shelters.AddRange(list.Hits.Select(hit => ToProto(JsonSerializer.Deserialize(hit.View.AsSpan(), ShelterJson.Default.ShelterView)!)));
        return response;
    }

    private async Task<Shelter> ExecuteAsync(string name, ShelterCommand command, ServerCallContext context) =>
        ToProto(await Grain(name).ExecuteAsync(command, context.CancellationToken).ValueOrRefuse());

    private IShelterGrain Grain(string name) => grains.Shelter(ListCalls.Name<ShelterName>(name));

    private static (LocalizedText Title, ImmutableArray<string> Serves, ImmutableArray<GroupBeds> Groups, ImmutableArray<CategoryBeds> Categories) Read(
        Title? title, IEnumerable<string> serves, IEnumerable<BedsOfGroup> groups, IEnumerable<BedsOfCategory> categories) =>
        (
            new LocalizedText(Text.Normalize(title?.En ?? ""), Text.Normalize(title?.Lo ?? "")),
            [.. serves],
            [.. groups.Select(g => new GroupBeds((BedGroup)g.Group, g.Beds))],
            [.. categories.Select(c => new CategoryBeds((IntakeCategory)c.Category, c.Beds))]
        );

    private static Shelter ToProto(ShelterView view)
    {
        var shelter = new Shelter
        {
            Name = view.Name.ToString(),
            Title = new Title { En = view.Title.En, Lo = view.Title.Lo },
            Operator = view.Operator.ToString(),
            Open = view.Open,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        shelter.Serves.AddRange(view.Serves);
        shelter.Groups.AddRange(view.Groups.Select(g => new BedsOfGroup { Group = (V1.BedGroup)g.Group, Beds = g.Beds, Taken = g.Taken }));
        shelter.Categories.AddRange(view.Categories.Select(c => new BedsOfCategory { Category = (V1.IntakeCategory)c.Category, Beds = c.Beds, Taken = c.Taken }));
        return shelter;
    }
}
