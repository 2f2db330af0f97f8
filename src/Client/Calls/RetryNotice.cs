using Coordination.Client.Errors;

namespace Coordination.Client.Calls;

/// <summary>An attempt failed and will be repeated.</summary>
/// <param name="Method">The method's full name, for example <c>/coordination.tasks.v1.TaskService/AssignTask</c>.</param>
/// <param name="Attempt">Which attempt failed, from 1.</param>
/// <param name="Pause">How long is waited before the next.</param>
/// <param name="Failure">Why.</param>
public sealed record RetryNotice(string Method, int Attempt, TimeSpan Pause, CoordinationException Failure);
