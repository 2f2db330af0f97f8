using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case service …</c>: the support plan.</summary>
internal static class SupportCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case.service", Plan(leaves), Update(leaves));

    private static Command Plan(Leaves leaves)
    {
        var (person, pillar, code, provider) = (
            leaves.Person(), leaves.OneOf<Pillar>("--pillar", required: true), leaves.Text("--code", "CODE", required: true, describe: "service-code"),
            leaves.Text("--provider", "AGENCY", describe: "service-provider"));
        return leaves.ChangeCase("service.plan", (session, at, parsed, options) => session.Own.Cases.PlanServiceAsync(
            new PlanServiceRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person), Pillar = parsed.GetValue(pillar) ?? default,
                Code = parsed.GetValue(code) ?? "", Provider = Agency(parsed.GetValue(provider) ?? ""),
            },
            options), CasePrinter.Plan, person, pillar, code, provider);
    }

    private static Command Update(Leaves leaves)
    {
        var (service, state, provider, reason) = (
            leaves.Argument("service"), leaves.OneOf<ServiceState>("--state", required: true, describe: "service-state"),
            leaves.Text("--provider", "AGENCY", describe: "service-provider"), leaves.Text("--reason", "CODE", describe: "service-reason"));
        return leaves.ChangeCase("service.update", (session, at, parsed, options) => session.Own.Cases.UpdateServiceAsync(
            new UpdateServiceRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Service = parsed.GetRequiredValue(service), State = parsed.GetValue(state) ?? default,
                Provider = Agency(parsed.GetValue(provider) ?? ""), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.Plan, service, state, provider, reason);
    }
}
