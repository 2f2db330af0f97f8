using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Silo.Information.Consents;

/// <param name="Last">What was said last; null before the first event.</param>
/// <param name="Statements">How often the person spoke; a withdrawal is a statement.</param>
internal sealed record ConsentState(
    ConsentRecorded? Last, ConsentStage Stage, int Statements, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IAggregateState<ConsentState, ConsentEvent>
{
    public static readonly ConsentState Initial = new(null, default, 0, default, default);

    public ConsentState Apply(ConsentEvent happened, EventStamp stamp) => happened switch
    {
        ConsentRecorded e => new(
            e, e.Given ? ConsentStage.Given : ConsentStage.Refused, Statements + 1, Last is null ? stamp.At : CreatedAt, stamp.At),
        ConsentWithdrawn => this with { Stage = ConsentStage.Withdrawn, Statements = Statements + 1, UpdatedAt = stamp.At },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public ConsentView View(ConsentName name, int version) => new(
        name, Last!.Subject, Last.Purpose, Last.Recipient, Stage, Last.Giver, Last.FormVersion, Statements, Last.ValidUntil, UpdatedAt, version);
}
