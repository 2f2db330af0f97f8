using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>Sealing before a decision, opening after it, and granting by rule.</summary>
internal sealed partial class RequestGrain
{
    private Task? admitting;

    protected override Decision<InformationRequestEvent> DecideDue(string dueKind, RequestState state, DateTimeOffset now) =>
        dueKind == RequestClock.DueKind ? inputs.Clock.DueBy(state, now) : Decision<InformationRequestEvent>.Nothing;

    protected override Task AfterDueAsync(string dueKind, RequestState state) =>
        dueKind == RequestProjection.OriginKind ? TellOriginAsync()
        : dueKind == RequestClock.AdmitKind && RequestAdmission.Pending(state).Any() ? AdmitAsync()
        : Task.CompletedTask;

    /// <summary>At once rather than by the next sweep.</summary>
    protected override void OnCommitted(RequestState state, ImmutableArray<InformationRequestEvent> events)
    {
        if (events.Any(static e => e is RequestSubmitted) && RequestAdmission.Pending(state).Any())
            AdmitAsync().Ignore();
        if (state.OriginNews is not null)
            TellOriginAsync().Ignore();
    }

    private Task AdmitAsync() => admitting is { IsCompleted: false } going ? going : admitting = AdmitOnceAsync();

    private async Task AdmitOnceAsync()
    {
        await Task.Yield(); // The commit that led here ends first.
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return;

        var state = read.Value.State;
        var admission = new RequestAdmission(GrainFactory, inputs.Keys);
        foreach (var (agency, question) in RequestAdmission.Pending(state).ToArray())
        {
            var tried = await ReferenceAsync(state, question) is { IsRefused: false } reference
                ? await admission.TryAsync(Name, state, agency, question, reference.Value, CancellationToken.None)
                : SealingRefusals.KeyStoreUnavailable;
            if (tried.IsRefused)
                return; // Due work comes again.
            if (await CommitByPlatformAsync((now, _) => AnswerRules.ByRule(now, agency, question, tried.Value.Grant)) is not null)
                return;
        }
    }

    /// <summary>Empty when there is none, or none any more.</summary>
    private async Task<Outcome<PlainText>> ReferenceAsync(RequestState state, int question)
    {
        if (state.Content.Questions[question - 1].Reference is not { } reference)
            return new PlainText("");

        try
        {
            return new PlainText(Keys.UnsealWith(await Keys.OpenAsync(state.Content, CancellationToken.None))(reference, Places.Reference(question)));
        }
        catch (KeyDestroyedException)
        {
            return new PlainText("");
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }

    private async Task<Outcome<InformationRequestView>> ShowAsync(Outcome<Seen> seen, InformationRequestCommand command, CancellationToken cancellationToken) =>
        await ShowAsync(seen, command.Context.Principal, cancellationToken);

    private async Task<Outcome<InformationRequestView>> ShowAsync(Outcome<Seen> seen, Principal reader, CancellationToken cancellationToken)
    {
        if (seen.IsRefused)
            return seen.Refusal;

        var (state, version) = seen.Value;
        Unseal? unseal = null;
        if (RequestViewing.ShowsTexts(state, reader))
        {
            try
            {
                unseal = Keys.UnsealWith(await Keys.OpenAsync(state.Content, cancellationToken));
            }
            catch (KeyDestroyedException)
            {
                // It is shown without its texts.
            }
            catch (KeyStoreUnavailableException)
            {
                return SealingRefusals.KeyStoreUnavailable;
            }
            catch (SealBrokenException)
            {
                return CommonRefusals.StreamParked;
            }
        }

        try
        {
            return RequestViewing.View(Name, state, version, reader, unseal);
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }

    /// <summary>What seals a command's texts, when the caller may give it at all.</summary>
    private async Task<Outcome<Seal>> SealAsync(InformationRequestCommand command, string permission, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(command.Context.Principal, permission, static (state, _) => state);
        if (read.IsRefused)
            return read.Refusal;

        try
        {
            return Keys.SealWith(await Keys.OpenAsync(read.Value.Content, cancellationToken));
        }
        catch (KeyDestroyedException)
        {
            return SealingRefusals.SubjectErased;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
    }

    /// <summary>The content with a data key of its own, when it may be asked.</summary>
    private async Task<Outcome<SealedContent>> SealContentAsync(RequestContent content, AgencyName requester, CancellationToken cancellationToken)
    {
        var around = await SurroundingsAsync(content);
        if (around.IsRefused)
            return around.Refusal;
        if (RequestRules.Refuse(content, requester, around.Value, Now) is { } refusal)
            return refusal;

        var keyName = content.Subject?.ToString() ?? Stream;
        try
        {
            var (key, wrapped) = await inputs.Sealer.NewAsync(keyName, cancellationToken);
            using (key)
            {
                var seal = Keys.SealWith(key);
                return new SealedContent(
                    content.Title,
                    content.Addressees,
                    content.Purpose,
                    content.LegalBasis,
                    content.Urgency,
                    content.Case,
                    content.Subject,
                    content.Handling,
                    [.. content.Questions.Select((q, i) => new SealedQuestion(
                        seal(q.Text, Places.Question(i + 1)),
                        q.RecordType,
                        q.Fields,
                        q.Reference.IsEmpty ? null : seal(q.Reference, Places.Reference(i + 1)),
                        q.Agreement))],
                    keyName,
                    wrapped);
            }
        }
        catch (KeyDestroyedException)
        {
            return SealingRefusals.SubjectErased;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
    }

    private async Task<Outcome<RequestSurroundings>> SurroundingsAsync(RequestContent content)
    {
        // More than the limit is refused without looking.
        var types = content.Questions.Take(RequestRules.MostQuestions).Select(q => q.RecordType).OfType<RecordTypeName>().Distinct().ToArray();
        var asked = await Task.WhenAll(types.Select(t => GrainFactory.RecordType(t).FactsAsync()));
        var known = ImmutableDictionary.CreateBuilder<RecordTypeName, RecordTypeFacts>();
        for (var i = 0; i < types.Length; i++)
        {
            if (!asked[i].IsRefused)
                known[types[i]] = asked[i].Value!;
            else if (asked[i].Refusal is { Kind: not RefusalKind.NotFound } away)
                return away;
        }

        SubjectFacts? subject = null;
        if (content.Subject is { } named)
        {
            var facts = await GrainFactory.Subject(named).FactsAsync();
            if (facts is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
                return facts.Refusal;
            subject = facts.IsRefused ? null : facts.Value;
        }

        return new RequestSurroundings(inputs.Policy, inputs.Directory, known.ToImmutable(), subject);
    }
}
