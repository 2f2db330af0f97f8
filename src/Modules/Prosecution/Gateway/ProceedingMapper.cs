using Coordination.Prosecution.Offences;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Workflows;

namespace Coordination.Prosecution.Gateway;

/// <summary>Between the engine's views and the service's messages.</summary>
internal static class ProceedingMapper
{
    public static V1.Proceeding ToProto(WorkflowView view)
    {
        var message = ProtoFields.Fill(
            new V1.Proceeding
            {
                Name = view.Name.ToString(),
                DefinitionVersion = view.DefinitionVersion,
                State = view.State,
                Final = view.Final,
                Overdue = view.Overdue,
                Owner = view.Owner.ToString(),
                Case = view.Case?.ToString() ?? "",
                Person = view.Person,
                Province = view.Province,
                CreateTime = view.CreatedAt.ToProto(),
                UpdateTime = view.UpdatedAt.ToProto(),
                Etag = ETag.Of(view.Version),
            },
            view.Data);
        message.Parts.AddRange(view.Parts.Select(p => new V1.ProceedingPart { Part = p.Part, Agency = p.Agency.ToString(), Unit = p.Unit?.ToString() ?? "" }));
        message.Texts.AddRange(view.Texts);
        message.Transitions.AddRange(view.Transitions.Where(t => t.Refusals.IsEmpty).Select(t => t.Id));
        return message;
    }

    public static V1.ProceedingSummary ToProto(WorkflowSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        State = row.State,
        Final = row.Final,
        Owner = row.Owner.ToString(),
        Case = row.Case?.ToString() ?? "",
        Person = row.Person,
        Province = row.Province,
        DueTime = row.Due.ToProto(),
        UpdateTime = row.UpdatedAt.ToProto(),
    };

    public static V1.Offence ToProto(Offence offence) => new()
    {
        Name = $"{OffenceRegister.Collection}/{offence.Code}",
        TitleEn = offence.Title.En,
        TitleLo = offence.Title.Lo,
        Instrument = offence.Instrument.Length == 0 ? "" : $"instruments/{offence.Instrument}",
        Article = offence.Article,
        InForceFrom = offence.From,
        InForceUntil = offence.Until,
        Successor = offence.Successor.Length == 0 ? "" : $"{OffenceRegister.Collection}/{offence.Successor}",
        Trafficking = offence.Trafficking,
        Source = offence.Source,
        Checked = offence.Checked,
    };
}
