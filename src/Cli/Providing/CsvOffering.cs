using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Information.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Coordination.Cli.Providing;

/// <summary>Offers the records of a file that are not offered yet, so that they can be granted.</summary>
internal static class CsvOffering
{
    private const int AtOnce = 8;

    /// <returns>How many were offered, and how many had been.</returns>
    public static async Task<(int Offered, int Known)> OfferAsync(
        RecordService.RecordServiceClient records, CsvTable table, string type, DateTimeOffset retainUntil, bool minor, CancellationToken cancellationToken)
    {
        var (offered, known) = (0, 0);
        await Parallel.ForEachAsync(
            table.References,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (reference, cancellation) =>
            {
                if (await IsOfferedAsync(records, type, reference, cancellation).ConfigureAwait(false))
                {
                    Interlocked.Increment(ref known);
                    return;
                }

                var subject = await records.RegisterSubjectAsync(
                    new RegisterSubjectRequest { RequestId = RequestIds.New(), Minor = minor, RetainUntil = Timestamp.FromDateTimeOffset(retainUntil) },
                    cancellationToken: cancellation);
                await records.OfferRecordAsync(
                    new OfferRecordRequest { RequestId = RequestIds.New(), RecordType = type, Subject = subject.Name, Reference = reference },
                    cancellationToken: cancellation);
                Interlocked.Increment(ref offered);
            }).ConfigureAwait(false);
        return (offered, known);
    }

    private static async Task<bool> IsOfferedAsync(
        RecordService.RecordServiceClient records, string type, string reference, CancellationToken cancellationToken)
    {
        try
        {
            await records.FindRecordAsync(new FindRecordRequest { RecordType = type, Reference = reference }, cancellationToken: cancellationToken);
            return true;
        }
        catch (CoordinationException absent) when (absent.StatusCode is StatusCode.NotFound)
        {
            return false;
        }
    }
}
