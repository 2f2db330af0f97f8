using System.Collections.Concurrent;
using System.Net;
using Coordination.Directory.V1;
using Coordination.Events.V1;
using Coordination.Information.V1;
using Coordination.Ledger.V1;
using Coordination.Tasks.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Fakes;

/// <summary>A gateway that does what a test tells it, on free loopback ports.</summary>
internal sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakePlatform(WebApplication app) => this.app = app;

    public Uri Grpc { get; private set; } = null!;

    public Uri Http { get; private set; } = null!;

    /// <summary>Every unary request with its headers, in order.</summary>
    public ConcurrentQueue<(IMessage Request, Metadata Headers, DateTime Deadline)> Requests { get; } = new();

    /// <summary>What happens to the next calls: an exception is thrown, null lets the call through. When it is empty, calls go through.</summary>
    public ConcurrentQueue<RpcException?> Script { get; } = new();

    /// <summary>Answers unary calls that go through.</summary>
    public Func<IMessage, IMessage> Answer { get; set; } = _ => new Tasks.V1.Task { Name = "tasks/t1" };

    /// <summary>One per connection of a watch, in order; the last is used again and again.</summary>
    public ConcurrentQueue<Func<WatchRequest, IServerStreamWriter<WatchResponse>, CancellationToken, Task>> Watches { get; } = new();

    public ConcurrentQueue<(WatchRequest Request, Metadata Headers)> WatchRequests { get; } = new();

    /// <summary>One per stream of a provider, in order; the last is used again and again.</summary>
    public ConcurrentQueue<Func<IAsyncStreamReader<ServeRequest>, IServerStreamWriter<ServeResponse>, CancellationToken, Task>> Serves { get; } = new();

    /// <summary>The hello of each stream and its headers.</summary>
    public ConcurrentQueue<(ProviderHello Hello, Metadata Headers)> Hellos { get; } = new();

    public Checkpoint Checkpoint { get; set; } = new();

    public IReadOnlyList<ExportLeavesResponse> Leaves { get; set; } = [];

    public IReadOnlyList<VerifyLedgerResponse> Verification { get; set; } = [];

    /// <summary>Answers of the token endpoint: the form in, status and body out.</summary>
    public Func<IFormCollection, (int Status, string Body)> Issue { get; set; } =
        form => (200, $$"""{"access_token":"token-of-{{form["client_id"]}}","expires_in":600,"token_type":"Bearer"}""");

    public ConcurrentQueue<IFormCollection> TokenRequests { get; } = new();

    public static async Task<FakePlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        FakePlatform? self = null;
        builder.Services.AddSingleton(_ => self!);
        var app = builder.Build();
        self = new FakePlatform(app);
        app.MapGrpcService<FakeTasks>();
        app.MapGrpcService<FakeDirectory>();
        app.MapGrpcService<FakeEvents>();
        app.MapGrpcService<FakeLedger>();
        app.MapGrpcService<FakeInformation.Requests>();
        app.MapGrpcService<FakeInformation.Records>();
        app.MapGrpcService<FakeInformation.Consents>();
        app.MapGrpcService<FakeInformation.Grants>();
        app.MapGrpcService<FakeInformation.Disclosures>();
        app.MapGrpcService<FakeSearch>();
        app.MapGrpcService<FakeProviders>();
        app.MapGrpcService<FakeCases.Cases>();
        app.MapGrpcService<FakeCases.Notes>();
        app.MapGrpcService<FakeCases.Identities>();
        app.MapGrpcService<FakeReporting>();
        app.MapGrpcService<FakeModules>();
        app.MapPost("/connect/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            self.TokenRequests.Enqueue(form);
            var (status, body) = self.Issue(form);
            return Results.Text(body, "application/json", statusCode: status);
        });
        app.MapGet("/healthz/live", () => "ok");
        app.MapGet("/healthz/ready", () => "ok");
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (self.Grpc, self.Http) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return self;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>A refusal as the gateway makes them.</summary>
    public static RpcException Refusal(
        StatusCode code, string reason, string message, TimeSpan? retry = null, IEnumerable<(string Field, string Why)>? fields = null,
        string? localized = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "coordination" };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            info.Metadata[key] = value;
        var status = new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        if (retry is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        if (fields is not null)
        {
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations = { fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Why }) },
            }));
        }

        if (localized is not null)
            status.Details.Add(Any.Pack(new LocalizedMessage { Locale = "lo", Message = localized }));
        return status.ToRpcException();
    }

    internal Task<T> Reply<T>(IMessage request, ServerCallContext context) where T : IMessage => Task.FromResult(Take<T>(request, context));

    private T Take<T>(IMessage request, ServerCallContext context) where T : IMessage
    {
        Requests.Enqueue((request, context.RequestHeaders, context.Deadline));
        if (Script.TryDequeue(out var failure) && failure is not null)
            throw failure;
        return (T)Answer(request);
    }

    private sealed class FakeTasks(FakePlatform platform) : TaskService.TaskServiceBase
    {
        public override Task<Tasks.V1.Task> AssignTask(AssignTaskRequest request, ServerCallContext context) => Reply<Tasks.V1.Task>(request, context);

        public override Task<Tasks.V1.Task> GetTask(GetTaskRequest request, ServerCallContext context) => Reply<Tasks.V1.Task>(request, context);

        public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) => Reply<ListTasksResponse>(request, context);

        public override Task<GetTaskHistoryResponse> GetTaskHistory(GetTaskHistoryRequest request, ServerCallContext context) => Reply<GetTaskHistoryResponse>(request, context);

        public override Task<Assignment> AcceptAssignment(AcceptAssignmentRequest request, ServerCallContext context) => Reply<Assignment>(request, context);

        public override Task<Assignment> VerifyAssignment(VerifyAssignmentRequest request, ServerCallContext context) => Reply<Assignment>(request, context);

        public override Task<Assignment> RejectAssignment(RejectAssignmentRequest request, ServerCallContext context) => Reply<Assignment>(request, context);

        public override Task<Tasks.V1.Task> UpdateTask(UpdateTaskRequest request, ServerCallContext context) => Reply<Tasks.V1.Task>(request, context);

        private Task<T> Reply<T>(IMessage request, ServerCallContext context) where T : IMessage => Task.FromResult(platform.Take<T>(request, context));
    }

    private sealed class FakeDirectory(FakePlatform platform) : DirectoryService.DirectoryServiceBase
    {
        public override Task<ListAgenciesResponse> ListAgencies(ListAgenciesRequest request, ServerCallContext context) =>
            Task.FromResult(platform.Take<ListAgenciesResponse>(request, context));

        public override Task<Agency> GetAgency(GetAgencyRequest request, ServerCallContext context) => Task.FromResult(platform.Take<Agency>(request, context));

        public override Task<Agency> UpdateAgency(UpdateAgencyRequest request, ServerCallContext context) => Task.FromResult(platform.Take<Agency>(request, context));
    }

    private sealed class FakeEvents(FakePlatform platform) : EventService.EventServiceBase
    {
        public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
        {
            platform.WatchRequests.Enqueue((request, context.RequestHeaders));
            var play = platform.Watches.Count > 1 && platform.Watches.TryDequeue(out var next) ? next
                : platform.Watches.TryPeek(out var last) ? last
                : throw Refusal(StatusCode.Unavailable, "", "nothing is scripted");
            await play(request, responseStream, context.CancellationToken);
        }
    }

    private sealed class FakeProviders(FakePlatform platform) : ProviderService.ProviderServiceBase
    {
        public override async Task Serve(
            IAsyncStreamReader<ServeRequest> requestStream, IServerStreamWriter<ServeResponse> responseStream, ServerCallContext context)
        {
            if (!await requestStream.MoveNext(context.CancellationToken))
                return;

            platform.Hellos.Enqueue((requestStream.Current.Hello, context.RequestHeaders));
            var play = platform.Serves.Count > 1 && platform.Serves.TryDequeue(out var next) ? next
                : platform.Serves.TryPeek(out var last) ? last
                : throw Refusal(StatusCode.Unavailable, "", "nothing is scripted");
            await play(requestStream, responseStream, context.CancellationToken);
        }
    }

    private sealed class FakeLedger(FakePlatform platform) : LedgerService.LedgerServiceBase
    {
        public override Task<Checkpoint> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context) => Task.FromResult(platform.Checkpoint);

        public override async Task ExportLeaves(ExportLeavesRequest request, IServerStreamWriter<ExportLeavesResponse> responseStream, ServerCallContext context)
        {
            foreach (var part in platform.Leaves)
                await responseStream.WriteAsync(part);
        }

        public override async Task VerifyLedger(VerifyLedgerRequest request, IServerStreamWriter<VerifyLedgerResponse> responseStream, ServerCallContext context)
        {
            foreach (var part in platform.Verification)
                await responseStream.WriteAsync(part);
        }
    }
}
