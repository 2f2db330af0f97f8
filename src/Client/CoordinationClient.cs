using Coordination.Cases.V1;
using Coordination.Client.Calls;
using Coordination.Client.Providing;
using Coordination.Client.Watching;
using Coordination.Directory.V1;
using Coordination.Events.V1;
using Coordination.Information.V1;
using Coordination.Ledger.V1;
using Coordination.Modules.V1;
using Coordination.Search.V1;
using Coordination.Statistics.V1;
using Coordination.Reporting.V1;
using Coordination.Tasks.V1;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Coordination.Client;

/// <summary>
/// One connection to the platform, for one caller. It is thread-safe and meant to live as long as the process.
/// </summary>
/// <remarks>
/// Every call carries the caller's token and a deadline. A call that the platform could not take, or whose outcome
/// is unknown, is repeated with the same request_id, so that a command happens once however often it is sent.
/// What finally fails is a <see cref="Errors.CoordinationException"/>.
/// </remarks>
public sealed class CoordinationClient : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly CoordinationClientOptions options;

    /// <summary>Makes a client; it connects with its first call.</summary>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public CoordinationClient(CoordinationClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            HttpHandler = options.HttpHandler ?? CreateHandler(options),
            DisposeHttpClient = options.HttpHandler is null,
            MaxReceiveMessageSize = 16 * 1024 * 1024,
        });
        var invoker = channel.Intercept(new CallInterceptor(options));
        Directory = new DirectoryService.DirectoryServiceClient(invoker);
        Tasks = new TaskService.TaskServiceClient(invoker);
        Ledger = new LedgerService.LedgerServiceClient(invoker);
        Events = new EventService.EventServiceClient(invoker);
        Information = new InformationService.InformationServiceClient(invoker);
        Records = new RecordService.RecordServiceClient(invoker);
        Consents = new ConsentService.ConsentServiceClient(invoker);
        Grants = new GrantService.GrantServiceClient(invoker);
        Agreements = new StandingAgreementService.StandingAgreementServiceClient(invoker);
        Disclosures = new DisclosureService.DisclosureServiceClient(invoker);
        Statistics = new StatisticsService.StatisticsServiceClient(invoker);
        Cases = new CaseService.CaseServiceClient(invoker);
        CaseNotes = new CaseNoteService.CaseNoteServiceClient(invoker);
        Identities = new IdentityService.IdentityServiceClient(invoker);
        Referrals = new ReferralService.ReferralServiceClient(invoker);
        Transfers = new TransferService.TransferServiceClient(invoker);
        Search = new SearchService.SearchServiceClient(invoker);
        Exports = new ExportService.ExportServiceClient(invoker);
        Links = new LinkService.LinkServiceClient(invoker);
        Reporting = new ReportingService.ReportingServiceClient(invoker);
        Modules = new ModuleService.ModuleServiceClient(invoker);
    }

    /// <summary>Gets who takes part: committee, agencies, units, officers.</summary>
    public DirectoryService.DirectoryServiceClient Directory { get; }

    /// <summary>Gets directives and their life.</summary>
    public TaskService.TaskServiceClient Tasks { get; }

    /// <summary>Gets the evidence that the record is whole.</summary>
    public LedgerService.LedgerServiceClient Ledger { get; }

    /// <summary>Gets asking other agencies for information, and answering.</summary>
    public InformationService.InformationServiceClient Information { get; }

    /// <summary>Gets record types, persons and records of the caller's agency.</summary>
    public RecordService.RecordServiceClient Records { get; }

    /// <summary>Gets what persons consented to.</summary>
    public ConsentService.ConsentServiceClient Consents { get; }

    /// <summary>Gets what is released to whom, and the only way to read it.</summary>
    /// <remarks>A read that is repeated carries the same request_id: it is checked anew, and entered once.</remarks>
    public GrantService.GrantServiceClient Grants { get; }

    /// <summary>Gets what two agencies agreed in advance.</summary>
    public StandingAgreementService.StandingAgreementServiceClient Agreements { get; }

    /// <summary>Gets who saw what of whose data, and why.</summary>
    public DisclosureService.DisclosureServiceClient Disclosures { get; }

    /// <summary>Gets numbers about cases, people and referrals.</summary>
    public StatisticsService.StatisticsServiceClient Statistics { get; }

    /// <summary>Gets cases: their life, their people, what happened, what is done for them.</summary>
    public CaseService.CaseServiceClient Cases { get; }

    /// <summary>Gets notes of cases, by class, and who read them.</summary>
    /// <remarks>A read that is repeated carries the same request_id: it is checked anew, and entered once.</remarks>
    public CaseNoteService.CaseNoteServiceClient CaseNotes { get; }

    /// <summary>Gets who the people of a case are; for identity custodians of its lead.</summary>
    public IdentityService.IdentityServiceClient Identities { get; }

    /// <summary>Gets asking other agencies for services to people of a case.</summary>
    /// <remarks>A read of a text that is repeated carries the same request_id: it is checked anew, and entered once.</remarks>
    public ReferralService.ReferralServiceClient Referrals { get; }

    /// <summary>Gets handing a case over to another agency.</summary>
    public TransferService.TransferServiceClient Transfers { get; }

    /// <summary>Gets modules, the definitions that they bring, and running workflows of any definition.</summary>
    /// <remarks>A read of a text that is repeated carries the same request_id: it is checked anew, and entered once.</remarks>
    public ModuleService.ModuleServiceClient Modules { get; }

    /// <summary>Gets exports of cases, and who approved and read them.</summary>
    public ExportService.ExportServiceClient Exports { get; }

    /// <summary>Gets finding resources by the words of their titles.</summary>
    public SearchService.SearchServiceClient Search { get; }

    /// <summary>Gets possible matches between persons of two cases.</summary>
    public LinkService.LinkServiceClient Links { get; }

    /// <summary>Gets what units report to their ministries and the centre.</summary>
    public ReportingService.ReportingServiceClient Reporting { get; }

    /// <summary>Gets the raw event stream. <see cref="WatchAsync"/> resumes by itself; this one does not.</summary>
    public EventService.EventServiceClient Events { get; }

    /// <summary>
    /// Streams what happens, in the ledger's order, and resumes from the last token after any passing break: an event
    /// is neither missed nor reported twice. It ends only when it is cancelled, or with an exception.
    /// </summary>
    /// <param name="request">What to watch. Its resume_token says where to begin; store the token of the last response that you have dealt with.</param>
    /// <param name="cancellationToken">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Errors.CoordinationException">The platform refuses the watch, or stays away longer than the options allow.</exception>
    /// <remarks>
    /// The first response, an event or a bookmark (event unset), shows that the watch is established. A watch that
    /// begins "from now" and breaks before its first response begins again from the now of that later moment.
    /// </remarks>
    public IAsyncEnumerable<WatchResponse> WatchAsync(WatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new EventWatch(Events, options).RunAsync(request.Clone(), cancellationToken);
    }

    /// <summary>
    /// Answers the platform's queries about records that the caller's agency holds in its own system, and connects again
    /// after any passing break and with a new token when one ends. It ends only when it is cancelled, or with an exception.
    /// </summary>
    /// <param name="hello">Which record types it serves, and how many queries of each it takes at once.</param>
    /// <param name="lookup">Called for each query, several at once. Only what was asked for is sent; when it throws, nothing is.</param>
    /// <param name="onReady">Called whenever the platform takes it for present. Default: nothing.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Errors.CoordinationException">The platform refuses the stream, or stays away longer than the options allow.</exception>
    public System.Threading.Tasks.Task ServeAsync(ProviderHello hello, ProviderLookup lookup, Action? onReady = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hello);
        ArgumentNullException.ThrowIfNull(lookup);
        return new ProviderServing(new ProviderService.ProviderServiceClient(channel), options).RunAsync(hello.Clone(), lookup, onReady, cancellationToken);
    }

    /// <summary>Closes the connection and ends every call and watch on it.</summary>
    public void Dispose() => channel.Dispose();

    private static SocketsHttpHandler CreateHandler(CoordinationClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A peer that died without a word is noticed within half a minute.
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
        };
        if (options.ClientCertificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }
}
