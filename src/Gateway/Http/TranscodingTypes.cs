using Coordination.Sdk.Modules;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.Options;

namespace Coordination.Http;

/// <summary>Lets REST write refusals in full: their details are <c>Any</c>, which JSON can write only of known types.</summary>
internal sealed class TranscodingTypes(IEnumerable<GatewayService> services) : IConfigureOptions<GrpcJsonTranscodingOptions>
{
    public void Configure(GrpcJsonTranscodingOptions options) =>
        options.TypeRegistry = TypeRegistry.FromFiles([ErrorDetailsReflection.Descriptor, .. services.Select(service => service.Descriptor.File)]);
}
