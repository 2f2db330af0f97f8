using System.Collections.Concurrent;
using System.Threading.Channels;
using Coordination.Cases.V1;
using Coordination.Client.Errors;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Importing;

/// <summary>What an import did.</summary>
internal sealed class ImportCounts
{
    private int added;
    private int known;
    private int rejectedPeople;

    /// <summary>Cases that this run opened.</summary>
    public int Added => added;

    /// <summary>Cases that an earlier run opened.</summary>
    public int Known => known;

    /// <summary>People of rejected rows, as far as it is known how many they are.</summary>
    public int RejectedPeople => rejectedPeople;

    public int RejectedRows { get; set; }

    public int Rows { get; set; }

    public int Done => added + known + rejectedPeople;

    public void Add(bool isNew) => Interlocked.Increment(ref isNew ? ref added : ref known);

    public void Reject(int people) => Interlocked.Add(ref rejectedPeople, people);
}

/// <summary>Sends the people of a file to the platform, many at once.</summary>
/// <param name="open">Opens a case; it repeats what is worth repeating.</param>
/// <param name="since">Cases that were made earlier, by the platform's clock, are an earlier run's.</param>
internal sealed class ReferralImport(Func<OpenCaseRequest, CancellationToken, Task<Case>> open, DateTimeOffset since, int atOnce)
{
    public const int DefaultAtOnce = 32;

    // What is wrong with the caller or the command line is wrong with every row.
    private static readonly StatusCode[] Hopeless =
        [StatusCode.Unauthenticated, StatusCode.PermissionDenied, StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.ResourceExhausted, StatusCode.Internal, StatusCode.Unknown, StatusCode.Unimplemented];

    private readonly ConcurrentDictionary<int, Refused> refused = new();

    public ImportCounts Counts { get; } = new();

    /// <summary>Runs to the end of the file.</summary>
    /// <param name="reject">Told of each rejected row, one at a time.</param>
    /// <exception cref="CoordinationException">The platform stays away, or refuses the caller altogether. Run again: nothing is imported twice.</exception>
    public async Task RunAsync(ReferralRows rows, ReferralCases cases, Action<Rejection> reject, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<(ReferralRow Row, OpenCaseRequest Request)>(new BoundedChannelOptions(atOnce * 8) { SingleWriter = true });
        var workers = Enumerable.Range(0, atOnce).Select(_ => WorkAsync(channel.Reader, stop)).ToArray();
        try
        {
            foreach (var (row, rejection) in rows.Read())
            {
                Counts.Rows++;
                var (requests, bad) = row is null ? ([], rejection) : cases.Of(row);
                if (bad is not null)
                    Reject(bad, reject);
                foreach (var request in requests)
                    await channel.Writer.WriteAsync((row!, request), stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A worker met something hopeless, or the caller has had enough; which of them, follows.
        }
        finally
        {
            // Nothing is under way when this ends, however it ends.
            channel.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(workers).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var (_, one) in refused.OrderBy(pair => pair.Key))
            Reject(new Rejection(one.Row.Line, "", "reject.refused", [one.People, one.Why], one.Row.Cells, one.People), reject);
    }

    private void Reject(Rejection rejection, Action<Rejection> reject)
    {
        Counts.RejectedRows++;
        if (rejection.Key is not "reject.refused")
            Counts.Reject(rejection.People);
        reject(rejection);
    }

    private async Task WorkAsync(ChannelReader<(ReferralRow Row, OpenCaseRequest Request)> work, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var (row, request) in work.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                try
                {
                    var made = await open(request, stop.Token).ConfigureAwait(false);
                    Counts.Add(made.CreateTime is not null && made.CreateTime.ToDateTimeOffset() >= since);
                }
                catch (CoordinationException no) when (!Hopeless.Contains(no.StatusCode))
                {
                    Counts.Reject(1);
                    var why = (no.LocalizedMessage is { Length: > 0 } own ? own : no.Message) + (no.Reason.Length > 0 ? $" ({no.Reason})" : "");
                    refused.AddOrUpdate(row.Line, new Refused(row, why, 1), (_, before) => before with { People = before.People + 1 });
                }
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private sealed record Refused(ReferralRow Row, string Why, int People);
}
