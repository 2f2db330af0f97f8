using System.Text.Json;

namespace Coordination.Cli.Connecting;

/// <summary>The secrets that <c>./run</c> generates for its development issuer: <c>DATA/development-clients.json</c>.</summary>
internal static class DevelopmentSecrets
{
    public const string FileName = "development-clients.json";

    /// <summary>The secret of one client.</summary>
    /// <exception cref="NotSignedInException">There is no such file or client.</exception>
    public static string Read(string data, string client)
    {
        var path = Path.Combine(data, FileName);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (!json.RootElement.TryGetProperty("clients", out var clients) || clients.ValueKind is not JsonValueKind.Object)
                throw new NotSignedInException($"{path} does not hold {{\"clients\": {{…}}}}. Start the platform again to write it anew.");
            if (clients.TryGetProperty(client, out var secret) && secret.GetString() is { Length: > 0 } text)
                return text;
            var known = string.Join(", ", clients.EnumerateObject().Select(c => c.Name).Order(StringComparer.Ordinal).Take(40));
            throw new NotSignedInException($"There is no client '{client}' in {path}. Known: {known}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotSignedInException(
                $"{path} does not exist. Start the platform with ./run, or name its data folder by --data or COORD_DATA.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new NotSignedInException($"{path} may not be read by you. Only the user who runs the platform may.");
        }
        catch (JsonException)
        {
            throw new NotSignedInException($"{path} is not JSON. Start the platform again to write it anew.");
        }
    }
}

/// <summary>There is nothing to sign in with.</summary>
internal sealed class NotSignedInException(string message) : Exception(message);
