using System.Collections.Immutable;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

internal static class ChildSteps
{
    /// <summary>The best-interests decision about a child, which may be made anew at any time.</summary>
    public static WorkflowTransition BestInterests(ImmutableArray<string> from, ImmutableArray<string> parts) =>
        new("decide_best_interests", Say.In("Decide the best interests of the child", "ຕັດສິນຜົນປະໂຫຍດສູງສຸດຂອງເດັກ"))
        {
            From = from,
            Parts = parts,
            Roles = Guards.Workers,
            Required = ["best_interests", "best_interests_date"],
            Optional = ["best_interests_note"],
            Guards =
            [
                new("NOT_A_CHILD", Say.In("The case does not treat this person as a child.", "ກໍລະນີບໍ່ໄດ້ຖືວ່າບຸກຄົນນີ້ເປັນເດັກ."), Guards.Child),
            ],
        };
}
