using Microsoft.Extensions.Options;

namespace Coordination.Ledger.Hosting;

/// <summary>Reports every error of the options at once.</summary>
internal sealed class LedgerOptionsValidator : IValidateOptions<LedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, LedgerOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        Require(options.Store is LedgerStoreKind.Sqlite or LedgerStoreKind.Postgres, "Store must be Sqlite or Postgres.");
        Require(options.Store is not LedgerStoreKind.Postgres || options.ConnectionString.Length > 0, "ConnectionString is required for Postgres.");
        Require(options.DataDirectory.Length > 0 || options.ConnectionString.Length > 0, "DataDirectory must not be empty.");
        Between(options.QueueCapacity, 1, 1_000_000, nameof(options.QueueCapacity));
        Between(options.MaxBatch, 1, 4_096, nameof(options.MaxBatch));
        Between(options.TailCapacity, 0, 1_000_000, nameof(options.TailCapacity));
        Between(options.ReadConnections, 1, 1_000, nameof(options.ReadConnections));
        Span(options.SettleWithin, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), nameof(options.SettleWithin));
        Span(options.LockTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), nameof(options.LockTimeout));
        Span(options.StatementTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), nameof(options.StatementTimeout));
        Span(options.PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60), nameof(options.PollInterval));
        Require(
            options.Origin.Length is > 0 and <= 200 && !options.Origin.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+'),
            "Origin must have 1 to 200 characters, without spaces and plus signs.");
        foreach (var key in options.EarlierPublicKeys)
        {
            var bytes = new byte[33];
            Require(Convert.TryFromBase64String(key, bytes, out var length) && length == 32, "EarlierPublicKeys must hold 32 bytes in base64 each.");
        }

        return errors.Build();

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.AddError(error);
            }
        }

        void Between(int value, int least, int most, string property) =>
            Require(value >= least && value <= most, $"{property} must be between {least} and {most}.");

        void Span(TimeSpan value, TimeSpan least, TimeSpan most, string property) =>
            Require(value >= least && value <= most, $"{property} must be between {least} and {most}.");
    }
}
