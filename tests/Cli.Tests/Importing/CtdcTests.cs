using Coordination.Cli.Exporting;
using Coordination.Statistics.V1;
using Xunit;

namespace Coordination.Importing;

public sealed class CtdcTests
{
    [Fact]
    public async Task Rows_that_are_few_or_suppressed_in_a_part_are_left_out()
    {
        var counts = new CountResponse { SmallestCell = 11 };
        counts.Cells.Add(Cell(20, "2023", "male", "adult", "al", "labour"));
        counts.Cells.Add(Cell(5, "2023", "male", "adult", "al", "labour+sexual"));
        counts.Cells.Add(Cell(7, "2023", "female", "child", "vn", "criminal"));
        counts.Cells.Add(Cell(6, "2023", "female", "child", "vn", "domestic"));
        counts.Cells.Add(Cell(30, "2023", "female", "child", "la", "criminal"));
        counts.Cells.Add(Cell(0, "2023", "female", "child", "la", "domestic", suppressed: true));
        counts.Cells.Add(Cell(12, "2023", "other", "unknown", "", ""));
        var table = new Ctdc(counts);

        using var text = new StringWriter();
        await table.WriteAsync(text);

        Assert.Equal(
            [
                "yearOfRegistration,gender,majorityStatus,citizenship,isForcedLabour,isSexualExploit,isOtherExploit,people",
                "2023,female,Minor,vn,0,0,1,13",
                "2023,male,Adult,al,1,0,0,20",
                "2023,other,,,,,,12",
            ],
            text.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        Assert.Equal((3, 2), (table.Written, table.LeftOut));
    }

    private static Cell Cell(long count, string period, string gender, string age, string citizenship, string forms, bool suppressed = false) =>
        new() { Count = count, Suppressed = suppressed, Values = { period, gender, age, citizenship, forms } };
}
