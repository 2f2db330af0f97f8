using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Coordination.Client.Calls;

/// <summary>The request_id of commands.</summary>
public static class RequestIds
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Fields = new();

    /// <summary>A new one.</summary>
    public static string New() => Guid.NewGuid().ToString();

    /// <summary>The request's id; one is put into a command that has none. Empty for a read.</summary>
    /// <remarks>Set it yourself, and keep it, when a command must survive a restart of the calling process.</remarks>
    internal static string Ensure(object request)
    {
        if (request is not IMessage message
            || Fields.GetOrAdd(message.Descriptor, static descriptor => descriptor.FindFieldByName("request_id")) is not { } field)
        {
            return "";
        }

        if (field.Accessor.GetValue(message) is string { Length: > 0 } given)
            return given;

        var made = New();
        field.Accessor.SetValue(message, made);
        return made;
    }
}
