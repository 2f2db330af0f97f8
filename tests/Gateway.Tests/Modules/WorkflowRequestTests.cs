using Coordination.Modules.V1;
using Coordination.Validation;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Gateway.Tests.Modules;

/// <summary>What a request about modules and workflows may hold.</summary>
public sealed class WorkflowRequestTests
{
    private static readonly ValidationInterceptor Validation = new(new PlanCache());

    private static readonly string Id = Guid.NewGuid().ToString();

    private static FireTransitionRequest Fire(Action<FireTransitionRequest>? change = null)
    {
        var request = new FireTransitionRequest
        {
            RequestId = Id, Name = "workflows/w1", Transition = "admit",
            Parts = { new PartBinding { Part = "shelter", Agency = "agencies/lwu-center", Unit = "units/lwu-la-vt" } },
            Data =
            {
                ["note"] = Value.ForString(new string('a', 4000) + "\n\tb"), ["beds"] = Value.ForNumber(2), ["asked"] = Value.ForBool(true),
                ["strands"] = Value.ForList(Value.ForString("counselling"), Value.ForString("training")), ["nothing"] = Value.ForNull(),
            },
        };
        change?.Invoke(request);
        return request;
    }

    public static TheoryData<string, IMessage> Broken => new()
    {
        { "request_id", Fire(r => r.RequestId = "") },
        { "name", Fire(r => r.Name = "tasks/t1") },
        { "transition", Fire(r => r.Transition = "Admit her") },
        { "parts[0].part", Fire(r => r.Parts[0].Part = "The Shelter") },
        { "parts[0].agency", Fire(r => r.Parts[0].Agency = "units/x") },
        { "parts[0].unit", Fire(r => r.Parts[0].Unit = "agencies/x") },
        { "parts", Fire(r => r.Parts.Add(Enumerable.Repeat(r.Parts[0], 20))) },
        { "data[0]", Fire(r => Only(r, Value.ForStruct(new Struct()))) },
        { "data[0]", Fire(r => Only(r, Value.ForList(Value.ForList()))) },
        { "data[0]", Fire(r => Only(r, Value.ForList(Value.ForNull()))) },
        { "data[0]", Fire(r => Only(r, Value.ForNumber(double.NaN))) },
        { "data[0]", Fire(r => Only(r, Value.ForString("\u0000"))) },
        { "data[0]", Fire(r => Only(r, Value.ForString(new string('a', 20_001)))) },
        { "data[0].key", Fire(r => { r.Data.Clear(); r.Data[new string('k', 101)] = Value.ForBool(true); }) },
        { "data", Fire(r => { for (var i = 0; i < 101; i++) r.Data[$"k{i}"] = Value.ForBool(true); }) },
        { "definition", new StartWorkflowRequest { RequestId = Id, Definition = "shelter-stay" } },
        { "person", new StartWorkflowRequest { RequestId = Id, Definition = "definitions/shelter-stay", Person = "Keo" } },
        { "province", new StartWorkflowRequest { RequestId = Id, Definition = "definitions/shelter-stay", Province = "Vientiane" } },
        { "states[0]", new ListWorkflowsRequest { States = { "In Care" } } },
        { "page_size", new ListWorkflowsRequest { PageSize = 501 } },
        { "fields", new ReadWorkflowTextRequest { RequestId = Id, Name = "workflows/w1", Purpose = "victim_support", Reason = "care_plan" } },
        { "purpose", new ReadWorkflowTextRequest { RequestId = Id, Name = "workflows/w1", Fields = { "note" }, Reason = "care_plan" } },
        { "reason", new ReadWorkflowTextRequest { RequestId = Id, Name = "workflows/w1", Fields = { "note" }, Purpose = "victim_support", Reason = "I must know" } },
        { "language", new RenderDefinitionRequest { Name = "definitions/x", Language = "fr" } },
        { "transition", new GetFormRequest { Name = "definitions/x", Transition = "Admit" } },
        { "sha256", new ProposeModuleChangeRequest { RequestId = Id, Module = "modules/x", Action = ModuleAction.Disable, Version = "1.0.0", Sha256 = "beef" } },
        { "action", new ProposeModuleChangeRequest { RequestId = Id, Module = "modules/x", Version = "1.0.0", Sha256 = new string('0', 64) } },
    };

    [Fact]
    public void A_step_with_every_kind_of_value_is_let_through() => Validation.Check(Fire());

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_breaks_a_rule_is_named(string field, IMessage request)
    {
        var refused = Assert.Throws<RefusedException>(() => Validation.Check(request));
        Assert.Equal([field], refused.Violations.Select(v => v.Field));
    }

    private static void Only(FireTransitionRequest request, Value value)
    {
        request.Data.Clear();
        request.Data["note"] = value;
    }
}
