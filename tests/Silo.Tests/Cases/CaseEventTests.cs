using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

/// <summary>Every event and every command has a stable name, survives its writing, and is known to the fold.</summary>
public sealed class CaseEventTests
{
    private static readonly EventContent Content = new("rescue", "2026-03-14", "th", "TH-10", ["transport"], ["debt"], ["labour"], ["p1"]);
    private static readonly PersonProfile Full = Woman with { Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("vic_MethodsOfControl", "RestrictsMovement") };
    private static readonly TransferName Transfer = new("tone");

    private static readonly CaseEvent[] Samples =
    [
        new CaseOpened(Lwu, Vientiane, "A", "LA-VT", "domestic", Handling.Red, new ReferralSource("ngo", "ngo", "2026", "x"), "victim_support", Guidelines,
            [Guidelines, PenalLaw], Now, [new NewPerson("p1", Full, Now), new NewPerson("p2", Suspect, null)]),
        new CaseUpdated("B", null, "", Handling.Red, []), new CaseUpdated(null, "LA-VT", null, null, null), new CaseAssessed(), new CaseActivated(), new CaseFollowedUp(),
        new CaseClosed("reintegrated"), new CaseReopened("x", Now), new ParticipantAdded(Moh, ParticipantRole.Observer, null), new ParticipantRemoved(Moh, "x"),
        new ParticipantUnitSet(Lwu, Vientiane), new ParticipantUnitSet(Lwu, null), new TransferOffered(Transfer, Moh), new TransferEnded(Transfer),
        new LeadTransferred(Transfer, Lwu, Moh, null, true), new PersonAdded(new NewPerson("p3", Full, null)), new PersonUpdated("p1", Child, Now), new PersonWithdrawn("p1", "x"),
        new StatusDecided("p1", VictimStatus.Actual, Atd, new("i", "s"), "x", true), new StatusAppealed("p1", "x"), new GuardianTaskAssigned("p1", new TaskName("t")),
        new GuardianTaskClosed("p1"), new GuardianAppointed("p1", GuardianKind.Relative, null, "p2"), new GuardianAppointed("p1", GuardianKind.Official, Moh, null),
        new GuardianEnded("p1", Now), new OffenceRecorded("p2", Recruiting), new OffenceRemoved("p2", Recruiting, "x"), new EventRecorded("e1", Content, Lwu),
        new EventRetracted("e1", "x"), new ServicePlanned("s1", "p1", Pillar.JusticeRedress, "shelter", Moh), new ServiceUpdated("s1", ServiceStage.Started, null, ""),
        new IdentityKept("p1", new IdentityName("i")), new IdentityReleased("p1"), new CaseRetentionExtended(Now, "x"), new CaseHoldPlaced("x"), new CaseHoldLifted("x"),
        new CaseRetentionEnded(), new CaseKeysDestroyed(), new OfficerBlocked("i", "s", "x"), new OfficerUnblocked("i", "s", "x"), new CaseTasksTold(),
    ];

    private static readonly CaseNoteEvent[] Notes =
    [
        new CaseNoteAdded(Name, NoteClass.Health, "p1", null, Lwu, "wrapped", new SealedText("s1.text")), new CaseNoteRetracted("x"),
    ];

    private static readonly IdentityEvent[] Identities =
    [
        new IdentityStored(Name, "p1", "wrapped", [new SealedIdentityField("name", new SealedText("s1.x")), new SealedIdentityField("phone", null)], ["t1"]),
        new IdentityLinked(1), new IdentityErasureProposed(new Person("i", "s"), "x"), new IdentityErasureLapsed(), new IdentityErasing("approved", new Person("i", "s")),
        new IdentityErasing("retention", null), new IdentityErased(),
    ];

    [Fact]
    public void Every_event_of_cases_is_here_and_survives() => Survive(Samples, CaseJson.Default.CaseEvent, "case.");

    [Fact]
    public void Every_event_of_notes_is_here_and_survives() => Survive(Notes, CaseJson.Default.CaseNoteEvent, "note.");

    [Fact]
    public void Every_event_of_identities_is_here_and_survives() => Survive(Identities, CaseJson.Default.IdentityEvent, "identity.");

    [Fact]
    public void The_read_of_sealed_content_survives() => Survive<CaseAccessEvent>(
        [new CaseContentRead(Name, "notes/n", "p1", Moh, "s", "victim_support", "casework", ["health"])], CaseJson.Default.CaseAccessEvent, "case_access.");

    [Fact]
    public void The_fold_knows_every_event()
    {
        var state = Opened(Woman, Suspect, Child);
        foreach (var happened in Samples)
            Assert.NotNull(state.Apply(happened, new EventStamp(2, Now, null, Guid.Empty)).Header);
        foreach (var happened in Notes)
            CaseNoteState.Initial.Apply(happened, new EventStamp(1, Now, null, Guid.Empty));
        foreach (var happened in Identities)
            IdentityState.Initial.Apply(happened, new EventStamp(1, Now, null, Guid.Empty));
    }

    [Fact]
    public void A_state_read_again_from_its_written_events_is_the_same()
    {
        var (here, read) = (CaseState.Initial, CaseState.Initial);
        var codec = new EventCodec<CaseEvent>(CaseJson.Default.CaseEvent);
        var version = 0;
        foreach (var happened in Samples.Where(e => e is not PersonWithdrawn))
        {
            var stamp = new EventStamp(++version, Now.AddMinutes(version), null, Guid.Empty);
            (here, read) = (here.Apply(happened, stamp), read.Apply(codec.Read(codec.Write(happened)), stamp));
        }

        Assert.Equal(JsonSerializer.Serialize(here.View(Name, version, Relation.Lead)), JsonSerializer.Serialize(read.View(Name, version, Relation.Lead)));
        Assert.Equal(here.Sides.OrderBy(s => s.Key), read.Sides.OrderBy(s => s.Key));
        Assert.Equal(here.OpenGuardianTasks, read.OpenGuardianTasks);
    }

    [Theory]
    [InlineData(typeof(CaseCommand))]
    [InlineData(typeof(CaseNoteCommand))]
    [InlineData(typeof(IdentityCommand))]
    public void Every_command_has_a_name_of_its_own(System.Type root)
    {
        var declared = root.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToArray();
        Assert.Equal(
            root.Assembly.GetTypes().Where(t => t.IsSubclassOf(root) && !t.IsAbstract).OrderBy(t => t.Name), declared.Select(d => d.DerivedType).OrderBy(t => t.Name));
        Assert.Equal(declared.Length, declared.Select(d => d.TypeDiscriminator).Distinct().Count());
    }

    [Fact]
    public void Another_content_is_another_command()
    {
        var keys = new MacOnly();
        var context = Context();
        byte[] Bytes(Command command) => CaseJson.Bytes(keys, command);
        var open = Open() with { Context = context };
        Assert.Equal(Bytes(open), Bytes(open with { }));
        Command[] commands =
        [
            open, open with { Reference = "B" }, open with { People = [Woman] }, open with { RetainUntil = Now.AddYears(1) }, new AssessCase(context), new ActivateCase(context),
            new CloseCase(context, "x"), new ReopenCase(context, "x"), new PlaceCaseHold(context, "x"), new AddCaseNote(context, Name, NoteClass.General, null, null, new PlainText("a")),
            new AddCaseNote(context, Name, NoteClass.General, null, null, new PlainText("b")), new StoreIdentity(context, Name, "p1", [new("name", new PlainText("a"))]),
            new StoreIdentity(context, Name, "p1", [new("name", new PlainText("b"))]), new StoreIdentity(context, Name, "p2", [new("name", new PlainText("a"))]),
        ];
        Assert.Equal(commands.Length, commands.Select(c => Convert.ToHexString(Bytes(c))).Distinct().Count());
    }

    private static void Survive<TEvent>(TEvent[] samples, JsonTypeInfo<TEvent> type, string prefix) where TEvent : class
    {
        var codec = new EventCodec<TEvent>(type);
        Assert.Equal(typeof(TEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TEvent)) && !t.IsAbstract).OrderBy(t => t.Name), codec.Names.Keys.OrderBy(t => t.Name));
        Assert.Equal(codec.Names.Keys.OrderBy(t => t.Name), samples.Select(s => s.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(codec.Names.Count, codec.Names.Values.Distinct().Count());
        Assert.All(codec.Names.Values, name => Assert.StartsWith(prefix, name, StringComparison.Ordinal));
        foreach (var sample in samples)
        {
            var bytes = codec.Write(sample);
            var read = codec.Read(bytes);
            Assert.Equal(sample.GetType(), read.GetType());
            Assert.Equal(bytes, codec.Write(read));
        }
    }

    private sealed class MacOnly : IKeyStore
    {
        public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public byte[] Mac(string use, ReadOnlySpan<byte> data) => data.ToArray();
    }
}
