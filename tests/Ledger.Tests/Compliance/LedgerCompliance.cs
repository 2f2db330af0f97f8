namespace Coordination.Ledger.Tests.Compliance;

/// <summary>The base of every part of the compliance suite: an empty store for each test.</summary>
public abstract class LedgerCompliance : IAsyncLifetime
{
    private TestStore _store = null!;

    protected TestStore Store => _store;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected abstract Task<TestStore> CreateAsync();

    public async ValueTask InitializeAsync() => _store = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Positions 1 to n, versions without gaps, and a tree that fits.</summary>
    internal static async Task AssertWholeAsync(LedgerRuntime ledger, long size)
    {
        var (last, findings) = await VerifyAsync(ledger);
        Assert.Empty(findings);
        Assert.Equal((true, size, size), (last.Done, last.Checked, last.Size));
    }

    internal static async Task<(VerifyProgress Last, List<VerifyFinding> Findings)> VerifyAsync(LedgerRuntime ledger)
    {
        VerifyProgress? last = null;
        List<VerifyFinding> findings = [];
        await foreach (var progress in ledger.Evidence.VerifyAsync(Cancelled))
        {
            findings.AddRange(progress.Findings);
            last = progress;
        }

        return (last!, findings);
    }
}
