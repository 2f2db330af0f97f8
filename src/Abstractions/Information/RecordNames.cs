using System.Text;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Information;

/// <summary>Records are found by their owner's reference, without an index that would hold it.</summary>
public static class RecordNames
{
    /// <summary>The one record of a type with a reference: a keyed hash, so that the name tells nobody the reference.</summary>
    /// <param name="keys">Has the secret.</param>
    /// <param name="type">The record's type.</param>
    /// <param name="reference">Spaces around it and the case of letters do not count.</param>
    public static RecordName For(IKeyStore keys, RecordTypeName type, PlainText reference)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var text = $"{type}\n{reference.Value.Trim().ToUpperInvariant().Normalize(NormalizationForm.FormKC)}";
        return new RecordName(DerivedId.Make('r', type.ToString(), new Guid(keys.Mac("record-reference", Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true)));
    }
}
