using System.Runtime.InteropServices;

namespace Coordination.Silo.Statistics;

/// <summary>Decides which cells of a table are not shown, so that nothing that is not shown can be worked out from what is.</summary>
/// <remarks>
/// <para>
/// Primary: every cell from 1 to one below the smallest. Secondary: for each suppressed cell there is a <em>witness</em>, a
/// small change of the table (a person more; a person who moves from one row to another; two persons who trade places) after
/// which every cell that is shown has the same number and the suppressed cell has another. All cells that the change would
/// touch are suppressed with it. So at least two tables fit every answer, for each of its suppressed cells; no arithmetic over
/// the answer can tell which of them is true.
/// </para>
/// <para>
/// A witness respects what an attacker knows besides: no number is negative, a cell that is not listed is 0, a suppressed cell
/// is at least 1. Witnesses that leave a cell a range of at least the smallest cell are preferred. docs/adr has the reasons.
/// </para>
/// </remarks>
internal sealed class Suppression
{
    private const long Unbounded = long.MaxValue / 4;

    private readonly CellTable table;
    private readonly RowNeighbours neighbours;
    private readonly int smallest;
    private readonly bool[] suppressed;
    private readonly bool[] witnessed;
    private readonly int[] change;
    private readonly int[] stamp;
    private readonly List<int> touched = [];
    private readonly List<Step> best = [];
    private int turn = 1;
    private long bestScore;

    private Suppression(CellTable table, RowNeighbours neighbours, int smallest)
    {
        (this.table, this.neighbours, this.smallest) = (table, neighbours, smallest);
        suppressed = new bool[table.Cells];
        witnessed = new bool[table.Cells];
        change = new int[table.Cells];
        stamp = new int[table.Cells];
    }

    /// <summary>Whether each cell is suppressed.</summary>
    /// <param name="table">Its cells are in the order in which they are protected: those of few columns first.</param>
    /// <param name="neighbours">Which rows are alike.</param>
    /// <param name="smallest">The smallest number that is shown, at least 2.</param>
    /// <param name="withoutTotal">Whether the first cell, the grand total, must not be shown whatever it is.</param>
    public static bool[] Of(CellTable table, RowNeighbours neighbours, int smallest, bool withoutTotal)
    {
        var work = new Suppression(table, neighbours, smallest);
        for (var cell = 0; cell < table.Cells; cell++)
            work.suppressed[cell] = table.CountOf(cell) > 0 && (table.CountOf(cell) < smallest || (withoutTotal && cell == 0));
        for (var cell = 0; cell < table.Cells; cell++)
        {
            if (work.suppressed[cell] && !work.witnessed[cell])
                work.Witness(cell);
        }

        return work.suppressed;
    }

    private void Witness(int cell)
    {
        bestScore = long.MaxValue;
        best.Clear();
        foreach (var row in table.TopRowsOf(cell))
        {
            // One more is always possible, if every cell of the row is suppressed: so there always is a witness.
            if (Try(cell, new Step(row, 1)))
                break;
            if (TryNeighbours(cell, row))
                break;
        }

        Measure(CollectionsMarshal.AsSpan(best), cell, long.MaxValue, out _, out _);
        foreach (var changed in touched)
        {
            if (change[changed] != 0)
                suppressed[changed] = witnessed[changed] = true;
        }
    }

    /// <returns>True: nothing better can be found.</returns>
    private bool TryNeighbours(int cell, int row)
    {
        foreach (var other in neighbours.Of(row))
        {
            if (Try(cell, new Step(row, 1), new Step(other, -1)))
                return true;
        }

        foreach (var (one, two, both) in neighbours.TradesOf(row))
        {
            if (Try(cell, new Step(row, 1), new Step(one, -1), new Step(two, -1), new Step(both, 1)))
                return true;
        }

        return false;
    }

    /// <returns>True: it costs nothing and leaves a wide range.</returns>
    private bool Try(int cell, params ReadOnlySpan<Step> steps)
    {
        if (!Measure(steps, cell, bestScore, out var cost, out var width) || width < 1)
            return false;

        var wide = width >= smallest - 1;
        var score = wide ? cost : cost + Math.Max(smallest, cost);
        if (score < bestScore)
        {
            bestScore = score;
            best.Clear();
            best.AddRange(steps);
        }

        return wide && cost == 0;
    }

    /// <summary>What a change would cost, and how many values it leaves to a cell beside the true one.</summary>
    /// <param name="limit">Costs of so much or more are of no interest.</param>
    /// <param name="cost">How much is lost: the sum of the cells that are shown so far and would not be any more.</param>
    /// <param name="width">0: it is no witness for the cell.</param>
    /// <returns>False: it costs too much; what it touches is not complete.</returns>
    private bool Measure(ReadOnlySpan<Step> steps, int cell, long limit, out long cost, out long width)
    {
        touched.Clear();
        (cost, width) = (0, 0);
        var (forward, backward, by) = (Unbounded, Unbounded, 0);
        foreach (var step in steps)
        {
            if (step.Sign < 0)
                forward = Math.Min(forward, table.RowCounts[step.Row]);
            else
                backward = Math.Min(backward, table.RowCounts[step.Row]);
        }

        // Cells of few columns come first: they are the dearest, so that most changes are given up early.
        for (var grouping = 0; grouping < table.Groupings; grouping++)
        {
            var first = touched.Count;
            foreach (var step in steps)
            {
                foreach (var changed in table.CellsOf(step.Row, grouping))
                {
                    if (stamp[changed] != turn)
                    {
                        stamp[changed] = turn;
                        change[changed] = 0;
                        touched.Add(changed);
                    }

                    change[changed] += step.Sign;
                }
            }

            turn++;
            for (var i = first; i < touched.Count; i++)
            {
                var changed = touched[i];
                var many = change[changed];
                if (many == 0)
                    continue;
                if (changed == cell)
                    by = Math.Abs(many);
                // A suppressed cell is known to hold at least one.
                var room = (table.CountOf(changed) - 1) / Math.Abs(many);
                if (many < 0)
                    forward = Math.Min(forward, room);
                else
                    backward = Math.Min(backward, room);
                if (!suppressed[changed])
                    cost += table.CountOf(changed);
            }

            if (cost >= limit || (forward < 1 && backward < 1))
                return false;
        }

        width = by == 0 ? 0 : Math.Min(Unbounded, (forward + backward) * by);
        return true;
    }

    private readonly record struct Step(int Row, int Sign);
}
