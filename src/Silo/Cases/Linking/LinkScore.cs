using System.Collections.Immutable;
using Coordination.Cases;

namespace Coordination.Silo.Cases.Linking;

/// <summary>How strongly two identities match, from the kinds of tokens that meet and from their genders.</summary>
/// <remarks>
/// Points of each kind that meets, however often: name and date 7, document 5, near name and date 3, short name and date 2, a
/// word and date 2, name and month 2, name and day 2, name and year 2, name alone 2. Kinds that follow from another one
/// count with it: a whole name and date is near itself. From 2 a match is possible, from 7 strong. Genders that contradict
/// each other take 3, and leave a match possible at best. How the numbers were found: docs/reference/links.md.
/// </remarks>
internal static class LinkScore
{
    public const int Possible = 2;
    public const int Strong = 7;
    private const int OtherGender = 3;

    /// <summary>Null: no match.</summary>
    /// <param name="met">Kinds of the asking record's tokens that meet one of the other's.</param>
    /// <param name="otherGender">Both genders are known, and differ.</param>
    public static LinkStrength? Of(ImmutableHashSet<BlindKind> met, bool otherGender) => (met.Sum(Points) - (otherGender ? OtherGender : 0)) switch
    {
        < Possible => null,
        >= Strong when !otherGender => LinkStrength.Strong,
        _ => LinkStrength.Possible,
    };

    private static int Points(BlindKind kind) => kind switch
    {
        BlindKind.NameDate => 7,
        BlindKind.Document => 5,
        BlindKind.NearNameDate => 3,
        _ => 2,
    };
}
