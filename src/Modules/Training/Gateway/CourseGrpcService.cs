using System.Text.Json;
using Coordination.Localization;
using Coordination.Registry;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Grains;
using Coordination.Training.Contracts;
using Grpc.Core;

namespace Coordination.Training.Gateway;

/// <summary>Courses and cohorts over gRPC: map, call one grain, map back.</summary>
internal sealed class CourseGrpcService(IGrainFactory grains) : V1.CourseService.CourseServiceBase
{
    public override async Task<V1.Course> CreateCourse(V1.CreateCourseRequest request, ServerCallContext context)
    {
        var command = new CreateCourse(context.Command(request.RequestId), ToContent(request.Content));
        var name = CourseName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.Course(name).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Course> SetCourse(V1.SetCourseRequest request, ServerCallContext context)
    {
        var command = new SetCourse(context.Command(request.RequestId, request.Etag), ToContent(request.Content));
        return ToProto(await grains.Course(ListCalls.Name<CourseName>(request.Name)).SetAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override async Task<V1.Course> GetCourse(V1.GetCourseRequest request, ServerCallContext context) =>
        ToProto(await grains.Course(ListCalls.Name<CourseName>(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListCoursesResponse> ListCourses(V1.ListCoursesRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery { Kind = CourseName.Collection, Order = RegistryOrder.NewestFirst };
        var list = await grains.ListAsync(context, TrainingPermissions.ReadCourse, query, request.PageSize, request.PageToken);
        var response = new V1.ListCoursesResponse { NextPageToken = list.NextPageToken };
        response.Courses.AddRange(list.Hits
            .Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), TrainingJson.Default.CourseView)).OfType<CourseView>().Select(ToProto));
        return response;
    }

    public override async Task<V1.Cohort> CreateCohort(V1.CreateCohortRequest request, ServerCallContext context)
    {
        var command = new CreateCohort(context.Command(request.RequestId), ListCalls.Name<CourseName>(request.Course), request.Places);
        var name = CohortName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return ToProto(await grains.Cohort(name).CreateAsync(command, context.CancellationToken).ValueOrRefuse());
    }

    public override Task<V1.Cohort> RegisterParticipants(V1.RegisterParticipantsRequest request, ServerCallContext context) =>
        ExecuteAsync(
            request.Name,
            new RegisterParticipants(
                context.Command(request.RequestId, request.Etag),
                [.. request.Participants.Select(p => new NewParticipant(p.Country, (Sex)p.Sex, (CourseLevel)p.Level))]),
            context);

    public override Task<V1.Cohort> RecordAttendance(V1.RecordAttendanceRequest request, ServerCallContext context) =>
        ExecuteAsync(
            request.Name,
            new RecordAttendance(
                context.Command(request.RequestId, request.Etag), request.Session, [.. request.Present.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            context);

    public override Task<V1.Cohort> RecordScores(V1.RecordScoresRequest request, ServerCallContext context) =>
        ExecuteAsync(
            request.Name,
            new RecordScores(
                context.Command(request.RequestId, request.Etag),
                [
                    .. request.Scores.DistinctBy(s => s.Code, StringComparer.Ordinal)
                        .Select(s => new Score(s.Code, s.HasBeforePercent ? s.BeforePercent : null, s.HasAfterPercent ? s.AfterPercent : null)),
                ]),
            context);

    public override Task<V1.Cohort> IssueCertificate(V1.IssueCertificateRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new IssueCertificate(context.Command(request.RequestId, request.Etag), request.Participant, request.CertificateSha256), context);

    public override Task<V1.Cohort> RecordFollowUp(V1.RecordFollowUpRequest request, ServerCallContext context) =>
        ExecuteAsync(request.Name, new RecordFollowUp(context.Command(request.RequestId, request.Etag), request.Participant, (UseOfTraining)request.Use), context);

    public override async Task<V1.Cohort> GetCohort(V1.GetCohortRequest request, ServerCallContext context) =>
        ToProto(await grains.Cohort(ListCalls.Name<CohortName>(request.Name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListCohortsResponse> ListCohorts(V1.ListCohortsRequest request, ServerCallContext context)
    {
        var query = new RegistryQuery
        {
            Kind = CohortName.Collection,
            States = [.. request.States.Distinct(StringComparer.Ordinal)],
            OpenOnly = request.OpenOnly,
            Order = RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, TrainingPermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListCohortsResponse { NextPageToken = list.NextPageToken };
        response.Cohorts.AddRange(list.Hits
            .Select(hit => JsonSerializer.Deserialize(hit.View.AsSpan(), TrainingJson.Default.CohortSummaryView)).OfType<CohortSummaryView>().Select(ToProto));
        return response;
    }

    private async Task<V1.Cohort> ExecuteAsync(string name, CohortCommand command, ServerCallContext context) =>
        ToProto(await grains.Cohort(ListCalls.Name<CohortName>(name)).ExecuteAsync(command, context.CancellationToken).ValueOrRefuse());

    private static CourseContent ToContent(V1.CourseContent content) => new(
        new LocalizedText(Text.Normalize(content.Title.En), Text.Normalize(content.Title.Lo)), (CourseLevel)content.Level,
        [.. content.Topics.Distinct(StringComparer.Ordinal)], content.Hours, content.Sessions, content.AttendancePercent, content.PassPercent);

    private static V1.CourseContent ToProto(CourseContent content)
    {
        var message = new V1.CourseContent
        {
            Title = ToProto(content.Title),
            Level = (V1.CourseLevel)content.Level,
            Hours = content.Hours,
            Sessions = content.Sessions,
            AttendancePercent = content.AttendancePercent,
            PassPercent = content.PassPercent,
        };
        message.Topics.AddRange(content.Topics);
        return message;
    }

    private static V1.Course ToProto(CourseView view) => new()
    {
        Name = view.Name.ToString(),
        Owner = view.Owner.ToString(),
        Content = ToProto(view.Content),
        CreateTime = view.CreatedAt.ToProto(),
        UpdateTime = view.UpdatedAt.ToProto(),
        Etag = ETag.Of(view.Version),
    };

    private static V1.Cohort ToProto(CohortView view)
    {
        var message = new V1.Cohort
        {
            Name = view.Name.ToString(),
            Owner = view.Owner.ToString(),
            Course = view.Course.ToString(),
            Content = ToProto(view.Content),
            Stage = view.Stage,
            Training = view.Training?.ToString() ?? "",
            Places = view.Places,
            Totals = new V1.CohortTotals
            {
                Participants = view.Totals.Participants,
                Women = view.Totals.Women,
                Countries = view.Totals.Countries,
                Agencies = view.Totals.Agencies,
                Earned = view.Totals.Earned,
                Certificates = view.Totals.Certificates,
                FollowedUp = view.Totals.FollowedUp,
                MeanGain = view.Totals.MeanGain,
            },
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.Participants.AddRange(view.Participants.Select(p => ToProto(p, view.Content)));
        return message;
    }

    private static V1.Participant ToProto(Participant participant, CourseContent content)
    {
        var message = new V1.Participant
        {
            Code = participant.Code,
            Agency = participant.Agency.ToString(),
            Country = participant.Country,
            Sex = (V1.Sex)participant.Sex,
            Level = (V1.CourseLevel)participant.Level,
            SessionsAttended = participant.Attended.Length,
            Earned = participant.HasEarned(content),
            CertificateSha256 = participant.Certificate,
            FollowUp = (V1.UseOfTraining)participant.FollowUp,
        };
        if (participant.Before is { } before)
            message.BeforePercent = before;
        if (participant.After is { } after)
            message.AfterPercent = after;
        return message;
    }

    private static V1.CohortSummary ToProto(CohortSummaryView row) => new()
    {
        Name = row.Name.ToString(),
        Course = row.Course.ToString(),
        Title = ToProto(row.Title),
        Owner = row.Owner.ToString(),
        Stage = row.Stage,
        Participants = row.Participants,
        UpdateTime = row.UpdatedAt.ToProto(),
    };

    private static Type.V1.LocalizedText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };
}
