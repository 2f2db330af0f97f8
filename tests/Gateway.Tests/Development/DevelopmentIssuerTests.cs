using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Probe.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Coordination.Development;

public sealed class DevelopmentIssuerTests : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), $"coordination-{Guid.NewGuid():N}");
    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        System.IO.Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_client_gets_a_token_and_the_same_process_believes_it()
    {
        var token = await TokenAsync(host, "atu-la-vt");
        Principal? seen = null;
        host.Probe.Answer = context =>
        {
            seen = context.Principal();
            return Task.FromResult(new ProbeReply());
        };

        await host.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(token));

        Assert.Equal(("atu-la-vt", "mps", "atu-la-vt"), (seen!.Subject, seen.Agency.Id, seen.Unit!.Value.Id));
        Assert.Equal([Role.AgencyOfficer, Role.UnitHead], seen.Roles);
    }

    [Fact]
    public async Task A_token_is_an_access_token_of_ten_minutes_for_the_platform()
    {
        var token = new JsonWebToken(await TokenAsync(host, "mlsw"));

        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal(["coordination"], token.Audiences);
        Assert.Equal(TimeSpan.FromMinutes(10), token.ValidTo - token.IssuedAt);
        Assert.Equal("mlsw", token.GetClaim("agency").Value);
        Assert.Equal([Role.AgencySystem, Role.AgencyFocalPoint], token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value));
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_get_the_same_answer()
    {
        var wrong = await AskAsync(host, "mlsw", "guess");
        var unknown = await AskAsync(host, "nobody", "guess");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal((wrong.Status, wrong.Body.GetProperty("error").GetString()), (unknown.Status, unknown.Body.GetProperty("error").GetString()));
        Assert.Equal(wrong.Body.GetProperty("error_description").GetString(), unknown.Body.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task Guessing_is_bounded()
    {
        for (var i = 0; i < 20; i++)
            await AskAsync(host, "mps", "guess");

        var (_, body) = await AskAsync(host, "mps", Secret("mps"));
        Assert.Equal("slow_down", body.GetProperty("error").GetString());
        Assert.NotEmpty(await TokenAsync(host, "mlsw"));
    }

    [Fact]
    public async Task A_restart_keeps_secrets_and_tokens()
    {
        var token = await TokenAsync(host, "atu-la-vt");
        var secret = Secret("mlsw");

        await using var restarted = await StartAsync();

        Assert.Equal(secret, Secret("mlsw"));
        Assert.Equal("ok", (await restarted.ProbeClient().FindAsync(new FindRequest(), GatewayHost.Bearer(token))).Text);
    }

    [Fact]
    public async Task While_the_directory_does_not_answer_nobody_waits_for_it_and_the_process_is_not_ready()
    {
        var clients = new StubbornClients();
        await using var starting = await StartAsync(clients: clients);
        using (var ready = await starting.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);

        // Many at once: one asks for all, and each is told so after a few seconds of the platform's clock.
        clients.Refuses = false;
        starting.Time.Advance(TimeSpan.FromSeconds(2));
        var asked = Enumerable.Range(0, 20).Select(_ => AskAsync(starting, "mlsw", Secret("mlsw"))).ToArray();
        for (var second = 0; !Task.WhenAll(asked).IsCompleted; second++)
        {
            Assert.True(second < 3_000, "A sign-in hangs.");
            starting.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(Task.WhenAll(asked), Task.Delay(10, TestContext.Current.CancellationToken));
        }

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal("temporarily_unavailable", answer.Body.GetProperty("error").GetString()));

        clients.Answers.TrySetResult();
        starting.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotEmpty(await TokenAsync(starting, "mlsw")); // What failed before was nobody's wrong secret.
        using var now = await starting.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public void Secrets_and_key_are_their_owners_only()
    {
        foreach (var file in new[] { "development-clients.json", "development-issuer-key.pem" })
        {
            // Windows has no such modes; the folder's own rights apply there.
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, file)));
        }

        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(Secret("mlsw")).Length);
    }

    [Fact]
    public async Task Another_program_finds_the_keys_by_discovery()
    {
        var discovery = await host.Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        var keys = await host.Http.GetFromJsonAsync<JsonElement>(new Uri(discovery.GetProperty("jwks_uri").GetString()!).AbsolutePath);

        Assert.EndsWith("/connect/token", discovery.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Theory]
    [InlineData("Production", "localhost", "environment Development")]
    [InlineData("Development", "*", "loopback")]
    [InlineData("Development", "0.0.0.0", "loopback")]
    [InlineData("Development", "192.0.2.1", "loopback")]
    public async Task Off_loopback_or_outside_development_the_process_does_not_start(string environment, string address, string sentence)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(environment, address));

        Assert.Contains(refused.Failures, failure => failure.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_processes_that_share_a_folder_agree_on_key_and_secrets()
    {
        var shared = Path.Combine(data, "shared");
        var names = Enumerable.Range(0, 50).Select(i => $"client-{i}").ToArray();

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var files = new DevelopmentFiles(shared);
            using var key = files.ReadOrCreateKey();
            return (Key: Convert.ToHexString(key.ExportSubjectPublicKeyInfo()), Secrets: files.ReadOrCreateSecrets(names));
        })));

        Assert.Single(found.Select(one => one.Key).Distinct());
        Assert.All(names, name => Assert.Single(found.Select(one => one.Secrets[name]).Distinct()));
    }

    private Task<GatewayHost> StartAsync(string environment = "Development", string address = "localhost", IDevelopmentClients? clients = null) =>
        GatewayHost.StartAsync(
            options =>
            {
                options.Address = address;
                options.Issuer.Authority = null;
                options.DevelopmentIssuer.Enabled = true;
                options.DevelopmentIssuer.DataPath = data;
            },
            environment: environment,
            replace: services => services.AddSingleton(clients ?? new Clients()));

    private string Secret(string client)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "development-clients.json")));
        return file.RootElement.GetProperty("clients").GetProperty(client).GetString()!;
    }

    private async Task<string> TokenAsync(GatewayHost at, string client)
    {
        var (status, body) = await AskAsync(at, client, Secret(client));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("access_token").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(GatewayHost at, string client, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = secret,
        });
        using var response = await at.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Refuses at first; then does not answer until it is told to.</summary>
    private sealed class StubbornClients : IDevelopmentClients
    {
        public bool Refuses { get; set; } = true;

        public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<IReadOnlyList<DevelopmentClient>> ListAsync(CancellationToken cancellationToken)
        {
            if (Refuses)
                throw new TimeoutException();
            await Answers.Task; // Without heed of the token, as a call that is lost.
            return await new Clients().ListAsync(cancellationToken);
        }
    }

    private sealed class Clients : IDevelopmentClients
    {
        public ValueTask<IReadOnlyList<DevelopmentClient>> ListAsync(CancellationToken cancellationToken) => new(
        [
            new DevelopmentClient("mlsw", "mlsw", null, [Role.AgencySystem, Role.AgencyFocalPoint]),
            new DevelopmentClient("mps", "mps", null, [Role.AgencySystem, Role.AgencyFocalPoint]),
            new DevelopmentClient("atu-la-vt", "mps", "atu-la-vt", [Role.AgencyOfficer, Role.UnitHead]),
        ]);
    }
}
