using Coordination.Cli.Reading;
using Coordination.Client;
using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Tasks.V1;
using Google.Protobuf;
using Grpc.Core;
using Directive = Coordination.Tasks.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo;

/// <summary>One agency's system: its own client, its own token, and every command written down.</summary>
internal sealed class Player(string id, CoordinationClient client, Journal journal, TimeSpan patience, CancellationToken cancellationToken)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(200);

    public string Id => id;

    /// <summary>"agencies/mlsw".</summary>
    public string Name => ResourceNames.Agency(id);

    public CoordinationClient Client => client;

    private CallOptions Options => new(cancellationToken: cancellationToken);

    public string Assignment(string task) => ResourceNames.Assignment(task, id);

    public Task<Directive> AssignAsync(AssignTaskRequest request) =>
        GiveAsync("assign", null, request, async () => await client.Tasks.AssignTaskAsync(request, Options), task => task.Name);

    public async Task<Directive> GetAsync(string task) => await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = task }, Options);

    public Task<Assignment> AcknowledgeAsync(string task)
    {
        var request = new AcknowledgeAssignmentRequest { Name = Assignment(task) };
        return GiveAsync("acknowledge", task, request, async () => await client.Tasks.AcknowledgeAssignmentAsync(request, Options));
    }

    public Task<Assignment> AcceptAsync(string task)
    {
        var request = new AcceptAssignmentRequest { Name = Assignment(task) };
        return GiveAsync("accept", task, request, async () => await client.Tasks.AcceptAssignmentAsync(request, Options));
    }

    public Task<Assignment> RejectAsync(string task, string reason)
    {
        var request = new RejectAssignmentRequest { Name = Assignment(task), Reason = reason };
        return GiveAsync("reject", task, request, async () => await client.Tasks.RejectAssignmentAsync(request, Options));
    }

    public Task<Assignment> StartAsync(string task)
    {
        var request = new StartAssignmentRequest { Name = Assignment(task) };
        return GiveAsync("start", task, request, async () => await client.Tasks.StartAssignmentAsync(request, Options));
    }

    public Task<Assignment> ProgressAsync(string task, int percent, string text)
    {
        var request = new ReportProgressRequest { Name = Assignment(task), ProgressPercent = percent, Text = text };
        return GiveAsync("progress", task, request, async () => await client.Tasks.ReportProgressAsync(request, Options));
    }

    public Task<Assignment> HoldAsync(string task, string reason)
    {
        var request = new HoldAssignmentRequest { Name = Assignment(task), Reason = reason };
        return GiveAsync("hold", task, request, async () => await client.Tasks.HoldAssignmentAsync(request, Options));
    }

    public Task<Assignment> ResumeAsync(string task)
    {
        var request = new ResumeAssignmentRequest { Name = Assignment(task) };
        return GiveAsync("resume", task, request, async () => await client.Tasks.ResumeAssignmentAsync(request, Options));
    }

    public Task<Assignment> CompleteAsync(string task, string report)
    {
        var request = new CompleteAssignmentRequest { Name = Assignment(task), Report = report };
        return GiveAsync("complete", task, request, async () => await client.Tasks.CompleteAssignmentAsync(request, Options));
    }

    public Task<Assignment> DelegateAsync(string task, string unit)
    {
        var request = new DelegateAssignmentRequest { Name = Assignment(task), Unit = unit };
        return GiveAsync("delegate", task, request, async () => await client.Tasks.DelegateAssignmentAsync(request, Options));
    }

    public Task<Assignment> ReturnAsync(string task, string agency, string reason)
    {
        var request = new ReturnAssignmentRequest { Name = ResourceNames.Assignment(task, agency), Reason = reason };
        return GiveAsync("return", task, request, async () => await client.Tasks.ReturnAssignmentAsync(request, Options));
    }

    public Task<Assignment> VerifyAsync(string task, string agency)
    {
        var request = new VerifyAssignmentRequest { Name = ResourceNames.Assignment(task, agency) };
        return GiveAsync("verify", task, request, async () => await client.Tasks.VerifyAssignmentAsync(request, Options));
    }

    public Task<Assignment> ReassignAsync(string task, string from, string to, string reason)
    {
        var request = new ReassignAssignmentRequest { Name = ResourceNames.Assignment(task, from), Agency = ResourceNames.Agency(to), Reason = reason };
        return GiveAsync("reassign", task, request, async () => await client.Tasks.ReassignAssignmentAsync(request, Options));
    }

    public Task<Directive> ExtendAsync(ExtendDeadlineRequest request) =>
        GiveAsync("extend", request.Name, request, async () => await client.Tasks.ExtendDeadlineAsync(request, Options));

    public Task<Directive> CancelAsync(string task, string reason)
    {
        var request = new CancelTaskRequest { Name = task, Reason = reason };
        return GiveAsync("cancel", task, request, async () => await client.Tasks.CancelTaskAsync(request, Options));
    }

    public Task<Directive> AddSupportAsync(string task, string agency)
    {
        var request = new AddSupportRequest { Name = task, Agency = ResourceNames.Agency(agency) };
        return GiveAsync("add-support", task, request, async () => await client.Tasks.AddSupportAsync(request, Options));
    }

    public Task<Directive> AddDependencyAsync(string task, string dependency)
    {
        var request = new AddDependencyRequest { Name = task, Dependency = dependency };
        return GiveAsync("add-dependency", task, request, async () => await client.Tasks.AddDependencyAsync(request, Options));
    }

    public Task<Comment> CommentAsync(string task, string text)
    {
        var request = new AddCommentRequest { Name = task, Text = text };
        return GiveAsync("comment", task, request, async () => await client.Tasks.AddCommentAsync(request, Options));
    }

    public Task<Attachment> AttachAsync(string task, Attachment attachment)
    {
        var request = new AddAttachmentRequest { Name = task, Attachment = attachment };
        return GiveAsync("attach", task, request, async () => await client.Tasks.AddAttachmentAsync(request, Options));
    }

    private Task<T> GiveAsync<T>(string verb, string? task, IMessage request, Func<Task<T>> command, Func<T, string>? taskOf = null)
    {
        var field = request.Descriptor.FindFieldByName("request_id");
        if (field.Accessor.GetValue(request) is not string { Length: > 0 } requestId)
            field.Accessor.SetValue(request, requestId = RequestIds.New());
        return journal.RecordAsync(verb, id, requestId, task, () => PatientlyAsync(command), taskOf ?? (_ => ""));
    }

    // A full queue refuses at once and writes nothing: the same command again, a little later.
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> command)
    {
        var until = DateTime.UtcNow + patience;
        while (true)
        {
            try
            {
                return await command().ConfigureAwait(false);
            }
            catch (CoordinationException e) when (e.StatusCode is StatusCode.ResourceExhausted && DateTime.UtcNow < until)
            {
                await Task.Delay(e.RetryAfter ?? BusyPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
