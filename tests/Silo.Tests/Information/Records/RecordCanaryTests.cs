using System.Text;
using Coordination.Information;
using Coordination.Sealing;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;

namespace Coordination.Silo.Tests.Information.Records;

/// <summary>What is sealed stands nowhere on the disk, in no coding.</summary>
public sealed class RecordCanaryTests
{
    private const string Latin = "CANARY-Kham-Phommachanh-7731";
    private const string Lao = "ນາງ-ຄຳຫຼ້າ-ພົມມະຈັນ-໗໗໓໑";

    [Fact]
    public async Task No_value_and_no_reference_is_found_in_any_file_of_the_data_folder()
    {
        var data = NewDataDirectory();
        try
        {
            await using (var silo = await StartAsync(data))
            {
                var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());
                foreach (var text in new[] { Latin, Lao })
                {
                    var record = Done(await silo.OfferAsync(type, subject, text, [.. Fields.Select(f => Value(f.Id, $"{text} {f.Id}"))]));
                    Done(await silo.Grains.Record(record.Name).UpdateAsync(new UpdateRecord(Context(), [Value("note", text)]), default));
                    Done(await silo.Grains.Record(record.Name).OpenFieldsAsync([.. Fields.Select(f => f.Id)], default));
                    Done(await silo.Grains.RecordFinder().FindAsync(Officer, type, new PlainText(text), default));
                    Refused(InformationRefusals.FieldUnknown, await silo.OfferAsync(type, subject, "refused " + text, Value("unknown", text)));
                }

                AssertAbsent(data); // With the write-ahead log.
                Done(await silo.EraseAsync(subject));
            }

            AssertAbsent(data);
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public void The_search_finds_what_it_looks_for()
    {
        foreach (var text in new[] { Latin, Lao })
        {
            var bytes = Encoding.UTF8.GetBytes($"x{text}y");
            Assert.Contains(Codings(text), c => Holds(bytes, c));
            Assert.Contains(Codings(text), c => Holds(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)), c));
            Assert.Contains(Codings(text), c => Holds(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)), c));
        }
    }

    private static void AssertAbsent(string folder)
    {
        var files = System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith(".db", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var text in new[] { Latin, Lao })
                Assert.DoesNotContain(Codings(text), coding => Holds(bytes, coding));
        }
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, byte[] coding) => bytes.IndexOf(coding) >= 0;

    /// <summary>The text as it might stand in a file: plain, as JSON escapes it, in hex, and in base64 at each of its three alignments.</summary>
    private static IEnumerable<byte[]> Codings(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.ASCII.GetBytes(System.Text.Json.JsonSerializer.Serialize(text)[1..^1]);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        for (var shift = 0; shift < 3; shift++)
        {
            var inner = Convert.ToBase64String([.. new byte[shift], .. utf8])[4..^4]; // Only characters that do not depend on the neighbours.
            yield return Encoding.ASCII.GetBytes(inner);
            yield return Encoding.ASCII.GetBytes(inner.Replace('+', '-').Replace('/', '_'));
        }
    }
}
