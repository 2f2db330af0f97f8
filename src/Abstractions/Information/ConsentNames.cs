using System.Security.Cryptography;
using System.Text;
using Coordination.Names;

namespace Coordination.Information;

/// <summary>Consents are found by what they are about.</summary>
public static class ConsentNames
{
    /// <summary>The one consent of a person for a purpose and a recipient.</summary>
    public static ConsentName For(SubjectName subject, string purpose, AgencyName recipient)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{recipient}"));
        return new ConsentName(DerivedId.Make('n', subject.ToString(), new Guid(hash.AsSpan(0, 16), bigEndian: true)));
    }
}
