using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.Prosecution.Workflows;

/// <summary>The fields of a proceeding: declared once, in the requests of the module's service; who sees them is said here.</summary>
/// <remarks>
/// Police and care are kept apart (duty 5): what the police, the prosecutor and the court enter is theirs; what the victim's
/// support enters is its own, except what the court must know to protect the victim. The support sees days and states.
/// </remarks>
internal static class JusticeFields
{
    private static readonly ImmutableArray<string> Law = [JusticeWorkflow.Police, JusticeWorkflow.Prosecutor, JusticeWorkflow.Court];

    /// <summary>Whose fields are not those of police, prosecutor and court.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Others = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["support_note"] = [JusticeWorkflow.Support],
        ["protection_needs"] = [JusticeWorkflow.Support, JusticeWorkflow.Court],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Days that are no part of the procedure.</summary>
    private static readonly FrozenSet<string> DaysOfLaw = FrozenSet.ToFrozenSet(["act_date"], StringComparer.Ordinal);

    /// <summary>The requests that enter something, in the order of the pipeline.</summary>
    internal static IReadOnlyList<MessageDescriptor> Requests { get; } =
    [
        V1.OpenProceedingRequest.Descriptor, V1.RecordIncidentRequest.Descriptor, V1.OpenInvestigationRequest.Descriptor,
        V1.RecordSafeguardsRequest.Descriptor, V1.ReferToProsecutorRequest.Descriptor, V1.ReturnToPoliceRequest.Descriptor,
        V1.ChargeRequest.Descriptor, V1.SuspendRequest.Descriptor, V1.ResumeRequest.Descriptor, V1.DismissRequest.Descriptor,
        V1.ScheduleHearingRequest.Descriptor, V1.DecideRequest.Descriptor, V1.AppealRequest.Descriptor, V1.DecideAppealRequest.Descriptor,
        V1.OrderRetrialRequest.Descriptor, V1.EnforceRequest.Descriptor, V1.RecordRestitutionRequest.Descriptor, V1.CloseRequest.Descriptor,
        V1.NoteSupportRequest.Descriptor,
    ];

    public static ImmutableArray<WorkflowField> All { get; } =
    [
        .. Requests.SelectMany(request => ProtoFields.Of(request, JusticeWords.All))
            .DistinctBy(field => field.Id, StringComparer.Ordinal)
            .Select(field => field with { VisibleTo = SeenBy(field) }),
    ];

    private static ImmutableArray<string> SeenBy(WorkflowField field) =>
        Others.TryGetValue(field.Id, out var others) ? others
        : field.Type is Coordination.Workflows.FieldType.Date && !DaysOfLaw.Contains(field.Id) ? []
        : Law;
}
