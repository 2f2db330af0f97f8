using System.Collections.Concurrent;
using Coordination.Cases.V1;
using Coordination.Client;
using Coordination.Client.Errors;
using Grpc.Core;

namespace Coordination.Cli.Exporting;

/// <summary>A step that the platform refused.</summary>
internal sealed record HtcdsRefused(int Line, string Step, string Why);

/// <summary>Sends the cases of an HTCDS file. Each step has its own request id, so that a second run adds nothing and goes on where a first one ended.</summary>
internal sealed class HtcdsImport(CoordinationClient client, DateTimeOffset since)
{
    private const int AtOnce = 16;

    private readonly ConcurrentBag<HtcdsRefused> refused = [];
    private int added;
    private int known;
    private int otherOwners;

    public int Added => added;

    public int Known => known;

    /// <summary>Cases that another agency led where they came from.</summary>
    public int OtherOwners => otherOwners;

    public IEnumerable<HtcdsRefused> Refused => refused.OrderBy(one => one.Line).ThenBy(one => one.Step, StringComparer.Ordinal);

    public Task RunAsync(IEnumerable<HtcdsCase> cases, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        cases,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (one, cancellation) => await ImportAsync(one, cancellation).ConfigureAwait(false));

    private async Task ImportAsync(HtcdsCase one, CancellationToken cancellationToken)
    {
        one.Open.RequestId = one.RequestId("open");
        Case? opened = null;
        if (!await TryAsync(one, "open", async () => opened = await client.Cases.OpenCaseAsync(one.Open, cancellationToken: cancellationToken)).ConfigureAwait(false))
            return;

        var name = opened!.Name;
        Interlocked.Increment(ref opened.CreateTime.ToDateTimeOffset() >= since ? ref added : ref known);
        if (one.Owner.Length > 0 && opened.Lead != "agencies/" + one.Owner)
            Interlocked.Increment(ref otherOwners);

        for (var i = 0; i < one.Events.Count; i++)
        {
            var request = new RecordEventRequest { RequestId = one.RequestId($"event/{i}"), Name = name, Event = one.Events[i] };
            await TryAsync(one, "hte_Type", () => client.Cases.RecordEventAsync(request, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false);
        }

        for (var i = 0; i < one.Services.Count; i++)
        {
            var request = new PlanServiceRequest(one.Services[i]) { RequestId = one.RequestId($"service/{i}"), Name = name };
            await TryAsync(one, "spl_Type", () => client.Cases.PlanServiceAsync(request, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false);
        }

        foreach (var (person, fields) in one.Identities)
        {
            var request = new StoreIdentityRequest { RequestId = one.RequestId($"identity/{person}"), Case = name, Person = person, Fields = { fields } };
            await TryAsync(one, "prs_FirstName", () => client.Identities.StoreIdentityAsync(request, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false);
        }

        if (one.FollowUp)
            await FollowUpAsync(one, name, cancellationToken).ConfigureAwait(false);
        if (one.CloseAfter.Length > 0)
        {
            var request = new CloseCaseRequest { RequestId = one.RequestId("close"), Name = name, Reason = one.CloseAfter };
            await TryAsync(one, "cas_Status", () => client.Cases.CloseCaseAsync(request, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false);
        }
    }

    private async Task FollowUpAsync(HtcdsCase one, string name, CancellationToken cancellationToken)
    {
        _ = await TryAsync(one, "cas_Status", () => client.Cases.AssessCaseAsync(
                new AssessCaseRequest { RequestId = one.RequestId("assess"), Name = name }, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false)
            && await TryAsync(one, "cas_Status", () => client.Cases.ActivateCaseAsync(
                new ActivateCaseRequest { RequestId = one.RequestId("activate"), Name = name }, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false)
            && await TryAsync(one, "cas_Status", () => client.Cases.FollowUpCaseAsync(
                new FollowUpCaseRequest { RequestId = one.RequestId("follow-up"), Name = name }, cancellationToken: cancellationToken).ResponseAsync).ConfigureAwait(false);
    }

    private async Task<bool> TryAsync(HtcdsCase one, string step, Func<Task> send)
    {
        try
        {
            await send().ConfigureAwait(false);
            return true;
        }
        catch (CoordinationException no) when (no.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.NotFound)
        {
            refused.Add(new HtcdsRefused(one.Line, step, (no.LocalizedMessage is { Length: > 0 } own ? own : no.Message) + (no.Reason.Length > 0 ? $" ({no.Reason})" : "")));
            return false;
        }
    }
}
