using System.Globalization;
using Coordination.Cli.Reading;
using Coordination.Tasks.V1;
using Coordination.Type.V1;
using Xunit;

namespace Coordination;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("mlsw", "agencies/mlsw")]
    [InlineData("agencies/mlsw", "agencies/mlsw")]
    [InlineData(" mlsw ", "agencies/mlsw")]
    [InlineData("", "")]
    [InlineData("units/x", "units/x")]
    public void An_agency_may_be_typed_short(string typed, string whole) => Assert.Equal(whole, ResourceNames.Agency(typed));

    [Theory]
    [InlineData("vt", "LA-VT")]
    [InlineData("LA-vt", "LA-VT")]
    [InlineData("TH-10", "TH-10")]
    [InlineData("", "")]
    public void A_province_may_be_typed_short(string typed, string whole) => Assert.Equal(whole, ResourceNames.Province(typed));

    [Theory]
    [InlineData("tabc", "mlsw", "tasks/tabc/assignments/mlsw")]
    [InlineData("tasks/tabc", "agencies/mlsw", "tasks/tabc/assignments/mlsw")]
    public void An_assignment_is_named_by_task_and_agency(string task, string agency, string whole) =>
        Assert.Equal(whole, ResourceNames.Assignment(task, agency));

    [Fact]
    public void A_whole_assignment_is_taken_apart()
    {
        Assert.Equal(("tasks/t1", "agencies/moj"), ResourceNames.Split("tasks/t1/assignments/moj"));
        Assert.Equal(("tasks/t1", null), ResourceNames.Split("t1"));
    }

    [Theory]
    [InlineData("in_progress", TaskState.InProgress)]
    [InlineData("in-progress", TaskState.InProgress)]
    [InlineData("IN_PROGRESS", TaskState.InProgress)]
    public void A_state_is_read_as_people_write_it(string typed, TaskState state)
    {
        Assert.True(EnumValues.TryParse<TaskState>(typed, out var read));
        Assert.Equal(state, read);
    }

    [Theory]
    [InlineData("unspecified")]
    [InlineData("")]
    [InlineData("1")]
    public void No_state_is_no_state(string typed) => Assert.False(EnumValues.TryParse<TaskState>(typed, out _));

    [Fact]
    public void Values_are_offered_in_the_protos_spelling() =>
        Assert.Equal(["clear", "green", "amber", "amber_strict", "red"], EnumValues.Of<Handling>());

    [Theory]
    [InlineData("+5s", 5)]
    [InlineData("+30m", 1800)]
    [InlineData("+1.5h", 5400)]
    [InlineData("+3d", 259200)]
    [InlineData("+2w", 1209600)]
    public void A_time_may_be_ahead_from_now(string typed, int seconds)
    {
        var now = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

        Assert.True(Times.TryParse(typed, now, out var time));
        Assert.Equal(now.AddSeconds(seconds), time);
    }

    [Fact]
    public void A_time_may_be_absolute()
    {
        Assert.True(Times.TryParse("2026-03-01T17:00:00Z", default, out var time));
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T17:00:00Z", CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("+5")]
    [InlineData("+5y")]
    [InlineData("+-5d")]
    [InlineData("+99999999999w")]
    [InlineData("soon")]
    [InlineData("")]
    public void What_is_no_time_is_none(string typed) => Assert.False(Times.TryParse(typed, DateTimeOffset.UnixEpoch, out _));
}
