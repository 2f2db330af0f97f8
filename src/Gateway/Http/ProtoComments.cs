using System.Collections.Frozen;
using Coordination.Sdk.Modules;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using FileDescriptor = Google.Protobuf.Reflection.FileDescriptor;

namespace Coordination.Http;

/// <summary>The comments of the protos, by full name, from the descriptor sets that modules embed (<c>Protos/*.binpb</c>).</summary>
internal sealed class ProtoComments
{
    private readonly FrozenDictionary<string, string> comments;

    public ProtoComments(IEnumerable<GatewayResources> resources)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in resources.DistinctBy(resource => resource.Assembly))
        {
            foreach (var name in resource.Assembly.GetManifestResourceNames())
            {
                if (!name.StartsWith("Protos/", StringComparison.Ordinal) || !name.EndsWith(".binpb", StringComparison.Ordinal))
                    continue;

                using var stream = resource.Assembly.GetManifestResourceStream(name)!;
                var set = FileDescriptorSet.Parser.ParseFrom(stream);
                foreach (var file in FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()), Extensions()))
                    Add(all, file);
            }
        }

        comments = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What is said of a thing, without line breaks inside its sentences; empty when nothing is.</summary>
    public string Of(IDescriptor thing) => comments.GetValueOrDefault(thing.FullName, "");

    private static ExtensionRegistry Extensions() =>
        [AnnotationsExtensions.Http, Coordination.Options.V1.OptionsExtensions.Authorization, Coordination.Options.V1.OptionsExtensions.Rule];

    private static void Add(Dictionary<string, string> all, FileDescriptor file)
    {
        foreach (var service in file.Services)
        {
            Add(all, service);
            foreach (var method in service.Methods)
                Add(all, method);
        }

        foreach (var message in file.MessageTypes)
            AddMessage(all, message);
        foreach (var type in file.EnumTypes)
            AddEnum(all, type);
    }

    private static void AddMessage(Dictionary<string, string> all, MessageDescriptor message)
    {
        Add(all, message);
        foreach (var field in message.Fields.InDeclarationOrder())
            Add(all, field);
        foreach (var nested in message.NestedTypes)
            AddMessage(all, nested);
        foreach (var type in message.EnumTypes)
            AddEnum(all, type);
    }

    private static void AddEnum(Dictionary<string, string> all, EnumDescriptor type)
    {
        Add(all, type);
        foreach (var value in type.Values)
            Add(all, value);
    }

    private static void Add(Dictionary<string, string> all, DescriptorBase thing)
    {
        if (thing.Declaration?.LeadingComments is not { Length: > 0 } text)
            return;

        var paragraphs = text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n")
            .Select(paragraph => string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            .Where(paragraph => paragraph.Length > 0);
        all[thing.FullName] = string.Join("\n\n", paragraphs);
    }
}
