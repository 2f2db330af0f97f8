using System.Globalization;
using System.Text.Json;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Reporting;

/// <summary>Between the messages and the commands and views of cycles.</summary>
internal static class CycleMapper
{
    public static CycleContent ToContent(V1.ReportCycleContent content) => new(
        ToText(content.Title),
        content.Period,
        new ReportTemplate(
            content.Template.Kind,
            [
                .. content.Template.Figures.Select(f => new ReportFigure(
                    f.Code, ToText(f.Label), Text.Normalize(f.Unit), f.HasMinimum ? f.Minimum : null, f.MayBeLeftOut)),
            ],
            [.. content.Template.Questions.Select(q => new ReportQuestion(q.Code, ToText(q.Label), q.MustBeAnswered))]),
        new StepDueTimes(
            Time(content.Due.Unit)!.Value, Time(content.Due.Province)!.Value, Time(content.Due.Ministry)!.Value, Time(content.Due.Secretariat)!.Value),
        [.. content.Units.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Name<UnitName>)],
        [.. content.Agencies.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Name<AgencyName>)],
        content.Subject,
        content.Recurring);

    public static RegistryQuery ToQuery(V1.ListReportCyclesRequest request) => new()
    {
        Kind = ReportCycleName.Collection,
        States = [.. request.States.Select(Word).Distinct(StringComparer.Ordinal)],
        Parent = OrNull(request.Subject),
        Order = RegistryOrder.NewestFirst,
    };

    public static CycleView Read(RegistryHit hit) => JsonSerializer.Deserialize(hit.View.AsSpan(), ReportingJson.Default.CycleView)!;

    public static V1.ReportCycle ToProto(CycleView view)
    {
        var cycle = new V1.ReportCycle
        {
            Name = view.Name.ToString(),
            State = (V1.ReportCycleState)view.Stage,
            Content = ToProto(view.Content),
            Owner = view.Owner.ToString(),
            OpenTime = view.OpensAt.ToProto(),
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            ReportsMade = view.ReportsMade,
            Reason = view.Reason,
            Successor = view.Successor?.ToString() ?? "",
            SuccessorRefusal = view.SuccessorRefusal,
            Etag = ETag.Of(view.Version),
        };
        if (ReportPeriod.TryParse(view.Content.Period, out var period))
        {
            cycle.PeriodBegin = period.Begin.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            cycle.PeriodEnd = period.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        cycle.Routes.AddRange(view.Routes.Select(route => ToProto(route, view.Name)));
        cycle.UnitsWithoutRoute.AddRange(view.WithoutRoute.Select(u => u.ToString()));
        return cycle;
    }

    public static V1.ReportRoute ToProto(ReportRoute route, ReportCycleName cycle) => new()
    {
        Unit = route.Unit.ToString(),
        Province = route.Province,
        Agency = route.Agency.ToString(),
        Approver = route.Approver.ToString(),
        Ministry = route.Ministry.ToString(),
        Report = ReportName.For(cycle, route.Unit).ToString(),
    };

    public static Type.V1.LocalizedText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };

    /// <summary>To the microsecond, as the ledger keeps it.</summary>
    public static DateTimeOffset? Time(Timestamp? given) =>
        given?.ToDateTimeOffset() is { } time ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)) : null;

    private static V1.ReportCycleContent ToProto(CycleContent content)
    {
        var message = new V1.ReportCycleContent
        {
            Title = ToProto(content.Title),
            Period = content.Period,
            Template = new V1.ReportTemplate { Kind = content.Template.Kind },
            Due = new V1.StepDueTimes
            {
                Unit = content.Due.Unit.ToProto(),
                Province = content.Due.Province.ToProto(),
                Ministry = content.Due.Ministry.ToProto(),
                Secretariat = content.Due.Secretariat.ToProto(),
            },
            Subject = content.Subject,
            Recurring = content.Recurring,
        };
        foreach (var figure in content.Template.Figures)
        {
            var shown = new V1.ReportFigure
            {
                Code = figure.Code, Label = ToProto(figure.Label), Unit = figure.Unit, MayBeLeftOut = figure.MayBeLeftOut,
            };
            if (figure.Minimum is { } minimum)
                shown.Minimum = minimum;
            message.Template.Figures.Add(shown);
        }

        message.Template.Questions.AddRange(content.Template.Questions.Select(q => new V1.ReportQuestion
        {
            Code = q.Code, Label = ToProto(q.Label), MustBeAnswered = q.MustBeAnswered,
        }));
        message.Units.AddRange(content.Units.Select(u => u.ToString()));
        message.Agencies.AddRange(content.Agencies.Select(a => a.ToString()));
        return message;
    }

    private static LocalizedText ToText(Type.V1.LocalizedText text) => new(Text.Normalize(text.En), Text.Normalize(text.Lo));

    /// <exception cref="RefusedException">INVALID_ARGUMENT: there is no such state.</exception>
    private static string Word(V1.ReportCycleState state) =>
        state is V1.ReportCycleState.Unspecified || !System.Enum.IsDefined(state)
            ? throw RefusedException.Invalid("states", "Name planned, open or closed.")
            : ReportWords.Of((CycleStage)state);
}
