using System.Text.Json;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Cases;

/// <summary>From views to messages. The words of both sides have the same numbers (CaseMapperTests).</summary>
internal static class CaseMapper
{
    public static V1.Case ToProto(CaseView view)
    {
        var message = new V1.Case
        {
            Name = view.Name.ToString(),
            Reference = view.Reference,
            State = (V1.CaseState)view.Stage,
            Lead = view.Lead.ToString(),
            Province = view.Province,
            Area = view.Area,
            Handling = (Type.V1.Handling)view.Handling,
            Source = new V1.ReferralSource
            {
                Organisation = view.Source.Organisation,
                Type = view.Source.Type,
                Date = view.Source.Date,
                Reason = view.Source.Reason,
            },
            Purpose = view.Purpose,
            LegalBasis = view.LegalBasis.ToString(),
            CloseReason = view.CloseReason,
            PendingTransfer = view.PendingTransfer?.ToString() ?? "",
            RetainUntil = view.RetainUntil.ToProto(),
            LegalHold = view.LegalHold ?? "",
            RetentionEnded = view.RetentionEnded,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
        message.Participants.AddRange(view.Participants.Select(p => new V1.Participant
        {
            Agency = p.Agency.ToString(),
            Role = (V1.ParticipantRole)p.Role,
            Unit = p.Unit?.ToString() ?? "",
            Since = p.Since.ToProto(),
        }));
        message.Instruments.AddRange(view.Instruments.Select(i => i.ToString()));
        message.People.AddRange(view.People.Select(ToProto));
        message.Timeline.AddRange(view.Timeline.Select(ToProto));
        message.SupportPlan.AddRange(view.SupportPlan.Select(ToProto));
        message.BlockedOfficers.AddRange(view.Blocked.Select(b => new V1.BlockedOfficer { Issuer = b.Issuer, Subject = b.Subject, Reason = b.Reason }));
        return message;
    }

    /// <param name="reader">When a guardian is due is shown to the lead only: an observer learns nothing about people.</param>
    public static V1.CaseSummary ToProto(RegistryHit hit, DateTimeOffset asOf, AgencyName reader)
    {
        var view = JsonSerializer.Deserialize(hit.View.AsSpan(), CaseViewsJson.Default.CaseSummaryView)
            ?? throw new InvalidOperationException($"The row of {hit.Name} is empty.");
        return new V1.CaseSummary
        {
            Name = view.Name.ToString(),
            Reference = view.Reference,
            State = (V1.CaseState)view.Stage,
            Lead = view.Lead.ToString(),
            Province = view.Province,
            Handling = (Type.V1.Handling)view.Handling,
            DueTime = (view.Lead == reader ? view.Due : null).ToProto(),
            Overdue = view.Lead == reader && view.Due is { } due && due <= asOf,
            CreateTime = view.CreatedAt.ToProto(),
            UpdateTime = view.UpdatedAt.ToProto(),
            Etag = ETag.Of(view.Version),
        };
    }

    private static V1.CasePerson ToProto(CasePerson person)
    {
        var message = new V1.CasePerson
        {
            Id = person.Id,
            Profile = ToProto(person.Profile),
            TreatedAsChild = person.Profile.TreatedAsChild,
            Status = (V1.VictimStatus)person.Status,
            AppealPending = person.AppealPending,
            Guardian = person.Guardian is { } guardian
                ? new V1.Guardian
                {
                    Kind = (V1.GuardianKind)guardian.Kind,
                    Agency = guardian.Agency?.ToString() ?? "",
                    Person = guardian.Person ?? "",
                    AppointTime = guardian.At.ToProto(),
                }
                : null,
            GuardianDueTime = person.GuardianDue.ToProto(),
            GuardianTask = person.GuardianTask?.ToString() ?? "",
            Identity = person.Identity?.ToString() ?? "",
            Withdrawn = person.Withdrawn,
            CreateTime = person.CreatedAt.ToProto(),
        };
        message.Decisions.AddRange(person.Decisions.Select(d => new V1.StatusDecision
        {
            Status = (V1.VictimStatus)d.Status,
            Organisation = d.Organisation.ToString(),
            Reason = d.Reason,
            DecideTime = d.At.ToProto(),
            OnAppeal = d.OnAppeal,
        }));
        message.Offences.AddRange(person.Offences.Select(o => new V1.Offence { Instrument = o.Instrument.ToString(), Code = o.Code }));
        return message;
    }

    private static V1.PersonProfile ToProto(PersonProfile profile)
    {
        var message = new V1.PersonProfile
        {
            Role = (V1.PersonRole)profile.Role,
            Gender = (V1.Gender)profile.Gender,
            AgeBand = (V1.AgeBand)profile.AgeBand,
            SignsOfChildhood = profile.SignsOfChildhood,
            Conflicted = profile.Conflicted,
        };
        message.Citizenships.AddRange(profile.Citizenships);
        message.Exploitation.AddRange(profile.Exploitation);
        message.Attributes.Add(profile.Attributes);
        return message;
    }

    private static V1.TimelineEvent ToProto(TimelineEvent happened)
    {
        var content = new V1.EventContent
        {
            Type = happened.Content.Type,
            Date = happened.Content.Date,
            Country = happened.Content.Country,
            Province = happened.Content.Province,
        };
        content.Acts.AddRange(happened.Content.Acts);
        content.Means.AddRange(happened.Content.Means);
        content.Purposes.AddRange(happened.Content.Purposes);
        content.People.AddRange(happened.Content.People);
        return new V1.TimelineEvent
        {
            Id = happened.Id,
            Content = content,
            Precision = (V1.DatePrecision)PrecisionOf(happened.Content.Date),
            Agency = happened.Agency.ToString(),
            CreateTime = happened.CreatedAt.ToProto(),
            Retracted = happened.Retracted ?? "",
        };
    }

    private static V1.Service ToProto(SupportService service) => new()
    {
        Id = service.Id,
        Person = service.Person,
        Pillar = (V1.Pillar)service.Pillar,
        Code = service.Code,
        Provider = service.Provider?.ToString() ?? "",
        State = (V1.ServiceState)service.Stage,
        Reason = service.Reason,
        UpdateTime = service.UpdatedAt.ToProto(),
    };

    /// <summary>As precise as it is written.</summary>
    private static DatePrecision PrecisionOf(string date) => date.Length switch
    {
        4 => DatePrecision.Year,
        7 => DatePrecision.Month,
        10 => DatePrecision.Day,
        _ => DatePrecision.None,
    };
}
