using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;

namespace Coordination.Silo.Information;

/// <summary>What a chain of grants and a record allow together: the questions that making a grant and reading under it share.</summary>
internal static class GrantChain
{
    /// <summary>
    /// Whether every link is active and unexpired, begins with the owner, continues from recipient to grantor, and is
    /// nowhere wider than the link above. An empty chain holds: the owner needs no grant.
    /// </summary>
    public static bool Holds(ImmutableArray<GrantLink> links, RecordFacts record, InformationPolicy policy, DateTimeOffset now)
    {
        if (links.Length - 1 > policy.MostOnward)
            return false;

        GrantLink? above = null;
        foreach (var link in links)
        {
            var terms = link.Terms;
            if (link.Stage is not GrantStage.Active || now >= terms.Until || terms.Record != record.Record)
                return false;
            if (terms.Grantor != (above?.Terms.Recipient ?? record.Owner) || terms.Parent != above?.Name)
                return false;
            if (above is not null && (above.Terms.OnwardDepth < 1 || Wider(terms, above.Terms) is not null))
                return false;
            above = link;
        }

        return true;
    }

    /// <summary>The first dimension in which a grant exceeds the one above it, or null.</summary>
    public static string? Wider(GrantTerms terms, GrantTerms above) =>
        !Within(terms.Fields, above.Fields) ? "fields"
        : !string.Equals(terms.Purpose, above.Purpose, StringComparison.Ordinal) ? "purpose"
        : terms.Until > above.Until ? "until"
        : terms.Handling < above.Handling ? "handling"
        : terms.OnwardDepth >= above.OnwardDepth ? "onward_depth"
        : null;

    /// <summary>Whether a record may be released for a purpose at all.</summary>
    public static bool Serves(RecordFacts record, PurposeRule purpose)
    {
        var serves = false;
        foreach (var served in record.Purposes)
        {
            if (purpose.NeverFrom.Contains(served, StringComparer.Ordinal))
                return false;
            serves |= string.Equals(served, purpose.Code, StringComparison.Ordinal);
        }

        return serves;
    }

    public static Handling Strictest(ImmutableArray<GrantLink> links, RecordFacts record)
    {
        var strictest = record.Handling;
        foreach (var link in links)
        {
            if (link.Terms.Handling > strictest)
                strictest = link.Terms.Handling;
        }

        return strictest;
    }

    /// <summary>Whether a label opens data to persons, not to an agency.</summary>
    public static bool ForNamedOnly(Handling handling) => handling >= Handling.AmberStrict;

    /// <summary>The class's code in the pack.</summary>
    public static string Word(FieldClass fieldClass) => fieldClass switch
    {
        FieldClass.General => "general",
        FieldClass.Identity => "identity",
        FieldClass.Location => "location",
        FieldClass.Health => "health",
        FieldClass.Minor => "minor",
        FieldClass.Intelligence => "intelligence",
        _ => "",
    };

    /// <summary>Whether all fields of one sorted list are in another; false when the lists are not sorted.</summary>
    private static bool Within(ImmutableArray<string> fields, ImmutableArray<string> above)
    {
        var next = 0;
        foreach (var field in fields)
        {
            while (next < above.Length && string.CompareOrdinal(above[next], field) < 0)
                next++;
            if (next == above.Length || !string.Equals(above[next], field, StringComparison.Ordinal))
                return false;
            next++;
        }

        return true;
    }
}
