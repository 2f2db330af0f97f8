namespace Coordination.Client.Errors;

/// <summary>One bad field of a request.</summary>
/// <param name="Field">Its path in the proto's spelling, for example <c>task.title</c>.</param>
/// <param name="Description">What it must hold.</param>
/// <param name="Reason">A stable code, when the platform gives one; else empty.</param>
public sealed record FieldViolation(string Field, string Description, string Reason = "");
