using Coordination.Information.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

/// <summary>Providers' streams through the front door: well-behaved ones, and others.</summary>
public sealed class ProviderTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private ProviderService.ProviderServiceClient Providers => new(platform.Channel);

    private GrantService.GrantServiceClient Grants => new(platform.Channel);

    private DisclosureService.DisclosureServiceClient Disclosures => new(platform.Channel);

    private RecordService.RecordServiceClient Records => new(platform.Channel);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_reaches_the_stream_and_only_what_was_granted_reaches_the_reader()
    {
        var (type, grant) = await GrantAsync("family 1");
        using var stream = await OpenAsync(type);
        var reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
        var query = await QueryAsync(stream);

        Assert.Equal(("family 1", type, "agencies/atd", "investigation", grant), (query.Reference, query.RecordType, query.Recipient, query.Purpose, query.Grant));
        Assert.Equal(["village"], query.Fields);
        await AnswerAsync(stream, query, ("village", "Ban Phon"), ("head", "Kham"), ("village", "again"));
        var read = await reading;

        Assert.Equal(new GrantedField { Field = "village", Value = "Ban Phon" }, Assert.Single(read.Fields));
        var entry = Assert.Single((await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Grant = grant }, await platform.AsAsync("mlsw"))).Accesses);
        Assert.Equal((read.Access, 2, "atd"), (entry.Name, entry.ExcessFields, entry.ReaderSubject));
        Assert.DoesNotContain("Kham", entry.ToString(), StringComparison.Ordinal);
        Assert.Empty((await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Grant = grant }, await platform.AsAsync("moh"))).Accesses);
        Assert.Equal(read.Access, Assert.Single((await Disclosures.ListMyAccessAsync(new ListMyAccessRequest { Grant = grant }, await platform.AsAsync("atd"))).Accesses).Name);
    }

    [Fact]
    public async Task A_record_that_the_system_does_not_have_is_gone_and_leaves_no_entry()
    {
        var (type, grant) = await GrantAsync("family 2");
        using var stream = await OpenAsync(type);
        var reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
        var query = await QueryAsync(stream);
        await stream.RequestStream.WriteAsync(new ServeRequest { Answer = new ProviderAnswer { QueryId = query.QueryId } }, Cancellation);

        Assert.Equal("RECORD_GONE", Reason(await Assert.ThrowsAsync<RpcException>(() => reading)));
        Assert.Empty((await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Grant = grant }, await platform.AsAsync("mlsw"))).Accesses);
    }

    [Fact]
    public async Task Without_a_stream_and_after_it_the_provider_is_away_at_once()
    {
        var (type, grant) = await GrantAsync("family 3");
        await AwayAsync(grant);
        using (var stream = await OpenAsync(type))
        {
            var reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
            await QueryAsync(stream);
            stream.Dispose(); // In the middle of a query.
            Assert.Equal("PROVIDER_AWAY", Reason(await Assert.ThrowsAsync<RpcException>(() => reading)));
        }

        await AwayAsync(grant);
    }

    [Fact]
    public async Task A_query_whose_stream_broke_goes_to_the_other_one()
    {
        var (type, grant) = await GrantAsync("family 4");
        using var first = await OpenAsync(type);
        var reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
        await QueryAsync(first);
        using var second = await OpenAsync(type);
        first.Dispose();

        await AnswerAsync(second, await QueryAsync(second), ("village", "Ban Phon"));

        Assert.Equal("Ban Phon", Assert.Single((await reading).Fields).Value);
    }

    [Fact]
    public async Task Many_readers_share_one_stream()
    {
        var (type, grant) = await GrantAsync("family 5");
        using var stream = await OpenAsync(type);
        var atd = await platform.AsAsync("atd");
        var reading = Enumerable.Range(0, 40).Select(_ => Grants.ReadGrantedAsync(Read(grant), atd).ResponseAsync).ToArray();
        for (var i = 0; i < reading.Length; i++)
            await AnswerAsync(stream, await QueryAsync(stream), ("village", "Ban Phon"));

        Assert.Equal(40, (await Task.WhenAll(reading)).Select(r => r.Access).Distinct().Count());
    }

    [Fact]
    public async Task A_field_without_a_value_is_answered_without_one()
    {
        var (type, grant) = await GrantAsync("family 6");
        using var stream = await OpenAsync(type);
        var reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
        await AnswerAsync(stream, await QueryAsync(stream));

        Assert.False(Assert.Single((await reading).Fields).HasValue);
    }

    [Theory]
    [InlineData("no hello", "HELLO_EXPECTED")]
    [InlineData("two hellos", "HELLO_EXPECTED")]
    [InlineData("unknown answer", "ANSWER_UNKNOWN")]
    [InlineData("malformed answer", "ANSWER_UNKNOWN")]
    [InlineData("answered twice", "ANSWER_UNKNOWN")]
    [InlineData("too long", "ANSWER_INVALID")]
    [InlineData("too many", "ANSWER_INVALID")]
    [InlineData("no types", "REQUEST_INVALID")]
    [InlineData("not a type", "REQUEST_INVALID")]
    [InlineData("too eager", "REQUEST_INVALID")]
    [InlineData("absent type", "RECORD_TYPE_NOT_YOURS")]
    [InlineData("foreign type", "RECORD_TYPE_NOT_YOURS")]
    [InlineData("held here", "RECORD_TYPE_NOT_YOURS")]
    public async Task Whoever_misbehaves_is_told_how_and_the_reader_is_answered(string misbehaviour, string reason)
    {
        var (type, grant) = await GrantAsync($"family {misbehaviour}");
        using var stream = Providers.Serve(await platform.AsAsync("mlsw"), cancellationToken: Cancellation);
        Task<ReadGrantedResponse>? reading = null;
        switch (misbehaviour)
        {
            case "no hello":
                await WriteAsync(new ServeRequest { Answer = new ProviderAnswer { QueryId = "x" } });
                break;
            case "no types":
                await WriteAsync(new ServeRequest { Hello = new ProviderHello() });
                break;
            case "not a type":
                await WriteAsync(Hello("tasks/t1"));
                break;
            case "too eager":
                await WriteAsync(new ServeRequest { Hello = new ProviderHello { RecordTypes = { type }, Concurrency = 101 } });
                break;
            case "absent type":
                await WriteAsync(Hello("recordTypes/mlsw-absent"));
                break;
            case "foreign type":
                await WriteAsync(Hello(await TypeAsync("lwu", HeldBy.Provider)));
                break;
            case "held here":
                await WriteAsync(Hello(await TypeAsync("mlsw", HeldBy.Platform)));
                break;
            default:
                await WriteAsync(Hello(type));
                Assert.True(await stream.ResponseStream.MoveNext(Cancellation));
                reading = Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")).ResponseAsync;
                var query = await QueryAsync(stream);
                await MisbehaveAsync(query);
                break;
        }

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await stream.ResponseStream.MoveNext(Cancellation))
            {
            }
        });
        Assert.Equal(reason, Reason(refused));
        if (reading is not null && misbehaviour is not "answered twice")
            Assert.Equal("PROVIDER_AWAY", Reason(await Assert.ThrowsAsync<RpcException>(() => reading)));

        Task WriteAsync(ServeRequest request) => stream.RequestStream.WriteAsync(request, Cancellation);

        async Task MisbehaveAsync(ProviderQuery query)
        {
            switch (misbehaviour)
            {
                case "two hellos":
                    await WriteAsync(Hello(type));
                    break;
                case "unknown answer":
                    await WriteAsync(new ServeRequest { Answer = new ProviderAnswer { QueryId = Guid.NewGuid().ToString("N"), Found = true } });
                    break;
                case "malformed answer":
                    await WriteAsync(new ServeRequest { Answer = new ProviderAnswer { QueryId = "'; drop table", Found = true } });
                    break;
                case "answered twice":
                    await AnswerAsync(stream, query, ("village", "one"));
                    await AnswerAsync(stream, query, ("village", "two"));
                    break;
                case "too long":
                    await AnswerAsync(stream, query, ("village", new string('x', 20_001)));
                    break;
                default:
                    await AnswerAsync(stream, query, [.. Enumerable.Range(0, 201).Select(i => ($"f{i}", "x"))]);
                    break;
            }
        }
    }

    [Fact]
    public async Task Only_a_system_serves()
    {
        using var stream = Providers.Serve(await platform.AsAsync("mlsw.approver"), cancellationToken: Cancellation);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stream.ResponseStream.MoveNext(Cancellation));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    private async Task AwayAsync(string grant)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Grants.ReadGrantedAsync(Read(grant), await platform.AsAsync("atd")));
        Assert.Equal((StatusCode.Unavailable, "PROVIDER_AWAY"), (refused.StatusCode, Reason(refused)));
    }

    private async Task<AsyncDuplexStreamingCall<ServeRequest, ServeResponse>> OpenAsync(string type)
    {
        var stream = Providers.Serve(await platform.AsAsync("mlsw"), cancellationToken: Cancellation);
        await stream.RequestStream.WriteAsync(Hello(type), Cancellation);
        Assert.True(await stream.ResponseStream.MoveNext(Cancellation));
        Assert.Equal([type], stream.ResponseStream.Current.Ready.RecordTypes);
        return stream;
    }

    private static async Task<ProviderQuery> QueryAsync(AsyncDuplexStreamingCall<ServeRequest, ServeResponse> stream)
    {
        Assert.True(await stream.ResponseStream.MoveNext(Cancellation));
        return stream.ResponseStream.Current.Query;
    }

    private static Task AnswerAsync(
        AsyncDuplexStreamingCall<ServeRequest, ServeResponse> stream, ProviderQuery query, params IEnumerable<(string Field, string Value)> fields) =>
        stream.RequestStream.WriteAsync(
            new ServeRequest
            {
                Answer = new ProviderAnswer
                {
                    QueryId = query.QueryId, Found = true, Fields = { fields.Select(f => new ProvidedField { Field = f.Field, Value = f.Value }) },
                },
            },
            Cancellation);

    private static ServeRequest Hello(string type) => new() { Hello = new ProviderHello { RecordTypes = { type } } };

    private static ReadGrantedRequest Read(string grant) => new() { RequestId = Platform.NewId(), Name = grant, Purpose = "investigation" };

    private async Task<string> TypeAsync(string agency, HeldBy heldBy) => (await Records.RegisterRecordTypeAsync(
        new RegisterRecordTypeRequest
        {
            RequestId = Platform.NewId(),
            Code = $"f{Guid.NewGuid():N}"[..20],
            DisplayName = Named,
            HeldBy = heldBy,
            Fields = { Field("village"), Field("head") },
            Purposes = { "investigation" },
        },
        await platform.AsAsync(agency))).Name;

    private async Task<(string Type, string Grant)> GrantAsync(string reference)
    {
        var mlsw = await platform.AsAsync("mlsw");
        var type = await TypeAsync("mlsw", HeldBy.Provider);
        var subject = await Records.RegisterSubjectAsync(
            new RegisterSubjectRequest { RequestId = Platform.NewId(), RetainUntil = DateTime.UtcNow.AddYears(1).ToTimestamp() }, mlsw);
        var record = await Records.OfferRecordAsync(
            new OfferRecordRequest { RequestId = Platform.NewId(), RecordType = type, Subject = subject.Name, Reference = reference }, mlsw);
        var grant = await Grants.ProposeGrantAsync(
            new ProposeGrantRequest
            {
                RequestId = Platform.NewId(),
                Recipient = "agencies/atd",
                Record = record.Name,
                Fields = { "village" },
                Purpose = "investigation",
                LegalBasis = "instruments/penal-law",
                SourceReliability = SourceReliability.B,
                InformationReliability = InformationReliability._2,
                Until = DateTime.UtcNow.AddDays(30).ToTimestamp(),
            },
            mlsw);
        await Grants.ActivateGrantAsync(new ActivateGrantRequest { RequestId = Platform.NewId(), Name = grant.Name }, mlsw);
        return (type, grant.Name);
    }

    private static LocalizedText Named => new() { En = "Families", Lo = "ຄອບຄົວ" };

    private static RecordField Field(string id) => new() { Id = id, DisplayName = Named, FieldClass = FieldClass.General };

    private static string? Reason(RpcException refused) => refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
