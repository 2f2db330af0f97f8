using System.Collections.Concurrent;
using System.Text;
using Coordination.Cases.V1;
using Coordination.Cli.Importing;
using Coordination.Client.Errors;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Importing;

public sealed class ReferralImportTests
{
    private static readonly ReferralMapping Nrm = ReferralMapping.Load(Fixture.NrmMapping, "nrm.yaml");

    private readonly Opened opened = new();

    [Fact]
    public async Task Each_person_of_a_row_becomes_a_case()
    {
        var (text, people) = Fixture.Generate(60);

        var counts = await ImportAsync(text);

        Assert.Equal(people, counts.Added);
        Assert.Equal(people, opened.Cases.Count);
        Assert.Equal(60, counts.Rows);
        Assert.All(opened.Cases.Values, request =>
        {
            Assert.Equal("2023-04-01", request.Source.Date);
            Assert.Equal(PersonRole.Victim, Assert.Single(request.People).Role);
        });
    }

    [Fact]
    public async Task A_second_run_adds_nothing()
    {
        var (text, people) = Fixture.Generate(60);
        await ImportAsync(text);
        opened.Advance();

        var again = await ImportAsync(text);

        Assert.Equal((0, people), (again.Added, again.Known));
        Assert.Equal(people, opened.Cases.Count);
    }

    [Fact]
    public async Task The_order_of_rows_crlf_a_byte_order_mark_and_quotation_marks_do_not_matter()
    {
        var (text, people) = Fixture.Generate(60);
        await ImportAsync(text);
        opened.Advance();
        var lines = text.TrimEnd().Split('\n');
        var other = "\uFEFF" + string.Join("\r\n", lines.Skip(1).Reverse().Select(Quote).Prepend(lines[0]).Append(""));

        var again = await ImportAsync(other);

        Assert.Equal((0, people), (again.Added, again.Known));

        static string Quote(string line) => line.StartsWith("Local", StringComparison.Ordinal) ? "\"Local Authority\"" + line["Local Authority".Length..] : line;
    }

    [Fact]
    public async Task Equal_rows_are_different_people_and_more_of_them_are_new()
    {
        const string row = "Local Authority,Local Authority,Labour,Adult (18 or over),Male,UK,";
        await ImportAsync($"{Fixture.Head}\n{row}2\n{row}1\n");
        opened.Advance();

        var more = await ImportAsync($"{Fixture.Head}\n{row}5\n");

        Assert.Equal((2, 3), (more.Added, more.Known));
    }

    [Fact]
    public async Task Another_period_is_other_people()
    {
        var (text, people) = Fixture.Generate(20);
        await ImportAsync(text);

        var other = await ImportAsync(text, "2023-Q3");

        Assert.Equal(people, other.Added);
        Assert.Equal(people * 2, opened.Cases.Count);
    }

    [Fact]
    public async Task A_run_that_was_broken_off_ends_where_it_would_have()
    {
        var (text, people) = Fixture.Generate(100);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        opened.After = count =>
        {
            if (count == people / 2)
                broken.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(text, cancellationToken: broken.Token));
        Assert.InRange(opened.Cases.Count, people / 2, people - 1);
        var before = opened.Cases.Count;
        opened.Advance();

        var rest = await ImportAsync(text);

        Assert.Equal(people, opened.Cases.Count);
        Assert.Equal((people - before, before), (rest.Added, rest.Known));
    }

    [Theory]
    [InlineData("x", "reject.count")]
    [InlineData("", "reject.count")]
    [InlineData("-3", "reject.count")]
    [InlineData("2.5", "reject.count")]
    [InlineData("0", "reject.count-range")]
    [InlineData("100001", "reject.count-range")]
    [InlineData("99999999999999999999", "reject.count-range")]
    public async Task A_count_that_is_none_rejects_its_row_only(string count, string key)
    {
        var (text, people) = Fixture.Generate(10);
        var rejected = new List<Rejection>();

        var counts = await ImportAsync(text + $"Local Authority,Local Authority,Labour,Adult (18 or over),Male,Thai,{count}\n", rejected: rejected);

        var one = Assert.Single(rejected);
        Assert.Equal((12, "people", key), (one.Line, one.Column, one.Key));
        Assert.Equal(people, counts.Added);
    }

    [Theory]
    [InlineData("Local Authority,Local Authority,Labour,Adult (18 or over),Male,UK", "", "reject.broken")]
    [InlineData("Local Authority,Local Authority,Labour,Adult (18 or over),Male,UK,1,1", "", "reject.broken")]
    [InlineData("Local Authority,\"Local Authority,Labour,Adult (18 or over),Male,UK,1", "", "reject.broken")]
    [InlineData("Local Authority,\"Local\" Authority,Labour,Adult (18 or over),Male,UK,1", "", "reject.broken")]
    [InlineData("Local Authority,Local Authority,Labour,Adult (18 or over),Robot,UK,1", "gender", "reject.value")]
    [InlineData("Local Authority,Local Authority,Labour,,Male,UK,1", "age", "reject.value")]
    public async Task A_bad_row_in_the_middle_never_stops_good_ones(string bad, string column, string key)
    {
        var (text, people) = Fixture.Generate(40);
        var lines = text.TrimEnd().Split('\n').ToList();
        lines.Insert(10, bad);
        var rejected = new List<Rejection>();

        var counts = await ImportAsync(string.Join('\n', lines), rejected: rejected);

        var one = Assert.Single(rejected);
        Assert.Equal((11, column, key), (one.Line, one.Column, one.Key));
        Assert.Equal((people, 1), (counts.Added, counts.RejectedRows));
    }

    [Fact]
    public async Task A_value_may_have_lines()
    {
        var counts = await ImportAsync($"{Fixture.Head}\nLocal Authority,\"Two\nlines\",Labour,Adult (18 or over),Male,UK,1\nLocal Authority,x,Labour,Adult (18 or over),Male,UK,1\n");

        Assert.Equal(2, counts.Added);
        Assert.Contains(opened.Cases.Values, request => request.Source.Organisation == "two_lines");
    }

    [Theory]
    [InlineData("", "import.no-head")]
    [InlineData("a,b\n1,2\n", "import.no-column")]
    [InlineData(Fixture.Head + ",people\n", "import.column-twice")]
    public void A_file_of_another_shape_is_said_at_once(string text, string key) =>
        Assert.Equal(key, Assert.Throws<ImportFault>(() => new ReferralRows(Nrm, Period.Parse("2023-Q2"), new StringReader(text))).Key);

    [Fact]
    public async Task What_the_platform_refuses_is_one_rejection_a_row()
    {
        var (text, people) = Fixture.Generate(10);
        opened.Refuse = request => request.People[0].Citizenships.Contains("th") ? Refusal(StatusCode.FailedPrecondition, "CASE_PURPOSE_UNKNOWN") : null;
        var rejected = new List<Rejection>();

        var counts = await ImportAsync(text + "Local Authority,Local Authority,Labour,Adult (18 or over),Male,Thai,7\n", rejected: rejected);

        var one = Assert.Single(rejected);
        Assert.Equal((12, "reject.refused", 7), (one.Line, one.Key, one.People));
        Assert.Contains("CASE_PURPOSE_UNKNOWN", (string)one.Values[1], StringComparison.Ordinal);
        Assert.Equal((people, 7), (counts.Added, counts.RejectedPeople));
    }

    [Theory]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted)]
    public async Task What_would_meet_every_row_ends_the_run(StatusCode code)
    {
        var (text, _) = Fixture.Generate(100);
        opened.Refuse = _ => opened.Cases.Count > 5 ? Refusal(code, "X") : null;

        var failure = await Assert.ThrowsAsync<CoordinationException>(() => ImportAsync(text));

        Assert.Equal(code, failure.StatusCode);
    }

    [Fact]
    public async Task A_large_count_is_streamed()
    {
        var counts = await ImportAsync($"{Fixture.Head}\nLocal Authority,Local Authority,Labour,Adult (18 or over),Male,UK,20000\n");

        Assert.Equal(20000, counts.Added);
    }

    [Fact]
    public void Request_ids_are_those_of_every_version()
    {
        var rows = new ReferralRows(Nrm, Period.Parse("2023-Q2"), new StringReader($"{Fixture.Head}\nLocal Authority,Local Authority,Labour,Adult (18 or over),Male,UK,2\n"));
        var cases = new ReferralCases(Nrm, rows);

        var ids = cases.Of(rows.Read().Single().Row!).Cases.Select(request => request.RequestId);

        // Another value here would import everything again.
        Assert.Equal(["80bb2e29-b729-8a3c-b14f-0f76b89658eb", "334f1355-de62-85c2-8dd2-627c0a228b9f"], ids);
    }

    private static CoordinationException Refusal(StatusCode code, string reason) => new(code, reason, "No.", null);

    private async Task<ImportCounts> ImportAsync(
        string text, string period = "2023-Q2", List<Rejection>? rejected = null, CancellationToken? cancellationToken = null)
    {
        using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), Encoding.UTF8);
        var rows = new ReferralRows(Nrm, Period.Parse(period), reader);
        var import = new ReferralImport(opened.OpenAsync, opened.Now, 8);
        await import.RunAsync(rows, new ReferralCases(Nrm, rows), one => rejected?.Add(one), cancellationToken ?? TestContext.Current.CancellationToken);
        return import.Counts;
    }

    /// <summary>A platform that opens a case once for each request id.</summary>
    private sealed class Opened
    {
        private readonly ConcurrentDictionary<string, DateTimeOffset> times = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, OpenCaseRequest> Cases { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch.AddYears(56);

        public Func<OpenCaseRequest, CoordinationException?> Refuse { get; set; } = _ => null;

        public Action<int> After { get; set; } = _ => { };

        public void Advance() => Now += TimeSpan.FromSeconds(1);

        public async Task<Case> OpenAsync(OpenCaseRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (Refuse(request) is { } no)
                throw no;
            Cases.TryAdd(request.RequestId, request);
            var at = times.GetOrAdd(request.RequestId, Now);
            After(Cases.Count);
            return new Case { Name = "cases/c" + request.RequestId, CreateTime = Timestamp.FromDateTimeOffset(at) };
        }
    }
}
