using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case person …</c>: the people of a case, as pseudonyms.</summary>
internal static class PersonCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case.person", Add(leaves), Update(leaves), Withdraw(leaves));

    private static Command Add(Leaves leaves)
    {
        var profile = new ProfileOptions(leaves, making: true);
        return leaves.ChangeCase("person.add", (session, at, parsed, options) => session.Own.Cases.AddPersonAsync(
            new AddPersonRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Profile = profile.Over(session.Texts, parsed, new PersonProfile()) }, options),
            CasePrinter.NewestPerson, [.. profile.All]);
    }

    /// <summary>What the options name is changed; the rest of the profile stays.</summary>
    private static Command Update(Leaves leaves)
    {
        var (about, person, profile) = (leaves.Argument("case"), leaves.Person(), new ProfileOptions(leaves, making: false));
        var (etag, requestId) = (leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "case.person.update",
            async (session, parsed, cancellationToken) =>
            {
                var (name, id) = (Case(parsed.GetRequiredValue(about)), parsed.GetRequiredValue(person));
                var now = await session.Own.Cases.GetCaseAsync(new GetCaseRequest { Name = name }, cancellationToken: cancellationToken);
                if (now.People.FirstOrDefault(p => p.Id == id) is not { } known)
                    throw new UsageException(session.Texts.Format("usage.person-unknown", id, name));
                var result = await session.Own.Cases.UpdatePersonAsync(
                    new UpdatePersonRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Name = name, Person = id, Etag = parsed.GetValue(etag) ?? now.Etag,
                        Profile = profile.Over(session.Texts, parsed, known.Profile.Clone()),
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(result, output => CasePrinter.People(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            [about, person, .. profile.All, etag, requestId]);
    }

    private static Command Withdraw(Leaves leaves)
    {
        var (person, reason) = (leaves.Person(), leaves.Reason());
        return leaves.ChangeCase("person.withdraw", (session, at, parsed, options) => session.Own.Cases.WithdrawPersonAsync(
            new WithdrawPersonRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.People, person, reason);
    }
}
