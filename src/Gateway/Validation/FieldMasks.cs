using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>Reading update masks in a service.</summary>
public static class FieldMasks
{
    /// <summary>The fields that a mask names, each once.</summary>
    /// <param name="mask">The request's field.</param>
    /// <param name="allowed">What this method can change, as in the proto: <c>display_name</c>.</param>
    /// <exception cref="RefusedException">INVALID_ARGUMENT naming every path that cannot be changed.</exception>
    public static ImmutableHashSet<string> Read(FieldMask? mask, params ReadOnlySpan<string> allowed)
    {
        var read = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var violations = ImmutableArray.CreateBuilder<FieldViolation>();
        foreach (var path in mask?.Paths ?? [])
        {
            if (allowed.Contains(path))
                read.Add(path);
            else
                violations.Add(new FieldViolation("update_mask", $"Remove {path}: this method changes {string.Join(", ", allowed)}."));
        }

        if (violations.Count > 0)
            throw RefusedException.Invalid(violations.ToImmutable());
        return read.ToImmutable();
    }
}
