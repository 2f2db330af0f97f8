using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Silo.Directory;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Packs;

/// <summary>
/// Brings the directory to what the country pack says, when a silo starts: through the same grains and the same rules
/// as everybody's commands, as the platform.
/// </summary>
/// <remarks>
/// Each resource remembers the hash of the pack's entry that was applied last. An entry is applied when it is new or
/// has changed since; otherwise the resource is left alone, also where a user changed it. Several silos may do this at
/// once: the request ids follow from the entry and the version that was seen, so that they ask for the same, and the
/// grain applies an entry once.
/// </remarks>
internal sealed partial class PackSeeder(IGrainFactory grains, DirectoryView directory, CountryPack pack, TimeProvider time, ILogger<PackSeeder> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Commands that wait at once: they share a commit.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a silo's start waits; after that it goes on in the background.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<PackSeeding> seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>Completes when the directory holds what the pack says.</summary>
    public Task<PackSeeding> Seeded => seeded.Task;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PackSeeder), ServiceLifecycleStage.Active + 1, StartAsync, StopAsync);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(() => RunAsync(stopping.Token), CancellationToken.None);
        await Task.WhenAny(running, Task.Delay(LongestStart, time, cancellationToken));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Applies what is new or changed, once. Refusals of single entries are counted, not thrown.</summary>
    public async Task<PackSeeding> SeedAsync(CancellationToken cancellationToken)
    {
        await directory.Ready.WaitAsync(cancellationToken);
        var result = new PackSeeding(0, 0);
        foreach (var wave in Waves(pack.Agencies))
            result += await ApplyAsync(wave, ApplyAsync, cancellationToken);
        result += await ApplyAsync(pack.Units, ApplyAsync, cancellationToken);
        result += await ApplyAsync([pack.Committee], ApplyAsync, cancellationToken);
        return result;
    }

    /// <summary>Agencies so that parents and successors come before those that name them.</summary>
    internal static ImmutableArray<ImmutableArray<PackAgency>> Waves(ImmutableArray<PackAgency> agencies)
    {
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<PackAgency>>();
        var done = new HashSet<AgencyName>();
        var left = agencies;
        while (!left.IsEmpty)
        {
            var wave = left.Where(a => (a.Parent is not { } parent || done.Contains(parent)) && a.Successors.All(done.Contains)).ToImmutableArray();
            if (wave.IsEmpty)
                wave = left; // Two that name each other: the grains refuse what cannot be.
            waves.Add(wave);
            done.UnionWith(wave.Select(a => a.Name));
            left = [.. left.Where(a => !done.Contains(a.Name))];
        }

        return waves.ToImmutable();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var result = await SeedAsync(cancellationToken);
                LogSeeded(logger, pack.Id, pack.Version, result.Applied, result.Refused);
                seeded.TrySetResult(result);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is StoreAwayException or TimeoutException or OrleansException)
            {
                LogAgain(logger, fault.GetType().Name);
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<PackSeeding> ApplyAsync<T>(
        ImmutableArray<T> entries, Func<T, CancellationToken, Task<PackSeeding>> apply, CancellationToken cancellationToken)
    {
        var sum = new PackSeeding(0, 0);
        foreach (var chunk in entries.Chunk(AtOnce))
        {
            foreach (var one in await Task.WhenAll(chunk.Select(entry => apply(entry, cancellationToken))))
                sum += one;
        }

        return sum;
    }

    private async Task<PackSeeding> ApplyAsync(PackAgency agency, CancellationToken cancellationToken)
    {
        var mark = PackMark.Of(agency with { Note = PackNote.None });
        var known = directory.Find(agency.Name);
        if (string.Equals(known?.PackMark, mark, StringComparison.Ordinal))
            return default;

        return Count(agency.Name.ToString(), await grains.Agency(agency.Name).ApplyPackAsync(
            new ApplyAgencyPack(
                Context(agency.Name.ToString(), mark, known?.Version ?? 0), agency.Name, agency.DisplayName, agency.Kind, agency.Parent,
                agency.Country, agency.ValidFrom, agency.ValidUntil, agency.Successors, mark),
            cancellationToken));
    }

    private async Task<PackSeeding> ApplyAsync(PackUnit unit, CancellationToken cancellationToken)
    {
        var mark = PackMark.Of(unit with { Note = PackNote.None });
        var known = directory.Find(unit.Name);
        if (string.Equals(known?.PackMark, mark, StringComparison.Ordinal))
            return default;

        return Count(unit.Name.ToString(), await grains.Unit(unit.Name).ApplyPackAsync(
            new ApplyUnitPack(
                Context(unit.Name.ToString(), mark, known?.Version ?? 0), unit.Name, unit.DisplayName, unit.Agency, unit.Province,
                unit.District, unit.Affected, mark),
            cancellationToken));
    }

    private async Task<PackSeeding> ApplyAsync(PackCommittee committee, CancellationToken cancellationToken)
    {
        var mark = PackMark.Of(committee with { Note = PackNote.None });
        var known = await grains.Committee(committee.Name).GetAsync(Principal.Platform, cancellationToken);
        if (known is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return Count(committee.Name.ToString(), known);
        if (!known.IsRefused && string.Equals(known.Value.Mark, mark, StringComparison.Ordinal))
            return default;

        return Count(committee.Name.ToString(), await grains.Committee(committee.Name).ApplyPackAsync(
            new ApplyCommitteePack(
                Context(committee.Name.ToString(), mark, known.IsRefused ? 0 : known.Value.Version), committee.Name, committee.DisplayName,
                committee.Memberships, mark),
            cancellationToken));
    }

    private PackSeeding Count<T>(string resource, Outcome<T> outcome)
    {
        if (!outcome.IsRefused)
            return new PackSeeding(1, 0);
        if (outcome.Refusal.Kind is RefusalKind.Unavailable or RefusalKind.ResourceExhausted or RefusalKind.Aborted)
            throw new StoreAwayException(outcome.Refusal.Code);

        LogRefused(logger, resource, outcome.Refusal.Code);
        return new PackSeeding(0, 1);
    }

    private CommandContext Context(string resource, string mark, int version) =>
        new(PackMark.RequestId(pack.Id, resource, mark, version), Principal.Platform);

    private sealed class StoreAwayException(string code) : Exception(code);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "Country pack {Pack} {Version}: {Applied} entries applied, {Refused} refused")]
    private static partial void LogSeeded(ILogger logger, string pack, string version, int applied, int refused);

    [LoggerMessage(EventId = 3012, Level = LogLevel.Error, Message = "The country pack's entry {Resource} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string resource, string reason);

    [LoggerMessage(EventId = 3013, Level = LogLevel.Warning, Message = "The country pack could not be applied ({Fault}); trying again")]
    private static partial void LogAgain(ILogger logger, string fault);
}

/// <param name="Applied">Entries that were new or had changed.</param>
/// <param name="Refused">Entries that a rule refused.</param>
internal readonly record struct PackSeeding(int Applied, int Refused)
{
    public static PackSeeding operator +(PackSeeding a, PackSeeding b) => new(a.Applied + b.Applied, a.Refused + b.Refused);
}

/// <summary>Recognises an entry of a pack.</summary>
internal static class PackMark
{
    /// <summary>16 hexadecimal digits over the entry's content.</summary>
    public static string Of<T>(T entry) where T : class => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry)).AsSpan(0, 8));

    /// <summary>The same for every silo that saw the same version.</summary>
    public static Guid RequestId(string pack, string resource, string mark, int version)
    {
        var text = Encoding.UTF8.GetBytes($"{pack}|{resource}|{mark}|");
        var bytes = new byte[text.Length + 4];
        text.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(text.Length), version);
        return new Guid(SHA256.HashData(bytes).AsSpan(0, 16), bigEndian: true);
    }
}
