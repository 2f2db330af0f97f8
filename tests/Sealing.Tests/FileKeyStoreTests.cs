using System.Text;
using Coordination.Sdk.Sealing;
using Xunit;

namespace Coordination.Sealing.Tests;

public sealed class FileKeyStoreTests : IDisposable
{
    private const string Subject = "subjects/skham";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_key_that_was_wrapped_opens_after_a_restart()
    {
        string wrapped;
        SealedText value;
        using (var before = Open())
        {
            (var key, wrapped) = await new Sealer(before).NewAsync(Subject, Cancellation);
            value = key.Seal("Kham", "c");
        }

        using var after = Open();
        using var opened = await new Sealer(after).OpenAsync(Subject, wrapped, Cancellation);
        Assert.Equal("Kham", opened.Open(value, "c"));
    }

    [Fact]
    public async Task A_destroyed_key_opens_nothing_and_is_never_made_again()
    {
        using var store = Open();
        var sealer = new Sealer(store);
        var (_, wrapped) = await sealer.NewAsync(Subject, Cancellation);

        await store.DestroyAsync(Subject, Cancellation);
        await store.DestroyAsync(Subject, Cancellation);

        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await sealer.OpenAsync(Subject, wrapped, Cancellation));
        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await sealer.NewAsync(Subject, Cancellation));
        Assert.True(await store.IsDestroyedAsync(Subject, Cancellation));
        Assert.False(await store.IsDestroyedAsync("subjects/sother", Cancellation));
        Assert.Single(System.IO.Directory.GetFiles(folder, "*.key")); // The master key alone.
    }

    [Fact]
    public async Task A_key_can_be_destroyed_before_it_was_ever_used()
    {
        using var store = Open();

        await store.DestroyAsync(Subject, Cancellation);

        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await new Sealer(store).NewAsync(Subject, Cancellation));
    }

    [Fact]
    public async Task A_key_that_another_process_destroyed_is_not_used_from_memory()
    {
        using var one = Open();
        using var other = Open();
        var (_, wrapped) = await new Sealer(one).NewAsync(Subject, Cancellation);

        await other.DestroyAsync(Subject, Cancellation);

        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await new Sealer(one).OpenAsync(Subject, wrapped, Cancellation));
    }

    [Fact]
    public async Task Destruction_that_was_interrupted_counts()
    {
        using var store = Open();
        var (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        var key = KeyFile();
        await File.WriteAllBytesAsync(Path.ChangeExtension(key, "destroyed"), [], Cancellation);

        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await new Sealer(store).OpenAsync(Subject, wrapped, Cancellation));
        await store.DestroyAsync(Subject, Cancellation);

        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task Two_processes_that_make_one_key_at_once_end_with_the_same_one()
    {
        using var one = Open();
        using var other = Open();

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Task.Run(async () => await new Sealer(i % 2 == 0 ? one : other).NewAsync(Subject, Cancellation), Cancellation)));

        foreach (var (_, wrapped) in made)
        {
            using var a = await new Sealer(one).OpenAsync(Subject, wrapped, Cancellation);
            using var b = await new Sealer(other).OpenAsync(Subject, wrapped, Cancellation);
            Assert.Equal("x", b.Open(a.Seal("x", "c"), "c"));
        }
    }

    [Fact]
    public async Task A_race_for_a_new_key_never_replaces_one_that_is_in_use()
    {
        // Each store has a cache of its own, as processes do; what counts is what a fresh one reads from the folder.
        var wrapped = new List<(string Name, string Wrapped)>();
        for (var round = 0; round < 25; round++)
        {
            var name = $"subjects/s{round}";
            var stores = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
            using var start = new Barrier(stores.Length);
            var made = await Task.WhenAll(stores.Select(store => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Cancellation);
                    return new Sealer(store).NewAsync(name, Cancellation).AsTask();
                },
                Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            wrapped.AddRange(made.Select(m => (name, m.Wrapped)));
            foreach (var store in stores)
                store.Dispose();
        }

        using var after = Open();
        foreach (var (name, key) in wrapped)
            (await new Sealer(after).OpenAsync(name, key, Cancellation)).Dispose();
        Assert.Empty(System.IO.Directory.GetFiles(folder, "*.draft"));
    }

    [Fact]
    public async Task Many_first_starts_at_once_agree_on_one_master_key()
    {
        using var start = new Barrier(6);
        var macs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Cancellation);
                using var store = Open();
                return Convert.ToHexString(store.Mac("a", "data"u8));
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(macs.Distinct());
    }

    [Fact]
    public async Task Destruction_that_stopped_half_way_through_overwriting_is_finished()
    {
        using var store = Open();
        var (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        var key = KeyFile();
        await File.WriteAllBytesAsync(Path.ChangeExtension(key, "destroyed"), [], Cancellation);
        await File.WriteAllBytesAsync(key, new byte[20], Cancellation);

        using var again = Open();
        await Assert.ThrowsAsync<KeyDestroyedException>(async () => await new Sealer(again).OpenAsync(Subject, wrapped, Cancellation));
        await again.DestroyAsync(Subject, Cancellation);

        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task A_draft_that_a_crash_left_behind_does_no_harm()
    {
        string wrapped;
        using (var store = Open())
            (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        await File.WriteAllBytesAsync(KeyFile() + ".0.draft", [1, 2, 3], Cancellation);

        using var again = Open();
        (await new Sealer(again).OpenAsync(Subject, wrapped, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Another_master_key_opens_nothing_and_finds_nothing()
    {
        string wrapped;
        using (var store = Open())
            (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "master.key"), Convert.ToBase64String(new byte[32]), Cancellation);

        using var other = Open();
        await Assert.ThrowsAsync<KeyStoreUnavailableException>(async () => await new Sealer(other).OpenAsync(Subject, wrapped, Cancellation));
    }

    [Fact]
    public async Task A_key_that_was_wrapped_for_one_person_does_not_open_as_anothers()
    {
        using var store = Open();
        var sealer = new Sealer(store);
        var (_, wrapped) = await sealer.NewAsync(Subject, Cancellation);
        await sealer.NewAsync("subjects/sother", Cancellation);

        await Assert.ThrowsAsync<KeyStoreUnavailableException>(async () => await sealer.OpenAsync("subjects/sother", wrapped, Cancellation));
    }

    [Theory]
    [InlineData("***")]
    [InlineData("AAAA")]
    public async Task A_damaged_wrapped_key_is_told_apart_from_a_text(string damaged)
    {
        using var store = Open();
        var sealer = new Sealer(store);
        await sealer.NewAsync(Subject, Cancellation);

        var fault = await Assert.ThrowsAnyAsync<Exception>(async () => await sealer.OpenAsync(Subject, damaged, Cancellation));
        Assert.True(fault is SealBrokenException or KeyStoreUnavailableException);
    }

    [Fact]
    public async Task A_master_key_may_lie_elsewhere()
    {
        var file = Path.Combine(folder, "elsewhere", "m.key");
        var options = new SealingOptions { Folder = folder, MasterKeyFile = file };
        string wrapped;
        using (var store = new FileKeyStore(options))
            (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);

        Assert.False(File.Exists(Path.Combine(folder, "master.key")));
        using (var again = new FileKeyStore(options))
            (await new Sealer(again).OpenAsync(Subject, wrapped, Cancellation)).Dispose();
        File.Delete(file);
        Assert.Throws<InvalidDataException>(() => new FileKeyStore(options));
    }

    [Fact]
    public void A_master_key_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return; // It has no such modes.

        using (Open())
        {
        }

        File.SetUnixFileMode(Path.Combine(folder, "master.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_unavailable_and_says_no_path()
    {
        using var store = Open();
        System.IO.Directory.Delete(folder, recursive: true);

        var fault = await Assert.ThrowsAsync<KeyStoreUnavailableException>(async () => await new Sealer(store).NewAsync(Subject, Cancellation));

        Assert.DoesNotContain(folder, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Subject, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_data_key_lies_readable_in_the_folder()
    {
        using var store = Open();
        var secret = Enumerable.Range(0, 32).Select(i => (byte)(200 - i)).ToArray();
        var wrapped = await store.WrapAsync(Subject, secret, Cancellation);

        Assert.Equal(secret, await store.UnwrapAsync(Subject, wrapped, Cancellation));
        Assert.Equal(-1, wrapped.AsSpan().IndexOf(secret.AsSpan(0, 8)));
        foreach (var file in System.IO.Directory.GetFiles(folder))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Cancellation)).AsSpan().IndexOf(secret.AsSpan(0, 8)));
    }

    [Fact]
    public async Task A_folder_that_is_not_its_own_opens_nothing()
    {
        string wrapped;
        using (var store = Open())
            (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        System.IO.Directory.Delete(folder, recursive: true);

        using var fresh = Open();
        await Assert.ThrowsAsync<KeyStoreUnavailableException>(async () => await new Sealer(fresh).OpenAsync(Subject, wrapped, Cancellation));
    }

    [Fact]
    public async Task A_damaged_key_is_reported_and_left_alone()
    {
        string wrapped;
        using (var store = Open())
            (_, wrapped) = await new Sealer(store).NewAsync(Subject, Cancellation);
        var key = KeyFile();
        var bytes = await File.ReadAllBytesAsync(key, Cancellation);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(key, bytes, Cancellation);

        using var again = Open();
        await Assert.ThrowsAsync<KeyStoreUnavailableException>(async () => await new Sealer(again).OpenAsync(Subject, wrapped, Cancellation));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(key, Cancellation));
    }

    [Fact]
    public async Task Without_its_master_key_the_folder_does_not_open()
    {
        using (var store = Open())
            await new Sealer(store).NewAsync(Subject, Cancellation);
        File.Delete(Path.Combine(folder, "master.key"));

        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public void A_malformed_master_key_is_refused()
    {
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "master.key"), "not base64");

        Assert.Throws<InvalidDataException>(Open);
    }

    [Fact]
    public async Task The_folder_names_nobody_and_is_its_owners_alone()
    {
        using var store = Open();
        await new Sealer(store).NewAsync(Subject, Cancellation);

        foreach (var file in System.IO.Directory.GetFiles(folder))
        {
            Assert.DoesNotContain("skham", file, StringComparison.Ordinal);
            Assert.DoesNotContain("skham", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void A_keyed_hash_depends_on_use_data_and_secret()
    {
        using var store = Open();
        var data = "P1234567"u8.ToArray();

        Assert.Equal(store.Mac("a", data), store.Mac("a", data));
        Assert.NotEqual(store.Mac("a", data), store.Mac("b", data));
        Assert.NotEqual(store.Mac("a", data), store.Mac("a", "P1234568"u8));
        using var again = Open();
        Assert.Equal(store.Mac("a", data), again.Mac("a", data));
    }

    [Fact]
    public async Task The_cache_has_a_bound_and_forgets_nothing_that_matters()
    {
        using var store = new FileKeyStore(new SealingOptions { Folder = folder, CachedKeys = 2 });
        var sealer = new Sealer(store);
        var made = new List<(string Name, string Wrapped)>();
        for (var i = 0; i < 10; i++)
        {
            var name = $"subjects/s{i}";
            made.Add((name, (await sealer.NewAsync(name, Cancellation)).Wrapped));
        }

        foreach (var (name, wrapped) in made)
            (await sealer.OpenAsync(name, wrapped, Cancellation)).Dispose();
    }

    [Fact]
    public void Wrong_options_are_all_named() =>
        Assert.Equal(2, new SealingOptions { CachedKeys = 0 }.Problems().Count());

    private string KeyFile() => System.IO.Directory.GetFiles(folder, "*.key").Single(file => Path.GetFileName(file) != "master.key");

    private FileKeyStore Open() => new(new SealingOptions { Folder = folder });
}
