using System.CommandLine;
using System.Text.RegularExpressions;
using Coordination.Cases.V1;
using Coordination.Cli;
using Coordination.Cli.Commands;
using Coordination.Cli.Demo;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Cli.Texts;
using Coordination.Directory.V1;
using Coordination.Information.V1;
using Coordination.Modules.V1;
using Coordination.Reporting.V1;
using Coordination.Tasks.V1;
using Coordination.Type.V1;
using Xunit;

namespace Coordination;

public sealed partial class CatalogueTests
{
    private static readonly Catalogue En = Catalogue.For("en");
    private static readonly Catalogue Lo = Catalogue.For("lo");

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(En.Keys.Order(StringComparer.Ordinal), Lo.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_fill_the_same_places() =>
        Assert.All(En.Keys, key => Assert.Equal(Places(En[key]), Places(Lo[key])));

    [Fact]
    public void Lao_texts_are_written_in_lao()
    {
        string[] alike = ["number", "col.etag", "usage.csv", "done.info-request", "done.grant", "done.link"];
        Assert.All(Lo.Keys.Except(alike), key => Assert.Matches("[\u0E80-\u0EFF]", Lo[key]));
    }

    [Fact]
    public void No_text_is_empty() => Assert.All(En.Keys, key => Assert.False(string.IsNullOrWhiteSpace(En[key]) || string.IsNullOrWhiteSpace(Lo[key])));

    [Theory]
    [InlineData("en")]
    [InlineData("lo")]
    public void Every_command_option_and_argument_is_described(string language)
    {
        var texts = Catalogue.For(language);
        var around = new Surroundings(TextWriter.Null, TextWriter.Null, Surroundings.CreateConsole(TextWriter.Null, false), false, _ => null, "/", "/");

        Assert.All(Symbols(CommandTree.Build(around, texts)), symbol =>
        {
            Assert.False(string.IsNullOrEmpty(symbol.Description), symbol.Name);
            Assert.False(RawKey().IsMatch(symbol.Description!), symbol.Description);
        });
    }

    [Fact]
    public void Every_value_that_can_be_shown_has_a_word()
    {
        Words_<TaskState>();
        Words_<AssignmentState>();
        Words_<AssignmentRole>();
        Words_<CompletionRule>();
        Words_<Priority>();
        Words_<AgencyKind>();
        Words_<MembershipRole>();
        Words_<Handling>();
        Words_<Urgency>();
        Words_<InformationRequestState>();
        Words_<PartState>();
        Words_<AnswerState>();
        Words_<RefusalCode>();
        Words_<FieldClass>();
        Words_<HeldBy>();
        Words_<SubjectState>();
        Words_<ConsentState>();
        Words_<ConsentGiver>();
        Words_<GrantState>();
        Words_<GrantSide>();
        Words_<SourceReliability>();
        Words_<StandingAgreementState>();
        Words_<LinkState>();
        Words_<LinkStrength>();
        Words_<LinkAnswer>();
        Words_<LinkRejection>();
        Words_<CaseState>();
        Words_<ParticipantRole>();
        Words_<PersonRole>();
        Words_<Gender>();
        Words_<AgeBand>();
        Words_<VictimStatus>();
        Words_<GuardianKind>();
        Words_<DatePrecision>();
        Words_<Pillar>();
        Words_<ServiceState>();
        Words_<NoteClass>();
        Words_<ModuleState>();
        Words_<ModuleAction>();
        Words_<ModuleChangeState>();
        Words_<CaseUse>();
        Words_<Coordination.Modules.V1.FieldType>();
        Words_<EffectKind>();
        Words_<ReportCycleState>();
        Words_<ReportState>();
        Words_<ReportStep>();
        Assert.All(
            Enum.GetValues<InformationReliability>().Where(v => v is not InformationReliability.Unspecified),
            v => Assert.Matches("[\u0E80-\u0EFF]", GrantPrinter.Grade(Lo, v)));

        static void Words_<T>() where T : struct, Enum =>
            Assert.All(Enum.GetValues<T>().Where(v => Words.Snake(v) is not "unspecified"), v => Assert.NotEqual(Words.Snake(v), Lo.Of(v)));
    }

    [Fact]
    public void Every_event_of_information_sharing_has_a_word()
    {
        // The types of events are literals in the sources of the silo, which the command line may not refer to.
        var sources = Path.Combine(Root(), "src", "Silo", "Information");
        var types = new[] { sources, Path.Combine(Root(), "src", "Abstractions", "Information") }
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .SelectMany(f => EventType().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.True(types.Count > 40);
        Assert.All(types, type => Assert.True(En.Has("event." + type), type));
    }

    [Fact]
    public void Every_event_of_cases_has_a_word()
    {
        var types = System.IO.Directory.EnumerateFiles(Path.Combine(Root(), "src", "Abstractions", "Cases"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => CaseEventType().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.True(types.Count > 40);
        Assert.All(types, type => Assert.True(En.Has("event." + type), type));
    }

    [Fact]
    public void Every_event_of_workflows_and_modules_has_a_word()
    {
        var types = new[] { "Workflows", "Modules" }
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(Root(), "src", "Abstractions", folder), "*.cs"))
            .SelectMany(f => WorkflowEventType().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.True(types.Count > 10);
        Assert.All(types, type => Assert.True(En.Has("event." + type), type));
    }

    [Fact]
    public void Every_text_that_the_program_asks_for_is_there()
    {
        // Keys are literals in the sources; the sources lie beside the tests.
        var sources = Path.Combine(Root(), "src", "Cli");
        var keys = System.IO.Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => KeyLiteral().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.True(keys.Count > 100);
        Assert.DoesNotContain(keys, k => !En.Has(k) && !En.Has("cmd." + k) && k is not "demo.plan.json");
    }

    [Theory]
    [InlineData(new[] { "--lang", "lo" }, "en_GB.UTF-8", "lo")]
    [InlineData(new[] { "task", "list", "--lang=lo" }, null, "lo")]
    [InlineData(new string[0], "lo_LA.UTF-8", "lo")]
    [InlineData(new string[0], "lo", "lo")]
    [InlineData(new string[0], "lout_XX", "en")]
    [InlineData(new string[0], "C.UTF-8", "en")]
    [InlineData(new string[0], null, "en")]
    [InlineData(new[] { "--lang", "en" }, "lo_LA.UTF-8", "en")]
    public void The_language_is_the_options_else_the_locales(string[] arguments, string? locale, string language) =>
        Assert.Equal(language, Catalogue.Choose(arguments, variable => variable is "LANG" ? locale : null));

    [Fact]
    public void The_plan_is_a_dozen_directives_in_both_languages()
    {
        var plan = Plan.Load();

        Assert.Equal(12, plan.Directives.Count);
        Assert.All(plan.Directives, d =>
        {
            Assert.Matches("[\u0E80-\u0EFF]", d.Title.Lo);
            Assert.True(EnumValues.TryParse<Priority>(d.Priority, out _));
            Assert.DoesNotContain(d.Lead, d.Support);
            Assert.InRange(d.Title.En.Length, 10, 280);
        });
        Assert.Equal(12, plan.Directives.DistinctBy(d => d.Key).Count());
    }

    private static IEnumerable<Symbol> Symbols(Command command) =>
        command.Options.Where(o => o.Name is not ("--help" or "--version")).Cast<Symbol>()
            .Concat(command.Arguments)
            .Append(command)
            .Concat(command.Subcommands.SelectMany(Symbols));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Coordination.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run below the project's root.");
    }

    [GeneratedRegex(@"^(cmd|option|arg|col)\.")]
    private static partial Regex RawKey();

    [GeneratedRegex(@"""((?:access|agreement|consent|grant|information_request|record|record_type|subject)\.[a-z_]+)""")]
    private static partial Regex EventType();

    [GeneratedRegex(@"JsonDerivedType\(typeof\(\w+\), ""((?:case|note|identity|case_access)\.[a-z_]+)""")]
    private static partial Regex CaseEventType();

    [GeneratedRegex(@"JsonDerivedType\(typeof\(\w+\), ""((?:workflow|module_change)\.[a-z_]+)""")]
    private static partial Regex WorkflowEventType();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"""((?:demo|check|usage|notice|refusal|health|ledger|watch|done|unit)\.[a-z0-9._-]+)""")]
    private static partial Regex KeyLiteral();
}
