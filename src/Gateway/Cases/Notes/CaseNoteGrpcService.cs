using System.Text.Json;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Grpc.Core;

namespace Coordination.Cases;

/// <summary>Notes of cases, and who read what, over gRPC.</summary>
internal sealed class CaseNoteGrpcService(IGrainFactory grains) : V1.CaseNoteService.CaseNoteServiceBase
{
    public override async Task<V1.CaseNote> AddCaseNote(V1.AddCaseNoteRequest request, ServerCallContext context)
    {
        var command = new AddCaseNote(
            context.Command(request.RequestId),
            Name<CaseName>(request.Case),
            (NoteClass)request.NoteClass,
            OrNull(request.Person),
            OrNull(request.Event),
            new PlainText(Text.Normalize(request.Text)));
        var name = CaseNoteName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.CaseNote(name).AddAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.ReadCaseNoteResponse> ReadCaseNote(V1.ReadCaseNoteRequest request, ServerCallContext context)
    {
        var command = new ReadCaseNote(context.Command(request.RequestId), request.Purpose, request.Reason);
        var opened = await grains.CaseNote(Name<CaseNoteName>(request.Name)).ReadNoteAsync(command, context.CancellationToken).ValueOrRefuse();
        return new V1.ReadCaseNoteResponse { Note = ToProto(opened.Note), Text = opened.Text.Value, Access = opened.Access.ToString() };
    }

    public override async Task<V1.CaseNote> RetractCaseNote(V1.RetractCaseNoteRequest request, ServerCallContext context)
    {
        var command = new RetractCaseNote(context.Command(request.RequestId, request.Etag), request.Reason);
        return ToProto(await grains.CaseNote(Name<CaseNoteName>(request.Name)).RetractAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.ListCaseNotesResponse> ListCaseNotes(V1.ListCaseNotesRequest request, ServerCallContext context)
    {
        var list = await grains.CaseShelf()
            .ListNotesAsync(context.Principal(), Name<CaseName>(request.Case), request.PageSize, request.PageToken, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.ListCaseNotesResponse { NextPageToken = list.NextPageToken };
        response.Notes.AddRange(list.Hits.Select(hit => ToProto(Read(hit, CaseViewsJson.Default.CaseNoteView))));
        return response;
    }

    public override async Task<V1.ListCaseAccessesResponse> ListCaseAccesses(V1.ListCaseAccessesRequest request, ServerCallContext context)
    {
        var list = await grains.CaseShelf()
            .ListAccessesAsync(context.Principal(), Name<CaseName>(request.Case), request.PageSize, request.PageToken, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.ListCaseAccessesResponse { NextPageToken = list.NextPageToken };
        response.Accesses.AddRange(list.Hits.Select(hit => ToProto(Read(hit, CaseViewsJson.Default.CaseAccessView))));
        return response;
    }

    private static T Read<T>(RegistryHit hit, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(hit.View.AsSpan(), type) ?? throw new InvalidOperationException($"The row of {hit.Name} is empty.");

    private static V1.CaseNote ToProto(CaseNoteView view) => new()
    {
        Name = view.Name.ToString(),
        Case = view.Case.ToString(),
        NoteClass = (V1.NoteClass)view.Class,
        Person = view.Person ?? "",
        Event = view.Event ?? "",
        Agency = view.Agency.ToString(),
        Retracted = view.Retracted,
        CreateTime = view.CreatedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    private static V1.CaseAccess ToProto(CaseAccessView view)
    {
        var message = new V1.CaseAccess
        {
            Name = view.Name.ToString(),
            Time = view.At.ToProto(),
            Case = view.Case.ToString(),
            Resource = view.Resource,
            Person = view.Person ?? "",
            Reader = view.Reader.ToString(),
            ReaderSubject = view.ReaderSubject,
            Purpose = view.Purpose,
            Reason = view.Reason,
        };
        message.Fields.AddRange(view.Fields);
        return message;
    }
}
