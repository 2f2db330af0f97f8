using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary>Opening, finding and the way of a case from opened to closed.</summary>
internal static class CaseLifeCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return Open(leaves);
        yield return leaves.Look("case.show", "case", Case, (client, name, options) => client.Cases.GetCaseAsync(new GetCaseRequest { Name = name }, options), CasePrinter.Show);
        yield return List(leaves);
        yield return History(leaves);
        yield return Update(leaves);
        yield return leaves.ChangeCase("assess", (session, at, _, options) => session.Own.Cases.AssessCaseAsync(
            new AssessCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), CasePrinter.Line);
        yield return leaves.ChangeCase("activate", (session, at, _, options) => session.Own.Cases.ActivateCaseAsync(
            new ActivateCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), CasePrinter.Line);
        yield return leaves.ChangeCase("follow-up", (session, at, _, options) => session.Own.Cases.FollowUpCaseAsync(
            new FollowUpCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), CasePrinter.Line);
        yield return leaves.ChangeReasoned("close", (session, at, reason, options) => session.Own.Cases.CloseCaseAsync(
            new CloseCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));
        yield return leaves.ChangeReasoned("reopen", (session, at, reason, options) => session.Own.Cases.ReopenCaseAsync(
            new ReopenCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options));
    }

    private static Command Open(Leaves leaves)
    {
        var (reference, province, unit, area, handling) = (
            leaves.Text("--reference", "TEXT", describe: "case-reference"), leaves.Text("--province", "CODE"), leaves.Text("--unit", "UNIT", describe: "case-unit"),
            leaves.Text("--area", "CODE", describe: "case-area"), leaves.OneOf<Handling>("--handling", describe: "case-handling"));
        var (from, type, date, why) = (
            leaves.Text("--referred-by", "CODE"), leaves.Text("--referrer-type", "CODE"), leaves.Text("--referred-on", "DATE"), leaves.Text("--referred-because", "CODE"));
        var (purpose, basis, instruments, until, people) = (
            leaves.Text("--purpose", "CODE", required: true), leaves.Text("--basis", "INSTRUMENT", required: true),
            leaves.Many("--instrument", "INSTRUMENT", "case-instrument"), leaves.Time("--retain-until", required: true, describe: "case-retain"),
            leaves.Many("--person", "ROLE:GENDER:AGE", "case-people"));
        var closed = leaves.Text("--close-reason", "CODE");
        return leaves.Make(
            "case.open",
            (session, requestId, parsed, options) => session.Own.Cases.OpenCaseAsync(
                new OpenCaseRequest
                {
                    RequestId = requestId, Reference = parsed.GetValue(reference) ?? "", Province = Province(parsed.GetValue(province) ?? ""),
                    Unit = Unit(parsed.GetValue(unit) ?? ""), Area = parsed.GetValue(area) ?? "", Handling = parsed.GetValue(handling) ?? default,
                    Source = new ReferralSource
                    {
                        Organisation = parsed.GetValue(from) ?? "", Type = parsed.GetValue(type) ?? "", Date = parsed.GetValue(date) ?? "", Reason = parsed.GetValue(why) ?? "",
                    },
                    Purpose = parsed.GetValue(purpose) ?? "", LegalBasis = Instrument(parsed.GetValue(basis) ?? ""),
                    Instruments = { parsed.Codes(instruments).Select(Instrument) }, RetainUntil = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default),
                    CloseReason = parsed.GetValue(closed) ?? "",
                    People = { parsed.GetValue(people)!.Select(spec => ProfileOptions.OfSpec(session.Texts, spec)) },
                },
                options),
            CasePrinter.Show,
            reference, province, unit, area, handling, from, type, date, why, purpose, basis, instruments, until, people, closed);
    }

    private static Command List(Leaves leaves)
    {
        var (states, open, province, roles, late, text) = (
            leaves.ManyOf<CaseState>("--state", "case-state"), leaves.Flag("--open", "case-open"), leaves.Text("--province", "CODE"),
            leaves.ManyOf<ParticipantRole>("--role", "case-own-role"), leaves.Flag("--guardian-overdue"), leaves.Text("--text", "WORDS", describe: "case-text"));
        return leaves.Listing(
            "case.list",
            (client, parsed, size, token, options) => client.Cases.ListCasesAsync(
                new ListCasesRequest
                {
                    PageSize = size, PageToken = token, States = { parsed.GetValue(states) ?? [] }, OpenOnly = parsed.GetValue(open),
                    Province = Province(parsed.GetValue(province) ?? ""), Roles = { parsed.GetValue(roles) ?? [] }, GuardianOverdue = parsed.GetValue(late),
                    Text = parsed.GetValue(text) ?? "",
                },
                options),
            r => r.Cases, r => r.NextPageToken, CasePrinter.List,
            states, open, province, roles, late, text);
    }

    private static Command History(Leaves leaves)
    {
        var argument = leaves.Argument("case");
        return leaves.Listing(
            "case.history",
            (client, parsed, size, token, options) => client.Cases.GetCaseHistoryAsync(
                new GetCaseHistoryRequest { Name = Case(parsed.GetRequiredValue(argument)), PageSize = size, PageToken = token }, options),
            r => r.Entries, r => r.NextPageToken, (output, texts, r) => CasePrinter.History(output, texts, r.Entries),
            argument);
    }

    private static Command Update(Leaves leaves)
    {
        var (reference, province, area, handling, instruments) = (
            leaves.Text("--reference", "TEXT", describe: "case-reference"), leaves.Text("--province", "CODE"), leaves.Text("--area", "CODE", describe: "case-area"),
            leaves.OneOf<Handling>("--handling", describe: "case-handling-to"), leaves.Many("--instrument", "INSTRUMENT", "case-instruments"));
        return leaves.ChangeCase("update", (session, at, parsed, options) =>
        {
            var request = new UpdateCaseRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, UpdateMask = new FieldMask() };
            request.UpdateMask.Set(parsed.GetValue(reference), "reference", v => request.Reference = v);
            request.UpdateMask.Set(parsed.GetValue(province), "province", v => request.Province = Province(v));
            request.UpdateMask.Set(parsed.GetValue(area), "area", v => request.Area = v);
            request.UpdateMask.Set(parsed.GetValue(handling), "handling", v => request.Handling = v);
            if (parsed.GetResult(instruments) is { Implicit: false })
            {
                request.Instruments.Add(parsed.Codes(instruments).Select(Instrument));
                request.UpdateMask.Paths.Add("instruments");
            }

            request.UpdateMask.Demand(session.Texts);
            return session.Own.Cases.UpdateCaseAsync(request, options);
        }, CasePrinter.Line, reference, province, area, handling, instruments);
    }
}
