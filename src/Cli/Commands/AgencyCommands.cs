using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Client.Calls;
using Coordination.Directory.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands;

/// <summary><c>coord agency …</c>.</summary>
internal static class AgencyCommands
{
    public static Command Build(Leaves leaves) => leaves.Group(
        "agency",
        List(leaves),
        Get(leaves),
        Create(leaves),
        Update(leaves),
        Retire(leaves),
        leaves.Group("agency.officer", SetOfficer(leaves), RemoveOfficer(leaves)));

    private static Command List(Leaves leaves)
    {
        var kind = leaves.OneOf<AgencyKind>("--kind", describe: "agency-kind");
        var inForce = leaves.Flag("--in-force");
        var limit = leaves.Number("--limit", 0, 1_000_000);
        var token = leaves.Text("--page-token", "TOKEN");
        return leaves.Leaf(
            "agency.list",
            async (session, parsed, cancellationToken) =>
            {
                var request = new ListAgenciesRequest { Kind = parsed.GetValue(kind) ?? default, InForceOnly = parsed.GetValue(inForce) };
                var all = await Paging.GatherAsync(
                    session,
                    parsed.GetValue(limit),
                    parsed.GetValue(token),
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (size, page);
                        return await session.Own.Directory.ListAgenciesAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Agencies,
                    r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => output.Table(
                    ["code", "name", "kind", "parent", "in_force", "successors"],
                    all.Agencies.Select(IReadOnlyList<string> (a) =>
                    [
                        Words.Short(a.Name), session.Texts.Of(a.DisplayName), session.Texts.Of(a.Kind), Words.Short(a.Parent),
                        session.Texts.Of(a.InForce), Words.Short(a.Successors),
                    ])));
                return ExitCodes.Ok;
            },
            kind, inForce, limit, token);
    }

    private static Command Get(Leaves leaves)
    {
        var agency = leaves.Argument("agency");
        return leaves.Leaf(
            "agency.get",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.GetAgencyAsync(
                new GetAgencyRequest { Name = Agency(parsed.GetRequiredValue(agency)) }, cancellationToken: cancellationToken)),
            agency);
    }

    private static Command Create(Leaves leaves)
    {
        var code = leaves.Argument("code");
        var (en, lo, kind, parent, country, from, requestId) = (
            leaves.Text("--name-en", "TEXT", required: true), leaves.Text("--name-lo", "TEXT"),
            leaves.OneOf<AgencyKind>("--kind", required: true, describe: "agency-kind"), leaves.Text("--parent", "AGENCY", describe: "agency-parent"),
            leaves.Text("--country", "CC"), leaves.Time("--valid-from"), leaves.RequestId());
        return leaves.Leaf(
            "agency.create",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.CreateAgencyAsync(
                new CreateAgencyRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    AgencyId = parsed.GetRequiredValue(code),
                    Agency = new Agency
                    {
                        DisplayName = new LocalizedText { En = parsed.GetValue(en) ?? "", Lo = parsed.GetValue(lo) ?? "" },
                        Kind = parsed.GetValue(kind) ?? default,
                        Parent = Agency(parsed.GetValue(parent) ?? ""),
                        Country = parsed.GetValue(country) ?? "",
                        ValidFrom = parsed.GetValue(from)?.ToTimestamp(),
                    },
                },
                cancellationToken: cancellationToken)),
            code, en, lo, kind, parent, country, from, requestId);
    }

    private static Command Update(Leaves leaves)
    {
        var agency = leaves.Argument("agency");
        var (en, lo, kind, parent, from, etag, requestId) = (
            leaves.Text("--name-en", "TEXT"), leaves.Text("--name-lo", "TEXT"),
            leaves.OneOf<AgencyKind>("--kind", describe: "agency-kind"), leaves.Text("--parent", "AGENCY", describe: "agency-parent"),
            leaves.Time("--valid-from"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "agency.update",
            async (session, parsed, cancellationToken) =>
            {
                var name = Agency(parsed.GetRequiredValue(agency));
                var changed = new Agency { Name = name, Etag = parsed.GetValue(etag) ?? "" };
                var mask = new FieldMask();
                if (parsed.GetValue(en) is not null || parsed.GetValue(lo) is not null)
                {
                    changed.DisplayName = await NamesAsync(session, name, parsed.GetValue(en), parsed.GetValue(lo), cancellationToken).ConfigureAwait(false);
                    mask.Paths.Add("display_name");
                }

                mask.Set(parsed.GetValue(kind), "kind", value => changed.Kind = value);
                mask.Set(parsed.GetValue(parent), "parent", value => changed.Parent = Agency(value));
                mask.Set(parsed.GetValue(from), "valid_from", value => changed.ValidFrom = value.ToTimestamp());
                mask.Demand(session.Texts);
                return Show(session, await session.Own.Directory.UpdateAgencyAsync(
                    new UpdateAgencyRequest { RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Agency = changed, UpdateMask = mask },
                    cancellationToken: cancellationToken));
            },
            agency, en, lo, kind, parent, from, etag, requestId);
    }

    // The mask names the whole text: the language that is not given stays as it is.
    private static async Task<LocalizedText> NamesAsync(Session session, string name, string? en, string? lo, CancellationToken cancellationToken)
    {
        if (en is not null && lo is not null)
            return new LocalizedText { En = en, Lo = lo };
        var now = (await session.Own.Directory.GetAgencyAsync(new GetAgencyRequest { Name = name }, cancellationToken: cancellationToken)).DisplayName;
        return new LocalizedText { En = en ?? now?.En ?? "", Lo = lo ?? now?.Lo ?? "" };
    }

    private static Command Retire(Leaves leaves)
    {
        var agency = leaves.Argument("agency");
        var (until, successors, etag, requestId) = (
            leaves.Time("--until"), leaves.Many("--successor", "AGENCY"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "agency.retire",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.RetireAgencyAsync(
                new RetireAgencyRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    Name = Agency(parsed.GetRequiredValue(agency)),
                    Etag = parsed.GetValue(etag) ?? "",
                    ValidUntil = parsed.GetValue(until)?.ToTimestamp(),
                    Successors = { parsed.GetValue(successors)!.Select(Agency) },
                },
                cancellationToken: cancellationToken)),
            agency, until, successors, etag, requestId);
    }

    private static Command SetOfficer(Leaves leaves)
    {
        var (agency, subject) = (leaves.Argument("agency"), leaves.Argument("subject"));
        var (unit, roles, head, requestId) = (
            leaves.Text("--unit", "UNIT"), leaves.Many("--role", "ROLE", "officer-role"), leaves.Flag("--head"), leaves.RequestId());
        return leaves.Leaf(
            "agency.officer.set",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.SetOfficerAsync(
                new SetOfficerRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    Agency = Agency(parsed.GetRequiredValue(agency)),
                    Officer = new Officer
                    {
                        Subject = parsed.GetRequiredValue(subject),
                        Unit = Unit(parsed.GetValue(unit) ?? ""),
                        Roles = { parsed.GetValue(roles)! },
                    },
                    Head = parsed.GetValue(head),
                },
                cancellationToken: cancellationToken)),
            agency, subject, unit, roles, head, requestId);
    }

    private static Command RemoveOfficer(Leaves leaves)
    {
        var (agency, subject) = (leaves.Argument("agency"), leaves.Argument("subject"));
        var requestId = leaves.RequestId();
        return leaves.Leaf(
            "agency.officer.remove",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.RemoveOfficerAsync(
                new RemoveOfficerRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    Agency = Agency(parsed.GetRequiredValue(agency)),
                    Subject = parsed.GetRequiredValue(subject),
                },
                cancellationToken: cancellationToken)),
            agency, subject, requestId);
    }

    private static int Show(Session session, Agency agency)
    {
        var texts = session.Texts;
        session.Output.Show(agency, output =>
        {
            output.Facts(
            [
                ("resource", agency.Name), ("name_en", agency.DisplayName?.En ?? ""), ("name_lo", agency.DisplayName?.Lo ?? ""),
                ("kind", texts.Of(agency.Kind)), ("parent", agency.Parent), ("country", agency.Country),
                ("valid_from", texts.Of(agency.ValidFrom)), ("valid_until", texts.Of(agency.ValidUntil)),
                ("in_force", texts.Of(agency.InForce)), ("successors", string.Join(", ", agency.Successors)), ("etag", agency.Etag),
            ]);
            if (agency.Officers.Count > 0)
            {
                output.Table(
                    ["subject", "unit", "roles"],
                    agency.Officers.Select(IReadOnlyList<string> (o) => [o.Subject, Words.Short(o.Unit), string.Join(", ", o.Roles)]));
            }
        });
        return ExitCodes.Ok;
    }
}
