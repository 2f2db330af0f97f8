using System.Diagnostics.CodeAnalysis;

namespace Coordination.Names;

/// <summary>The name of one resource: a collection and an id, written <c>collection/id</c>.</summary>
/// <remarks>
/// Ids are lower-case letters, digits and hyphens, begin with a letter and have at most 63 characters, so that a
/// name is safe in a URL, a log and a grain key.
/// </remarks>
public interface IResourceName<TSelf> where TSelf : struct, IResourceName<TSelf>
{
    /// <summary>The collection, for example <c>agencies</c>.</summary>
    static abstract string Collection { get; }

    /// <summary>Makes a name of an id that is known to be well formed.</summary>
    static abstract TSelf FromId(string id);

    string Id { get; }
}

/// <summary>Reading names.</summary>
public static class ResourceName
{
    /// <summary>Reads <c>collection/id</c>; false when it is another collection or malformed.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T name) where T : struct, IResourceName<T>
    {
        name = default;
        if (text is null
            || text.Length <= T.Collection.Length + 1
            || !text.StartsWith(T.Collection, StringComparison.Ordinal)
            || text[T.Collection.Length] != '/'
            || !IsId(text.AsSpan(T.Collection.Length + 1)))
        {
            return false;
        }

        name = T.FromId(text[(T.Collection.Length + 1)..]);
        return true;
    }

    /// <summary>Reads a name that is known to be well formed; throws <see cref="FormatException"/> otherwise.</summary>
    public static T Parse<T>(string text) where T : struct, IResourceName<T> =>
        TryParse<T>(text, out var name) ? name : throw new FormatException($"This is not a name of the form {T.Collection}/id.");

    /// <summary>Whether a text is a well-formed id.</summary>
    public static bool IsId(ReadOnlySpan<char> id)
    {
        if (id.Length is 0 or > 63 || id[0] is < 'a' or > 'z')
            return false;

        foreach (var c in id)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                return false;
        }

        return true;
    }
}
