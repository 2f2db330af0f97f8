using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case offence …</c> and <c>coord case event …</c>: what suspects are suspected of, and what happened.</summary>
internal static class TimelineCommands
{
    public static Command Offences(Leaves leaves) => leaves.Group("case.offence", AddOffence(leaves), RemoveOffence(leaves));

    public static Command Events(Leaves leaves) => leaves.Group("case.event", AddEvent(leaves), RetractEvent(leaves));

    private static Command AddOffence(Leaves leaves)
    {
        var (person, instrument, code) = (leaves.Person(), OfInstrument(leaves), OfCode(leaves));
        return leaves.ChangeCase("offence.add", (session, at, parsed, options) => session.Own.Cases.RecordOffenceAsync(
            new RecordOffenceRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person),
                Offence = new Offence { Instrument = Instrument(parsed.GetValue(instrument) ?? ""), Code = parsed.GetValue(code) ?? "" },
            },
            options), CasePrinter.People, person, instrument, code);
    }

    private static Command RemoveOffence(Leaves leaves)
    {
        var (person, instrument, code, reason) = (leaves.Person(), OfInstrument(leaves), OfCode(leaves), leaves.Reason());
        return leaves.ChangeCase("offence.remove", (session, at, parsed, options) => session.Own.Cases.RemoveOffenceAsync(
            new RemoveOffenceRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person),
                Offence = new Offence { Instrument = Instrument(parsed.GetValue(instrument) ?? ""), Code = parsed.GetValue(code) ?? "" },
                Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.People, person, instrument, code, reason);
    }

    private static Command AddEvent(Leaves leaves)
    {
        var (type, date, country, province) = (
            leaves.Text("--type", "CODE", required: true, describe: "event-type"), leaves.Text("--date", "DATE", describe: "event-date"),
            leaves.Text("--country", "CODE", describe: "event-country"), leaves.Text("--province", "CODE", describe: "event-province"));
        var (acts, means, purposes, people) = (
            leaves.Many("--act", "CODE"), leaves.Many("--means", "CODE"), leaves.Many("--purpose", "CODE", "event-purpose"), leaves.Many("--person", "PERSON", "event-person"));
        return leaves.ChangeCase("event.add", (session, at, parsed, options) => session.Own.Cases.RecordEventAsync(
            new RecordEventRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                Event = new EventContent
                {
                    Type = parsed.GetValue(type) ?? "", Date = parsed.GetValue(date) ?? "", Country = (parsed.GetValue(country) ?? "").ToLowerInvariant(),
                    Province = Province(parsed.GetValue(province) ?? ""), Acts = { parsed.Codes(acts) }, Means = { parsed.Codes(means) },
                    Purposes = { parsed.Codes(purposes) }, People = { parsed.Codes(people) },
                },
            },
            options), CasePrinter.Timeline, type, date, country, province, acts, means, purposes, people);
    }

    private static Command RetractEvent(Leaves leaves)
    {
        var (happened, reason) = (leaves.Argument("event"), leaves.Reason());
        return leaves.ChangeCase("event.retract", (session, at, parsed, options) => session.Own.Cases.RetractEventAsync(
            new RetractEventRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Event = parsed.GetRequiredValue(happened), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.Timeline, happened, reason);
    }

    private static Option<string?> OfInstrument(Leaves leaves) => leaves.Text("--instrument", "INSTRUMENT", required: true, describe: "offence-instrument");

    private static Option<string?> OfCode(Leaves leaves) => leaves.Text("--code", "CODE", required: true, describe: "offence-code");
}
