using System.Text;
using Coordination.Localization;

namespace Coordination.VictimProtection.Workflows;

internal static class Say
{
    /// <summary>In English and Lao; Lao is normalised, because <c>ຳ</c> has two encodings.</summary>
    public static LocalizedText In(string en, string lo) => new(en, lo.Normalize(NormalizationForm.FormKC));
}
