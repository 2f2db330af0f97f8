using Coordination.Probe.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Validation;

/// <summary>Every rule, from both sides.</summary>
public sealed class RuleTests
{
    private static readonly ValidationInterceptor Validation = new(new PlanCache());

    public static TheoryData<string, Action<ProbeRequest>> Broken => new()
    {
        { "text", r => r.Text = new string('a', 1001) },
        { "text", r => r.Text = "a\u0000b" },
        { "text", r => r.Text = "line\nbreak" },
        { "text", r => r.Text = "tab\tstop" },
        { "text", r => r.Text = "\u007f" },
        { "text", r => r.Text = "\u0085" },
        { "text", r => r.Text = "\ufffd" },
        { "text", r => r.Text = "x\ud800" },
        { "text", r => r.Text = "\udc00x" },
        { "required_text", r => r.RequiredText = "" },
        { "required_text", r => r.RequiredText = "  \u00a0" },
        { "short_text", r => r.ShortText = "abcd" },
        { "short_text", r => r.ShortText = "ກຂຄງ" },
        { "lines", r => r.Lines = "a\rb" },
        { "lines", r => r.Lines = "\u001b[31m" },
        { "uuid", r => r.Uuid = "not-a-uuid" },
        { "uuid", r => r.Uuid = "{c9d6c2ad-6f43-4f0e-9a4e-0d5b0a3a4c11}" },
        { "agency", r => r.Agency = "mlsw" },
        { "agency", r => r.Agency = "units/mlsw" },
        { "agency", r => r.Agency = "agencies/" },
        { "agency", r => r.Agency = "agencies/MLSW" },
        { "agency", r => r.Agency = "agencies/a/b" },
        { "agency", r => r.Agency = "agencies/" + new string('a', 64) },
        { "assignment", r => r.Assignment = "tasks/t1" },
        { "assignment", r => r.Assignment = "tasks/t1/assignments/" },
        { "assignment", r => r.Assignment = "tasks/t1/assignments/m/x" },
        { "assignment", r => r.Assignment = "cases/t1/assignments/mlsw" },
        { "code", r => r.Code = "abc1" },
        { "code", r => r.Code = "1abc" },
        { "code", r => r.Code = "abc\n" },
        { "percent", r => r.Percent = -1 },
        { "percent", r => r.Percent = 101 },
        { "needed_number", r => r.NeededNumber = 0 },
        { "large", r => r.Large = ulong.MaxValue },
        { "real", r => r.Real = double.NaN },
        { "real", r => r.Real = double.PositiveInfinity },
        { "real", r => r.Real = 1.5 },
        { "colour", r => r.Colour = (Colour)99 },
        { "needed_colour", r => r.NeededColour = Colour.Unspecified },
        { "names", r => r.Names.Add(["agencies/a", "agencies/b", "agencies/c", "agencies/d"]) },
        { "names[1]", r => r.Names.Add(["agencies/a", "b"]) },
        { "names[0]", r => r.Names.Add("") },
        { "colours[0]", r => r.Colours.Add((Colour)(-3)) },
        { "inners[1].label", r => r.Inners.Add([new Inner { Label = "ok" }, new Inner()]) },
        { "inner.label", r => r.Inner = new Inner { Label = "much too long" } },
        { "inner.deeper.label", r => r.Inner = new Inner { Label = "ok", Deeper = new Inner() } },
        { "needed_inner", r => r.NeededInner = null },
        { "time", r => r.Time = new Timestamp { Seconds = long.MaxValue } },
        { "time", r => r.Time = new Timestamp { Nanos = -1 } },
        { "span", r => r.Span = new Duration { Seconds = long.MinValue } },
        { "span", r => r.Span = new Duration { Seconds = 1, Nanos = -1 } },
        { "data", r => r.Data = ByteString.CopyFromUtf8("12345") },
        { "many", r => r.Many.Add(Enumerable.Repeat("x", 101)) },
        { "labels[0]", r => r.Labels.Add("key", "\u0001") },
        { "labels[0].key", r => r.Labels.Add("ke\u0001y", "value") },
        { "free.fields[0].string_value", r => r.Free = new Struct { Fields = { ["k"] = Value.ForString("\u0001") } } },
        { "maybe", r => r.Maybe = "long" },
        { "one", r => r.One = "long" },
        { "other", r => r.Other = 4 },
        { "needed_list", r => r.NeededList.Clear() },
    };

    public static TheoryData<Action<ProbeRequest>> Kept => new()
    {
        _ => { },
        r => r.Text = new string('a', 1000),
        r => r.Text = string.Concat(Enumerable.Repeat("😀", 1000)),
        r => r.Text = "ຄະນະກໍາມະການ",
        r => r.ShortText = "ກຂຄ",
        r => r.ShortText = "😀😀😀",
        r => r.Lines = "one\n\ttwo",
        r => r.Uuid = "C9D6C2AD-6f43-4f0e-9a4e-0d5b0a3a4c11",
        r => r.Agency = "agencies/mlsw-2",
        r => r.Assignment = "tasks/t1/assignments/mlsw",
        r => r.Code = "abc",
        r => r.Percent = 100,
        r => r.Large = 10,
        r => r.Real = 0.5,
        r => r.Colour = Colour.Red,
        r => r.Names.Add(["agencies/a", "agencies/b", "agencies/c"]),
        r => r.Inner = new Inner { Label = "ok", Deeper = new Inner { Label = "ok" } },
        r => r.Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        r => r.Span = Duration.FromTimeSpan(TimeSpan.FromDays(-1)),
        r => r.Maybe = "",
        r => r.Other = 5,
        r => r.Labels.Add("key", "value"),
        r => r.Free = new Struct { Fields = { ["k"] = Value.ForList(Value.ForNumber(1), Value.ForNull()) } },
    };

    [Theory, MemberData(nameof(Broken))]
    public void What_breaks_a_rule_is_named(string field, Action<ProbeRequest> change)
    {
        var request = Valid();
        change(request);

        var refused = Assert.Throws<RefusedException>(() => Validation.Check(request));

        Assert.Contains(refused.Violations, violation => violation.Field == field);
        Assert.All(refused.Violations, violation => Assert.EndsWith(".", violation.Sentence, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kept))]
    public void What_keeps_the_rules_passes(Action<ProbeRequest> change)
    {
        var request = Valid();
        change(request);

        Validation.Check(request);

        Assert.True(new PlanCache().Of(ProbeRequest.Descriptor).IsValid(request));
    }

    [Fact]
    public void All_that_is_wrong_is_reported_at_once()
    {
        var refused = Assert.Throws<RefusedException>(() => Validation.Check(new ProbeRequest { Percent = 200, Uuid = "x", Inner = new Inner() }));

        Assert.Equal(
            ["required_text", "uuid", "percent", "needed_number", "needed_colour", "inner.label", "needed_inner", "needed_list"],
            refused.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void A_sentence_never_repeats_what_was_sent()
    {
        const string Canary = "canary-7f3a";
        var request = new ProbeRequest
        {
            Text = Canary + "\0", ShortText = Canary, Uuid = Canary, Agency = Canary, Assignment = Canary, Code = Canary + "1",
            Names = { Canary }, Inner = new Inner { Label = Canary }, Labels = { [Canary + "\0"] = Canary + "\0" },
        };

        var refused = Assert.Throws<RefusedException>(() => Validation.Check(request));

        Assert.DoesNotContain(refused.Violations, violation => violation.Sentence.Contains(Canary, StringComparison.Ordinal) || violation.Field.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public void An_update_is_judged_by_its_mask()
    {
        var asked = new UpdateProbeRequest
        {
            Probe = new Probe.V1.Probe { Name = "agencies/a", Ignored = "much too long", Title = "good" },
            UpdateMask = new FieldMask { Paths = { "title" } },
        };
        Validation.Check(asked);

        asked.UpdateMask.Paths.Add("ignored");
        asked.Probe.Title = "";
        asked.Probe.Name = "";
        asked.Probe.Etag = "much too long";
        var refused = Assert.Throws<RefusedException>(() => Validation.Check(asked));
        Assert.Equal(
            ["probe.etag", "probe.ignored", "probe.name", "probe.title"],
            refused.Violations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_update_needs_a_mask_and_a_resource()
    {
        var refused = Assert.Throws<RefusedException>(() => Validation.Check(new UpdateProbeRequest { UpdateMask = new FieldMask() }));

        Assert.Equal(["update_mask", "probe"], refused.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void A_mask_that_names_what_cannot_be_changed_is_refused_with_its_name()
    {
        Assert.Equal(["title"], FieldMasks.Read(new FieldMask { Paths = { "title", "title" } }, "title", "etag"));

        var refused = Assert.Throws<RefusedException>(() => FieldMasks.Read(new FieldMask { Paths = { "title", "owner", "state" } }, "title"));
        Assert.Equal(2, refused.Violations.Length);
        Assert.Contains("owner", refused.Violations[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_keeps_the_rules_costs_next_to_nothing()
    {
        var request = new Tasks.V1.AssignTaskRequest
        {
            RequestId = Guid.NewGuid().ToString(), Title = "Visit the border posts", Lead = "agencies/mlsw", Supporting = { "agencies/mps" }, Province = "LA-VT",
        };
        for (var i = 0; i < 100; i++)
            Validation.Check(request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Validation.Check(request);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;

        Assert.True(bytes < 100, $"{bytes} bytes a request");
    }

    private static ProbeRequest Valid() => new()
    {
        RequiredText = "set", NeededNumber = 1, NeededColour = Colour.Red, NeededInner = new Inner { Label = "set" }, NeededList = { "set" },
    };
}
