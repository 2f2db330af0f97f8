using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>What the country pack says about cases (<c>cases.yaml</c>). Nothing here is a constant of the code.</summary>
public sealed record CasePolicy
{
    /// <summary>No agency decides who is a victim; only general notes are read.</summary>
    public static readonly CasePolicy None = new();

    /// <summary>Who decides whether somebody is a victim.</summary>
    public ImmutableArray<AgencyName> StatusDeciders { get; init; } = [];

    /// <summary>Who decides appeals; empty: the deciders, by another officer.</summary>
    public ImmutableArray<AgencyName> AppealDeciders { get; init; } = [];

    /// <summary>How long after a decision one may appeal.</summary>
    public TimeSpan AppealWithin { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Until when a child must have a guardian.</summary>
    public TimeSpan GuardianWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The words of the task to appoint one.</summary>
    public LocalizedText GuardianTask { get; init; } = new("Appoint a guardian for a child", "");

    /// <summary>How long an offered referral waits before it lapses.</summary>
    public TimeSpan ReferralWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long an offered transfer waits before it lapses.</summary>
    public TimeSpan TransferWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a suggested link waits before it lapses.</summary>
    public TimeSpan LinkWithin { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long what is sealed may be kept at most.</summary>
    public TimeSpan LongestRetention { get; init; } = TimeSpan.FromDays(365 * 30);

    public ImmutableArray<NoteClassRule> NoteClasses { get; init; } = [new(NoteClass.General, [], [])];

    /// <summary>Why a case may be closed, with words.</summary>
    public ImmutableArray<CaseCode> CloseReasons { get; init; } = [];

    /// <summary>Why a referral or a transfer may be declined, with words.</summary>
    public ImmutableArray<CaseCode> DeclineReasons { get; init; } = [];

    /// <summary>Whether this is a reason for which a case may be closed.</summary>
    public bool MayCloseFor(string reason) => CloseReasons.Any(r => string.Equals(r.Code, reason, StringComparison.Ordinal));

    /// <summary>Whether somebody of an agency with these roles reads notes of a class.</summary>
    public bool MayRead(NoteClass noteClass, AgencyName agency, ImmutableArray<string> roles) =>
        NoteClasses.Any(rule => rule.Class == noteClass
            && (rule.Agencies.IsEmpty || rule.Agencies.Contains(agency))
            && (rule.Roles.IsEmpty || rule.Roles.Any(role => roles.Contains(role, StringComparer.Ordinal))));
}

/// <summary>Who reads notes of a class.</summary>
/// <param name="Agencies">Empty: every participant.</param>
/// <param name="Roles">Empty: every role that reads cases.</param>
public sealed record NoteClassRule(NoteClass Class, ImmutableArray<AgencyName> Agencies, ImmutableArray<string> Roles);

public sealed record CaseCode(string Code, LocalizedText DisplayName);
