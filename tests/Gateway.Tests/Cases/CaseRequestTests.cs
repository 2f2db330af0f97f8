using Coordination.Options.V1;
using Coordination.Validation;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using V1 = Coordination.Cases.V1;

namespace Coordination.Gateway.Tests.Cases;

/// <summary>What a request about cases may hold.</summary>
public sealed class CaseRequestTests
{
    private static readonly ValidationInterceptor Validation = new(new PlanCache());

    private static readonly string Id = Guid.NewGuid().ToString();

    /// <summary>The only fields into which somebody could write a sentence. All else is a code, a name of a resource or a number.</summary>
    private static readonly string[] FreeText =
    [
        "AddCaseNoteRequest.text", "IdentityField.value", "OpenCaseRequest.reference", "UpdateCaseRequest.reference", "ListCasesRequest.text",
        // Values that must be one of a list that is known, or that the platform itself gave out.
        "OpenCaseRequest.purpose", "ReadCaseNoteRequest.purpose", "ReadIdentityRequest.purpose", "BlockOfficerRequest.issuer", "BlockOfficerRequest.subject",
        "UnblockOfficerRequest.issuer", "UnblockOfficerRequest.subject",
        "PersonProfile.AttributesEntry.key", "PersonProfile.AttributesEntry.value",
    ];

    private static V1.OpenCaseRequest Open(Action<V1.OpenCaseRequest>? change = null)
    {
        var request = new V1.OpenCaseRequest
        {
            RequestId = Id, Reference = "A-17", Province = "LA-VT", Area = "cross_border", Purpose = "victim_support", LegalBasis = "instruments/law-women",
            RetainUntil = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch), People = { new V1.PersonProfile { Role = V1.PersonRole.Victim } },
        };
        change?.Invoke(request);
        return request;
    }

    public static TheoryData<string, IMessage> Broken => new()
    {
        { "request_id", Open(r => r.RequestId = "x") },
        { "reference", Open(r => r.Reference = new string('a', 101)) },
        { "province", Open(r => r.Province = "Vientiane") },
        { "unit", Open(r => r.Unit = "lwu-la-vt") },
        { "area", Open(r => r.Area = "Cross Border") },
        { "handling", Open(r => r.Handling = (Type.V1.Handling)9) },
        { "source.organisation", Open(r => r.Source = new V1.ReferralSource { Organisation = "Some Body" }) },
        { "source.date", Open(r => r.Source = new V1.ReferralSource { Date = "2.3.2026" }) },
        { "purpose", Open(r => r.Purpose = "") },
        { "legal_basis", Open(r => r.LegalBasis = "law-women") },
        { "retain_until", Open(r => r.RetainUntil = null) },
        { "people", Open(r => r.People.Add(Enumerable.Repeat(new V1.PersonProfile { Role = V1.PersonRole.Victim }, 50))) },
        { "people[0].role", Open(r => r.People[0].Role = V1.PersonRole.Unspecified) },
        { "people[0].role", Open(r => r.People[0].Role = (V1.PersonRole)9) },
        { "people[0].gender", Open(r => r.People[0].Gender = (V1.Gender)9) },
        { "people[0].age_band", Open(r => r.People[0].AgeBand = (V1.AgeBand)9) },
        { "people[0].citizenships[0]", Open(r => r.People[0].Citizenships.Add("LA")) },
        { "people[0].exploitation[0]", Open(r => r.People[0].Exploitation.Add("a name")) },
        { "update_mask", new V1.UpdateCaseRequest { RequestId = Id, Name = "cases/c" } },
        { "name", new V1.GetCaseRequest { Name = "tasks/c" } },
        { "states[0]", new V1.ListCasesRequest { States = { (V1.CaseState)9 } } },
        { "page_size", new V1.ListCasesRequest { PageSize = 501 } },
        { "reason", new V1.CloseCaseRequest { RequestId = Id, Name = "cases/c", Reason = "She went home" } },
        { "role", new V1.AddParticipantRequest { RequestId = Id, Name = "cases/c", Agency = "agencies/moh" } },
        { "person", new V1.WithdrawPersonRequest { RequestId = Id, Name = "cases/c", Person = "Kham", Reason = "mistake" } },
        { "status", new V1.DecideVictimStatusRequest { RequestId = Id, Name = "cases/c", Person = "p1", Reason = "x" } },
        { "guardian", new V1.AppointGuardianRequest { RequestId = Id, Name = "cases/c", Person = "p1", Kind = V1.GuardianKind.Relative, Guardian = "p0" } },
        { "offence.code", new V1.RecordOffenceRequest { RequestId = Id, Name = "cases/c", Person = "p1", Offence = new V1.Offence { Instrument = "instruments/i", Code = "Article 215" } } },
        { "event.country", new V1.RecordEventRequest { RequestId = Id, Name = "cases/c", Event = new V1.EventContent { Type = "rescue", Country = "Thailand" } } },
        { "event.people[0]", new V1.RecordEventRequest { RequestId = Id, Name = "cases/c", Event = new V1.EventContent { Type = "rescue", People = { "Kham" } } } },
        { "event", new V1.RetractEventRequest { RequestId = Id, Name = "cases/c", Event = "e0", Reason = "x" } },
        { "pillar", new V1.PlanServiceRequest { RequestId = Id, Name = "cases/c", Person = "p1", Code = "shelter" } },
        { "state", new V1.UpdateServiceRequest { RequestId = Id, Name = "cases/c", Service = "s1" } },
        { "reason", new V1.PlaceCaseHoldRequest { RequestId = Id, Name = "cases/c", Reason = "the court wants it" } },
        { "note_class", new V1.AddCaseNoteRequest { RequestId = Id, Case = "cases/c", Text = "x" } },
        { "text", new V1.AddCaseNoteRequest { RequestId = Id, Case = "cases/c", NoteClass = V1.NoteClass.General } },
        { "text", new V1.AddCaseNoteRequest { RequestId = Id, Case = "cases/c", NoteClass = V1.NoteClass.General, Text = new string('x', 20_001) } },
        { "reason", new V1.ReadCaseNoteRequest { RequestId = Id, Name = "notes/n", Purpose = "victim_support", Reason = "I want to" } },
        { "fields", new V1.StoreIdentityRequest { RequestId = Id, Case = "cases/c", Person = "p1" } },
        { "fields[0].field", new V1.StoreIdentityRequest { RequestId = Id, Case = "cases/c", Person = "p1", Fields = { new V1.IdentityField { Field = "Name", Value = "x" } } } },
        { "fields[0].value", new V1.StoreIdentityRequest { RequestId = Id, Case = "cases/c", Person = "p1", Fields = { new V1.IdentityField { Field = "name", Value = new string('x', 1_001) } } } },
        { "reason", new V1.ReadIdentityRequest { RequestId = Id, Name = "identities/i", Purpose = "victim_support" } },
    };

    [Theory, MemberData(nameof(Broken))]
    public void What_breaks_a_rule_is_named(string field, IMessage request)
    {
        var refused = Assert.Throws<RefusedException>(() => Validation.Check(request));
        Assert.Contains(field, refused.Violations.Select(v => v.Field));
    }

    [Fact]
    public void What_keeps_the_rules_passes()
    {
        Validation.Check(Open());
        Validation.Check(Open(r => r.Source = new V1.ReferralSource { Date = "2026-02" }));
        Validation.Check(new V1.AddCaseNoteRequest { RequestId = Id, Case = "cases/c", NoteClass = V1.NoteClass.Health, Text = "one\nທີສອງ", Person = "p1", Event = "e12" });
        Validation.Check(new V1.StoreIdentityRequest { RequestId = Id, Case = "cases/c", Person = "p1", Fields = { new V1.IdentityField { Field = "name" } } });
        Validation.Check(new V1.SetParticipantUnitRequest { RequestId = Id, Name = "cases/c" });
    }

    [Fact]
    public void No_other_field_takes_a_sentence()
    {
        var free = new SortedSet<string>(StringComparer.Ordinal);
        var messages = new[] { V1.CaseService.Descriptor, V1.CaseNoteService.Descriptor, V1.IdentityService.Descriptor }
            .SelectMany(service => service.Methods).Select(method => method.InputType);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
            Visit(message);
        Assert.Equal(FreeText.Order(StringComparer.Ordinal), free);

        void Visit(MessageDescriptor message)
        {
            if (!seen.Add(message.FullName) || message.FullName.StartsWith("google.", StringComparison.Ordinal))
                return;
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                var rule = field.GetOptions()?.GetExtension(OptionsExtensions.Rule);
                if (field.FieldType is FieldType.Message)
                    Visit(field.MessageType);
                else if (field.FieldType is FieldType.String && field.Name is not ("etag" or "page_token") && rule is not { Uuid: true } && string.IsNullOrEmpty(rule?.Resource) && string.IsNullOrEmpty(rule?.Pattern))
                    free.Add(message.FullName["coordination.cases.v1.".Length..] + "." + field.Name);
            }
        }
    }
}
