using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Information.RecordTypes;

/// <param name="Owner">Null before the first event.</param>
internal sealed record RecordTypeState(
    AgencyName? Owner,
    LocalizedText DisplayName,
    HeldBy HeldBy,
    ImmutableArray<RecordField> Fields,
    ImmutableArray<string> Purposes,
    Handling DefaultHandling,
    bool Retired,
    DateTimeOffset CreatedAt) : IAggregateState<RecordTypeState, RecordTypeEvent>
{
    public static readonly RecordTypeState Initial = new(null, LocalizedText.Empty, default, [], [], default, false, default);

    public RecordTypeState Apply(RecordTypeEvent happened, EventStamp stamp) => happened switch
    {
        RecordTypeRegistered e => new(e.Owner, e.DisplayName, e.HeldBy, e.Fields, e.Purposes, e.DefaultHandling, false, stamp.At),
        RecordTypeFieldsChanged e => this with
        {
            Fields = [.. Fields.Select(f => e.Ended.Contains(f.Id, StringComparer.Ordinal) ? f with { Ended = true } : f), .. e.Added],
        },
        RecordTypeRetired => this with { Retired = true },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public RecordTypeView View(RecordTypeName name, int version) =>
        new(name, Owner!.Value, DisplayName, HeldBy, Fields, Purposes, DefaultHandling, Retired, CreatedAt, version);

    public RecordTypeFacts Facts(RecordTypeName name) => new(
        name, Owner!.Value, HeldBy, [.. Fields.Where(f => !f.Ended).Select(f => new FieldFacts(f.Id, f.Class))], Purposes, DefaultHandling, Retired);
}
