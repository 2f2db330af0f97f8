namespace Coordination.Workflows;

/// <summary>Terms by which rows of workflows are found.</summary>
public static class WorkflowTerms
{
    /// <summary>Instances of a definition.</summary>
    public static string Definition(string id) => $"definition:{id}";
}
