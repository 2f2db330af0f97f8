using System.Text;
using Coordination.Cli.Providing;
using Xunit;

namespace Coordination;

public sealed class CsvTableTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Records_are_found_by_their_key_as_the_platform_compares_keys()
    {
        var table = Read("id,village\nF-7,Ban Nongbone\n\"F-8\",\"ບ້ານ, \"\"ໜອງບອນ\"\"\"\n");

        Assert.Equal("Ban Nongbone", table.Find(" f-7 ")!["village"]);
        Assert.Equal("Ban Nongbone", table.Find("Ｆ-7")!["village"]); // Full width.
        Assert.Equal("ບ້ານ, \"ໜອງບອນ\"", table.Find("F-8")!["village"]);
        Assert.Null(table.Find("F-9"));
        Assert.Equal(["F-7", "F-8"], table.References);
    }

    [Fact]
    public void Columns_become_fields()
    {
        var table = Read("ລະຫັດ,ບ້ານ\nF-7,x\n", "ລະຫັດ", new() { ["ບ້ານ"] = "village" });

        Assert.Equal("x", table.Find("F-7")!["village"]);
        Assert.False(table.Find("F-7")!.ContainsKey("ບ້ານ"));
    }

    [Fact]
    public void A_value_may_go_over_lines_and_be_empty()
    {
        var table = Read("id,note,empty\r\nF-7,\"one\r\ntwo\",\r\n\r\nF-8,x,y\r\n");

        Assert.Equal(("one\ntwo", ""), (table.Find("F-7")!["note"], table.Find("F-7")!["empty"]));
        Assert.Equal(2, table.Count);
    }

    [Theory]
    [InlineData("", "csv.empty", 0)]
    [InlineData("key,village\nF-7,x\n", "csv.no-column", 1)]
    [InlineData("id,village\nF-7,x\n,y\n", "csv.no-key", 3)]
    [InlineData("id,village\nF-7,x\nF-8,y\nf-7,z\n", "csv.twice", 4)]
    [InlineData("id,village\nF-7,x\nF-8\n", "csv.broken", 3)]
    [InlineData("id,village\nF-7,x,more\n", "csv.broken", 2)]
    [InlineData("id,village\nF-7,canary\"x\"\n", "csv.broken", 2)]
    public void A_fault_is_named_with_its_line_and_without_content(string text, string key, int line)
    {
        var fault = Assert.Throws<CsvFault>(() => Read(text));

        Assert.Equal((key, line), (fault.Key, fault.Line));
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_byte_order_mark_is_no_part_of_the_first_column(bool mark)
    {
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, new UTF8Encoding(mark), leaveOpen: true))
            writer.Write("id,village\nF-7,ບ້ານ\n");
        file.Position = 0;
        using var reader = new StreamReader(file);

        Assert.Equal("ບ້ານ", CsvTable.Read(reader, "id", None).Find("F-7")!["village"]);
    }

    private static CsvTable Read(string text, string key = "id", Dictionary<string, string>? map = null)
    {
        using var reader = new StringReader(text);
        return CsvTable.Read(reader, key, map ?? None);
    }
}
