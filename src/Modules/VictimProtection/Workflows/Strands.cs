using System.Collections.Immutable;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

/// <summary>
/// The three strands of a stay (statement of the Lao PDR to the Bali Process, February 2009: counselling, recovery and vocational
/// training). Each is offered, and taken up or declined, with the day; who declined may take it up later.
/// </summary>
internal static class Strands
{
    public static readonly WorkflowGuard AllOffered = new(
        "STRANDS_NOT_OFFERED",
        Say.In("Offer counselling, recovery and vocational training first. Whether they are taken up is the person's choice.", "ກະລຸນາສະເໜີການໃຫ້ຄຳປຶກສາ, ການຟື້ນຟູ ແລະ ການຝຶກວິຊາຊີບກ່ອນ. ການເຂົ້າຮ່ວມແມ່ນທາງເລືອກຂອງບຸກຄົນ."),
        new AllHold([.. Codes.Strand.Select(strand => new HasFired($"offer_{strand.Code}"))]));

    private static readonly ImmutableArray<(string Verb, string Step, string En, string Lo)> Verbs =
    [
        ("offer", "offered", "Offer", "ສະເໜີ"),
        ("take_up", "taken_up", "Take up", "ເຂົ້າຮ່ວມ"),
        ("decline", "declined", "Decline", "ປະຕິເສດ"),
    ];

    /// <summary>The transition that notes a step of a strand.</summary>
    /// <param name="step"><c>offered</c>, <c>taken_up</c> or <c>declined</c>.</param>
    public static string Transition(string strand, string step) => $"{Verbs.First(v => v.Step == step).Verb}_{strand}";

    /// <summary>The field that holds its day.</summary>
    public static string DateField(string strand, string step) => $"{strand}_{step}_date";

    public static IEnumerable<WorkflowField> Fields(string seenBy) =>
        from strand in Codes.Strand
        from step in Codes.StrandStep
        let id = DateField(strand.Code, step.Code)
        select new WorkflowField(id, FieldType.Date, Words.Of[id]) { VisibleTo = [seenBy] };

    /// <param name="states">In which states of the stay.</param>
    public static IEnumerable<WorkflowTransition> Steps(string by, ImmutableArray<string> states)
    {
        foreach (var (code, title) in Codes.Strand)
        {
            var offered = new WorkflowGuard("STRAND_NOT_OFFERED", Say.In("Offer this strand first.", "ກະລຸນາສະເໜີດ້ານນີ້ກ່ອນ."), new HasFired($"offer_{code}"));
            foreach (var (verb, step, en, lo) in Verbs)
            {
                yield return new WorkflowTransition($"{verb}_{code}", Say.In($"{en}: {title.En}", $"{lo}: {title.Lo}"))
                {
                    From = states,
                    Parts = [by],
                    Roles = Guards.Workers,
                    Required = [DateField(code, step)],
                    Guards = verb == "offer" ? [] : [offered],
                };
            }
        }
    }
}
