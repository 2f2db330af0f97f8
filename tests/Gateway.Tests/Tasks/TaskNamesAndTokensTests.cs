using Coordination.Events;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Gateway.Tests.Tasks;

public class TaskNamesAndTokensTests
{
    [Fact]
    public void An_assignments_name_says_task_and_agency()
    {
        var name = AssignmentName.Parse("tasks/tone/assignments/mlsw");
        Assert.Equal((new TaskName("tone"), new AgencyName("mlsw")), (name.Task, name.Agency));
        Assert.Equal("tasks/tone/assignments/mlsw", name.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tasks/tone")]
    [InlineData("tasks/tone/assignments/")]
    [InlineData("tasks/tone/parts/mlsw")]
    [InlineData("cases/tone/assignments/mlsw")]
    [InlineData("tasks/TONE/assignments/mlsw")]
    [InlineData("tasks/tone/assignments/mlsw/x")]
    public void What_is_no_such_name_is_refused(string text) => Assert.Throws<RefusedException>(() => AssignmentName.Parse(text));

    [Fact]
    public void A_resume_token_that_is_no_base64_is_refused_and_not_a_fault() => Assert.False(ResumeToken.TryRead("%%%%%%%%%%%%%%%%", out _));

    [Fact]
    public void A_history_token_leads_on_in_its_own_task()
    {
        var token = HistoryToken.Of("tasks/tone", 200);
        Assert.Equal(200, HistoryToken.Read("tasks/tone", token));
        Assert.Equal(0, HistoryToken.Read("tasks/tone", ""));
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
    }

    [Fact]
    public void A_history_token_of_another_task_or_a_malformed_one_is_refused()
    {
        var token = HistoryToken.Of("tasks/tone", 200);
        string[] bad = [HistoryToken.Of("tasks/tother", 200), token[1..], token + "A", "%%%%%%%%%%%%%%%%", new string('A', 2_000), HistoryToken.Of("tasks/tone", 0)];
        Assert.All(bad, t => Assert.Equal(
            CommonRefusals.PageTokenInvalid.Code, Assert.Throws<RefusedException>(() => HistoryToken.Read("tasks/tone", t)).Refusal.Code));
    }
}
