using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coordination.Ledger.Index;
using Coordination.Registry;

namespace Coordination.Ledger.Storage;

internal abstract partial class SqlStore
{
    private const int AudienceChunk = 256;

    public Task<RegistryPage> QueryAsync(Viewer viewer, RegistryQuery query, RegistryCursor? after, CancellationToken cancellationToken)
    {
        var sql = RegistrySql.For(FindText, viewer, query, after);
        return ReadAsync(
            async lease =>
            {
                var command = lease.Command(sql.Text);
                foreach (var (name, value) in sql.Parameters)
                {
                    Lease.Set(command, name, value);
                }

                var hits = ImmutableArray.CreateBuilder<RegistryHit>(sql.Rows - 1);
                RegistryCursor last = default;
                RegistryCursor? next = null;
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (hits.Count == sql.Rows - 1)
                    {
                        next = last;
                        break;
                    }

                    last = new RegistryCursor(reader.GetInt64(1), reader.GetString(0));
                    var view = reader.GetFieldValue<byte[]>(3);
                    hits.Add(new RegistryHit(last.Name, reader.GetInt32(2), System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(view)));
                }

                return new RegistryPage(hits.DrainToImmutable(), next);
            },
            token => sql.ByTerms ? LeaseAsync(token) : LeaseForListAsync(sql.ToTheEnd, token),
            cancellationToken);
    }

    public Task<ImmutableArray<PartySummary>> SummarizeAsync(
        string kind, ImmutableArray<string> roles, string? agency, string? officer, DateTimeOffset overdueAt, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var where = new StringBuilder("where kind = @kind and until_version is null");
                if (!roles.IsDefaultOrEmpty)
                {
                    where.Append(CultureInfo.InvariantCulture, $" and role in ({string.Join(", ", roles.Select(static (_, at) => $"@role{at}"))})");
                }

                if (agency is not null)
                {
                    where.Append(" and agency = @agency");
                }

                if (officer is not null)
                {
                    where.Append(" and ").Append(NotBlocked("first_position"));
                }

                var medians = await ReadMediansAsync(lease, where.ToString(), kind, roles, agency, officer, cancellationToken).ConfigureAwait(false);
                var command = lease.Command(
                    $"""
                     select agency, state, count(*),
                       sum(case when open then 1 else 0 end), sum(case when open and due < @overdue then 1 else 0 end)
                     from registry_party {where} group by agency, state order by agency, state
                     """);
                SetSummary(command, kind, roles, agency, officer);
                Lease.Set(command, "overdue", Micros.From(overdueAt));
                var summaries = ImmutableArray.CreateBuilder<PartySummary>();
                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var name = reader.GetString(0);
                    if (summaries.Count == 0 || summaries[^1].Agency != name)
                    {
                        summaries.Add(new PartySummary(
                            name, 0, 0, ImmutableDictionary<string, long>.Empty, medians.TryGetValue(name, out var median) ? median : null));
                    }

                    var sum = summaries[^1];
                    summaries[^1] = sum with
                    {
                        Open = sum.Open + reader.GetInt64(3),
                        Overdue = sum.Overdue + reader.GetInt64(4),
                        ByState = sum.ByState.Add(reader.GetString(1), reader.GetInt64(2)),
                    };
                }

                return summaries.DrainToImmutable();
            },
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, Coordination.Ledger.RegistryAudience>> ReadAudiencesAsync(
        IReadOnlyCollection<string> resources, CancellationToken cancellationToken)
    {
        var audiences = new Dictionary<string, RegistryAudience>(resources.Count);
        foreach (var chunk in resources.Distinct().Chunk(AudienceChunk))
        {
            foreach (var (name, audience) in await ReadAudiencesAsync(chunk, cancellationToken).ConfigureAwait(false))
            {
                audiences.Add(name, audience);
            }
        }

        return audiences;
    }

    private Task<Dictionary<string, RegistryAudience>> ReadAudiencesAsync(string[] names, CancellationToken cancellationToken) =>
        ReadAsync(
            async lease =>
            {
                var audiences = new Dictionary<string, RegistryAudience>(names.Length);
                // The same text for every number of names up to a power of two: few statements to prepare.
                var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Length);
                var command = lease.Command(
                    $"""
                     select r.name, r.handling, p.agency, p.role, p.unit, p.state, p.open, p.due, p.answered_ms, p.until_version, r.blocked
                     from registry r left join registry_party p on p.first_position = r.first_position
                     where r.name in ({string.Join(", ", Enumerable.Range(0, count).Select(static at => $"@name{at}"))})
                     order by r.name, p.agency, p.role
                     """);
                for (var at = 0; at < count; at++)
                {
                    Lease.Set(command, $"name{at}", names[Math.Min(at, names.Length - 1)]);
                }

                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var name = reader.GetString(0);
                    if (!audiences.TryGetValue(name, out var audience))
                    {
                        audience = new RegistryAudience(reader.GetInt32(1), [])
                        {
                            Blocked = reader.IsDBNull(10) ? [] : BlockedOfficers.Read(reader.GetString(10)),
                        };
                    }

                    audiences[name] = reader.IsDBNull(2) ? audience : audience with
                    {
                        Parties = audience.Parties.Add(new PartyRow
                        {
                            Agency = reader.GetString(2),
                            Role = reader.GetString(3),
                            Unit = reader.IsDBNull(4) ? null : reader.GetString(4),
                            State = reader.GetString(5),
                            Open = reader.GetBoolean(6),
                            Due = reader.IsDBNull(7) ? null : Micros.ToTime(reader.GetInt64(7)),
                            AnsweredInMs = reader.IsDBNull(8) ? null : reader.GetInt64(8),
                            UntilVersion = reader.IsDBNull(9) ? null : reader.GetInt32(9),
                        }),
                    };
                }

                return audiences;
            },
            cancellationToken);

    private static async Task<Dictionary<string, long>> ReadMediansAsync(
        Lease lease, string where, string kind, ImmutableArray<string> roles, string? agency, string? officer, CancellationToken cancellationToken)
    {
        // The middle value, or the mean of the two middle ones.
        var command = lease.Command(
            $"""
             select agency, cast(avg(answered_ms) as double precision) from (
               select agency, answered_ms,
                 row_number() over (partition by agency order by answered_ms) as n, count(*) over (partition by agency) as c
               from registry_party {where} and answered_ms is not null) m
             where n in ((c + 1) / 2, (c + 2) / 2) group by agency
             """);
        SetSummary(command, kind, roles, agency, officer);
        var medians = new Dictionary<string, long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            medians[reader.GetString(0)] = (long)Math.Round(reader.GetDouble(1), MidpointRounding.AwayFromZero);
        }

        return medians;
    }

    // The few rows that are blocked for anybody are found by an index of their own.
    private string NotBlocked(string position) =>
        $"{position} not in (select b.first_position from registry b where b.blocked is not null and {FindText}(b.blocked, @officer) > 0)";

    private static void SetSummary(System.Data.Common.DbCommand command, string kind, ImmutableArray<string> roles, string? agency, string? officer)
    {
        Lease.Set(command, "kind", kind);
        for (var at = 0; !roles.IsDefault && at < roles.Length; at++)
        {
            Lease.Set(command, $"role{at}", roles[at]);
        }

        if (agency is not null)
        {
            Lease.Set(command, "agency", agency);
        }

        if (officer is not null)
        {
            Lease.Set(command, "officer", BlockedOfficers.Sought(officer));
        }
    }
}
