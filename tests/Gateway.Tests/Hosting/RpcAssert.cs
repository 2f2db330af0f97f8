using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Coordination.Hosting;

/// <summary>Reads rich errors.</summary>
internal static class RpcAssert
{
    public static async Task<RpcException> Refused(Func<Task> call, StatusCode code, string? reason = null)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(code == refused.StatusCode, $"expected {code}, got {refused.StatusCode}: {refused.Status.Detail}");
        if (reason is not null)
            Assert.Equal(reason, refused.Reason());
        return refused;
    }

    public static Task<RpcException> Refused<T>(AsyncUnaryCall<T> call, StatusCode code, string? reason = null) =>
        Refused(async () => await call, code, reason);

    public static string? Reason(this RpcException refused) => refused.Detail<ErrorInfo>()?.Reason;

    public static T? Detail<T>(this RpcException refused) where T : class, IMessage<T>, new() => refused.GetRpcStatus()?.GetDetail<T>();

    public static IReadOnlyList<string> Fields(this RpcException refused) =>
        [.. refused.Detail<BadRequest>()?.FieldViolations.Select(violation => violation.Field) ?? []];
}
