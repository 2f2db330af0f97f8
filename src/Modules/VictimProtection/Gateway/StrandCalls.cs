using Coordination.Sdk.Calls;
using Coordination.Sealing;
using Coordination.VictimProtection.Workflows;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.VictimProtection.Gateway;

internal static class StrandCalls
{
    /// <summary>One of the nine transitions of the strands.</summary>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: strand, step or day is missing; docs/reference/workflows.md</exception>
    public static Task<WorkflowView> RecordAsync(IGrainFactory grains, V1.RecordStrandRequest request, ServerCallContext context)
    {
        var strand = request.Strand switch
        {
            V1.Strand.Counselling => "counselling",
            V1.Strand.Recovery => "recovery",
            V1.Strand.VocationalTraining => "vocational_training",
            _ => throw RefusedException.Invalid("strand", "Name a strand."),
        };
        var step = request.Step switch
        {
            V1.StrandStep.Offered => "offered",
            V1.StrandStep.TakenUp => "taken_up",
            V1.StrandStep.Declined => "declined",
            _ => throw RefusedException.Invalid("step", "Say whether it was offered, taken up or declined."),
        };
        if (request.Date.Length == 0)
            throw RefusedException.Invalid("date", "Give the day as YYYY-MM-DD.");

        return grains.FireAsync(
            context, request.Name, request.RequestId, request.Etag, Strands.Transition(strand, step),
            [new FieldInput(Strands.DateField(strand, step), [new PlainText(request.Date)])]);
    }
}
