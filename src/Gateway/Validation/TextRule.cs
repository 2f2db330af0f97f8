using System.Buffers;
using System.Text.RegularExpressions;
using Coordination.Names;
using Coordination.Options.V1;

namespace Coordination.Validation;

/// <summary>The rules of one text, prepared once.</summary>
internal sealed class TextRule
{
    private const int DefaultMaxLength = 1000;
    private const string Assignments = "assignments";

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => char.IsControl(c) || char.IsSurrogate(c) || c == '\ufffd')]);

    private readonly int maxLength;
    private readonly bool required;
    private readonly bool multiline;
    private readonly bool uuid;
    private readonly string? collection;
    private readonly Regex? pattern;
    private readonly string tooLong;
    private readonly string wrongName;
    private readonly string wrongPattern;

    /// <param name="item">True: one of several; an empty one is never meant.</param>
    public TextRule(FieldRule rule, bool item)
    {
        maxLength = rule.MaxLength > 0 ? (int)Math.Min(rule.MaxLength, int.MaxValue) : DefaultMaxLength;
        required = rule.Required || item;
        multiline = rule.Multiline;
        uuid = rule.Uuid;
        collection = rule.Resource.Length > 0 ? rule.Resource : null;
        pattern = rule.Pattern.Length > 0
            ? new Regex($@"\A(?:{rule.Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            : null;
        tooLong = $"Shorten it to at most {maxLength} characters.";
        wrongName = collection == Assignments ? "Name an assignment, as tasks/…/assignments/…." : $"Name one of {collection}, as {collection}/….";
        wrongPattern = $"Write it in the form {rule.Pattern}.";
    }

    /// <summary>What to do about a text; null: nothing is wrong with it.</summary>
    public string? Problem(string text)
    {
        if (text.Length == 0)
            return required ? "Set it." : null;

        // No text has more characters than UTF-16 units, so the count is needed only beyond.
        if (text.Length > maxLength && Characters(text) > maxLength)
            return tooLong;
        if (TextProblem(text) is { } problem)
            return problem;
        if (required && string.IsNullOrWhiteSpace(text))
            return "Set it to more than blanks.";
        if (uuid && !Guid.TryParseExact(text, "D", out _))
            return "Set it to a UUID, as 123e4567-e89b-12d3-a456-426614174000.";
        if (collection is not null && !IsName(text, collection))
            return wrongName;
        return pattern is not null && !pattern.IsMatch(text) ? wrongPattern : null;
    }

    private string? TextProblem(ReadOnlySpan<char> text)
    {
        // One pass for almost every text; what it finds is then told apart.
        if (!text.ContainsAny(Suspicious))
            return null;
        if (multiline ? HasControl(text) : text.ContainsAnyInRange('\0', '\u001f'))
            return multiline ? "Remove control characters other than line feed and tab." : "Remove control characters and line breaks.";
        if (text.ContainsAnyInRange('\u007f', '\u009f'))
            return "Remove control characters.";
        // A decoder puts U+FFFD where bytes were no UTF-8; to store it would be to lose what was meant.
        return text.Contains('\ufffd') || (text.ContainsAnyInRange('\ud800', '\udfff') && HasLoneSurrogate(text))
            ? "Send it as valid UTF-8."
            : null;
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\0', '\u001f') is var at and >= 0)
        {
            if (text[at] is not ('\n' or '\t'))
                return true;
            text = text[(at + 1)..];
        }

        return false;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static int Characters(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }

        return count;
    }

    private static bool IsName(ReadOnlySpan<char> text, string collection)
    {
        if (collection != Assignments)
            return IsSimpleName(text, collection);

        // tasks/x/assignments/y: an assignment is named within its task.
        const string Middle = "/assignments/";
        var middle = text.IndexOf(Middle, StringComparison.Ordinal);
        return middle > 0 && IsSimpleName(text[..middle], "tasks") && ResourceName.IsId(text[(middle + Middle.Length)..]);
    }

    private static bool IsSimpleName(ReadOnlySpan<char> text, string collection) =>
        text.Length > collection.Length + 1
        && text.StartsWith(collection, StringComparison.Ordinal)
        && text[collection.Length] == '/'
        && ResourceName.IsId(text[(collection.Length + 1)..]);
}
