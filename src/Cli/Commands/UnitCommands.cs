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

/// <summary><c>coord unit …</c>.</summary>
internal static class UnitCommands
{
    public static Command Build(Leaves leaves) =>
        leaves.Group("unit", List(leaves), Get(leaves), Create(leaves), Update(leaves), Retire(leaves));

    private static Command List(Leaves leaves)
    {
        var (agency, province, limit, token) = (
            leaves.Text("--agency", "AGENCY"), leaves.Text("--province", "CODE"), leaves.Number("--limit", 0, 1_000_000), leaves.Text("--page-token", "TOKEN"));
        return leaves.Leaf(
            "unit.list",
            async (session, parsed, cancellationToken) =>
            {
                var request = new ListUnitsRequest
                {
                    Agency = Agency(parsed.GetValue(agency) ?? ""),
                    Province = Province(parsed.GetValue(province) ?? ""),
                };
                var all = await Paging.GatherAsync(
                    session,
                    parsed.GetValue(limit),
                    parsed.GetValue(token),
                    async (size, page) =>
                    {
                        (request.PageSize, request.PageToken) = (size, page);
                        return await session.Own.Directory.ListUnitsAsync(request, cancellationToken: cancellationToken);
                    },
                    r => r.Units,
                    r => r.NextPageToken).ConfigureAwait(false);
                session.Output.Show(all, output => output.Table(
                    ["code", "agency", "province", "district", "affected", "in_force", "name"],
                    all.Units.Select(IReadOnlyList<string> (u) =>
                    [
                        Words.Short(u.Name), Words.Short(u.Agency), u.Province, u.District, session.Texts.Of(u.Affected),
                        session.Texts.Of(u.InForce), session.Texts.Of(u.DisplayName),
                    ])));
                return ExitCodes.Ok;
            },
            agency, province, limit, token);
    }

    private static Command Get(Leaves leaves)
    {
        var unit = leaves.Argument("unit");
        return leaves.Leaf(
            "unit.get",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.GetUnitAsync(
                new GetUnitRequest { Name = Unit(parsed.GetRequiredValue(unit)) }, cancellationToken: cancellationToken)),
            unit);
    }

    private static Command Create(Leaves leaves)
    {
        var code = leaves.Argument("code");
        var (en, lo, agency, province, district, affected, requestId) = (
            leaves.Text("--name-en", "TEXT", required: true), leaves.Text("--name-lo", "TEXT"),
            leaves.Text("--agency", "AGENCY", required: true), leaves.Text("--province", "CODE", required: true),
            leaves.Text("--district", "TEXT"), leaves.Flag("--affected"), leaves.RequestId());
        return leaves.Leaf(
            "unit.create",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.CreateUnitAsync(
                new CreateUnitRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    UnitId = parsed.GetRequiredValue(code),
                    Unit = new Unit
                    {
                        DisplayName = new LocalizedText { En = parsed.GetValue(en) ?? "", Lo = parsed.GetValue(lo) ?? "" },
                        Agency = Agency(parsed.GetValue(agency) ?? ""),
                        Province = Province(parsed.GetValue(province) ?? ""),
                        District = parsed.GetValue(district) ?? "",
                        Affected = parsed.GetValue(affected),
                    },
                },
                cancellationToken: cancellationToken)),
            code, en, lo, agency, province, district, affected, requestId);
    }

    private static Command Update(Leaves leaves)
    {
        var unit = leaves.Argument("unit");
        var (en, lo, district, affected, etag, requestId) = (
            leaves.Text("--name-en", "TEXT"), leaves.Text("--name-lo", "TEXT"), leaves.Text("--district", "TEXT"),
            leaves.YesNo("--affected"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "unit.update",
            async (session, parsed, cancellationToken) =>
            {
                var name = Unit(parsed.GetRequiredValue(unit));
                var changed = new Unit { Name = name, Etag = parsed.GetValue(etag) ?? "" };
                var mask = new FieldMask();
                if (parsed.GetValue(en) is not null || parsed.GetValue(lo) is not null)
                {
                    changed.DisplayName = await NamesAsync(session, name, parsed.GetValue(en), parsed.GetValue(lo), cancellationToken).ConfigureAwait(false);
                    mask.Paths.Add("display_name");
                }

                mask.Set(parsed.GetValue(district), "district", value => changed.District = value);
                mask.Set(parsed.GetValue(affected), "affected", value => changed.Affected = value);
                mask.Demand(session.Texts);
                return Show(session, await session.Own.Directory.UpdateUnitAsync(
                    new UpdateUnitRequest { RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Unit = changed, UpdateMask = mask },
                    cancellationToken: cancellationToken));
            },
            unit, en, lo, district, affected, etag, requestId);
    }

    private static async Task<LocalizedText> NamesAsync(Session session, string name, string? en, string? lo, CancellationToken cancellationToken)
    {
        if (en is not null && lo is not null)
            return new LocalizedText { En = en, Lo = lo };
        var now = (await session.Own.Directory.GetUnitAsync(new GetUnitRequest { Name = name }, cancellationToken: cancellationToken)).DisplayName;
        return new LocalizedText { En = en ?? now?.En ?? "", Lo = lo ?? now?.Lo ?? "" };
    }

    private static Command Retire(Leaves leaves)
    {
        var unit = leaves.Argument("unit");
        var (etag, requestId) = (leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "unit.retire",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.RetireUnitAsync(
                new RetireUnitRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    Name = Unit(parsed.GetRequiredValue(unit)),
                    Etag = parsed.GetValue(etag) ?? "",
                },
                cancellationToken: cancellationToken)),
            unit, etag, requestId);
    }

    private static int Show(Session session, Unit unit)
    {
        var texts = session.Texts;
        session.Output.Show(unit, output => output.Facts(
        [
            ("resource", unit.Name), ("name_en", unit.DisplayName?.En ?? ""), ("name_lo", unit.DisplayName?.Lo ?? ""),
            ("agency", unit.Agency), ("province", unit.Province), ("district", unit.District), ("affected", texts.Of(unit.Affected)),
            ("head", unit.Head), ("valid_until", texts.Of(unit.ValidUntil)), ("in_force", texts.Of(unit.InForce)), ("etag", unit.Etag),
        ]));
        return ExitCodes.Ok;
    }
}
