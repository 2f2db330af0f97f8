using System.Text;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Silo.Cases.Linking;

/// <summary>Names and terms of links: keyed, so that who knows two identities or a case cannot work out whether a link exists.</summary>
internal static class LinkKeys
{
    /// <summary>The one link of two identities, whichever is named first.</summary>
    public static LinkName NameOf(IKeyStore keys, IdentityName one, IdentityName other)
    {
        var (first, second) = InOrder(one, other) ? (one, other) : (other, one);
        return new LinkName("l" + Hex(keys, "case-link:pair", $"{first}\n{second}"));
    }

    public static bool InOrder(IdentityName one, IdentityName other) => string.CompareOrdinal(one.Id, other.Id) < 0;

    /// <summary>By which links of an identity are found.</summary>
    public static string TermOf(IKeyStore keys, IdentityName identity) => "i" + Hex(keys, "case-link:of-identity", identity.ToString());

    /// <summary>By which links of a case are found.</summary>
    public static string TermOf(IKeyStore keys, CaseName caseName) => "c" + Hex(keys, "case-link:of-case", caseName.ToString());

    private static string Hex(IKeyStore keys, string use, string text) => Convert.ToHexStringLower(keys.Mac(use, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
