using System.Collections.Immutable;

namespace Coordination.Information;

/// <summary>Cuts what a provider sends to what was asked. Pure.</summary>
internal static class ProviderAnswers
{
    private const int MostFields = 200;
    private const int LongestValue = 20_000;

    /// <summary>The fields that were asked for, each once and in the order asked; the rest is counted and forgotten.</summary>
    /// <exception cref="RefusedException">INVALID_ARGUMENT, reason ANSWER_INVALID.</exception>
    public static ProviderReply Cut(ImmutableArray<string> asked, V1.ProviderAnswer answer)
    {
        if (!answer.Found)
            return new ProviderReply(false, [], 0);
        if (answer.Fields.Count > MostFields || answer.Fields.Any(f => f.Value.Length > LongestValue))
            throw new RefusedException(ProviderRefusals.AnswerInvalid);

        var kept = ImmutableArray.CreateBuilder<OpenedField>(asked.Length);
        foreach (var field in asked)
        {
            if (answer.Fields.FirstOrDefault(f => string.Equals(f.Field, field, StringComparison.Ordinal)) is { } sent)
                kept.Add(new OpenedField(field, Text.Normalize(sent.Value)));
        }

        var fields = kept.DrainToImmutable();
        return new ProviderReply(true, fields, answer.Fields.Count - fields.Length);
    }
}
