using Coordination.Client.Errors;
using Coordination.Fakes;
using Coordination.Tasks.V1;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Client;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_refusal_brings_its_reason_sentence_fields_and_identifiers()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(
            StatusCode.InvalidArgument, "REQUEST_INVALID", "Correct the fields.",
            fields: [("title", "is required"), ("lead", "must be agencies/…")],
            localized: "ແກ້ໄຂຊ່ອງຂໍ້ມູນ.",
            metadata: new Dictionary<string, string> { ["state"] = "requested" }));
        using var client = new CoordinationClient(Some.Options(platform));

        var refusal = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("REQUEST_INVALID", refusal.Reason);
        Assert.Equal("Correct the fields.", refusal.Message);
        Assert.Equal("ແກ້ໄຂຊ່ອງຂໍ້ມູນ.", refusal.LocalizedMessage);
        Assert.Equal(["title", "lead"], refusal.Violations.Select(v => v.Field));
        Assert.Equal("requested", refusal.Metadata["state"]);
    }

    [Fact]
    public void A_failure_without_details_keeps_its_status_and_sentence()
    {
        var read = RefusalReader.Read(new RpcException(new Status(StatusCode.Unimplemented, "not here")));

        Assert.Equal(StatusCode.Unimplemented, read.StatusCode);
        Assert.Equal("not here", read.Message);
        Assert.Empty(read.Reason);
        Assert.Empty(read.Violations);
    }

    [Fact]
    public void Details_that_are_garbage_do_not_hide_the_status()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [0xff, 0xff, 0xff] } };

        var read = RefusalReader.Read(new RpcException(new Status(StatusCode.FailedPrecondition, "no"), trailers));

        Assert.Equal(StatusCode.FailedPrecondition, read.StatusCode);
    }

    [Fact]
    public void A_connection_that_broke_is_transient_whatever_status_the_transport_gave_it()
    {
        var read = RefusalReader.Read(new RpcException(new Status(StatusCode.Internal, "", new HttpRequestException("gone", new IOException()))));

        Assert.Equal(StatusCode.Unavailable, read.StatusCode);
        Assert.True(read.IsTransient);
    }
}
