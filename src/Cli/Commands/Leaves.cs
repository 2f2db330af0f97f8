using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Cli.Texts;
using Coordination.Client.Errors;
using Grpc.Core;

namespace Coordination.Cli.Commands;

/// <summary>What a command does: answers with an exit code.</summary>
internal delegate Task<int> Act(Session session, ParseResult parsed, CancellationToken cancellationToken);

/// <summary>Makes commands, options and arguments with their descriptions from the catalogue, and turns every failure into its exit code.</summary>
internal sealed class Leaves(Surroundings around, Catalogue texts, GlobalOptions options)
{
    public Catalogue Texts => texts;

    /// <summary>A command that does something.</summary>
    /// <param name="path">With dots: "task.accept". The last part is what is typed.</param>
    public Command Leaf(string path, Act act, params ReadOnlySpan<Symbol> symbols)
    {
        var command = Named(path);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        command.SetAction((parsed, cancellationToken) => GuardAsync(act, parsed, cancellationToken));
        return command;
    }

    public Command Group(string path, params ReadOnlySpan<Command> children)
    {
        var command = Named(path);
        foreach (var child in children)
            command.Add(child);
        return command;
    }

    public Argument<string> Argument(string name) => new(name.ToUpperInvariant()) { Description = texts["arg." + name] };

    public Option<string?> Text(string name, string help, bool required = false, string? describe = null) =>
        new(name) { HelpName = help, Required = required, Description = texts["option." + (describe ?? name[2..])] };

    public Option<string[]> Many(string name, string help, string? describe = null) => new(name)
    {
        HelpName = help,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
        Description = texts["option." + (describe ?? name[2..])],
    };

    public Option<bool> Flag(string name, string? describe = null) => new(name) { Description = texts["option." + (describe ?? name[2..])] };

    public Option<bool?> YesNo(string name) => new(name) { HelpName = "true|false", Description = texts["option." + name[2..]] };

    public Option<int?> Number(string name, int minimum, int maximum, bool required = false, string? describe = null)
    {
        var option = new Option<int?>(name) { HelpName = "N", Required = required, Description = texts["option." + (describe ?? name[2..])] };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens.Count == 0)
                return;
            if (result.GetValueOrDefault<int?>() is { } value && (value < minimum || value > maximum))
                result.AddError(texts.Format("usage.range", name, minimum, maximum));
        });
        return option;
    }

    public Option<T?> OneOf<T>(string name, bool required = false, string? describe = null) where T : struct, System.Enum => new(name)
    {
        HelpName = string.Join('|', EnumValues.Of<T>()),
        Required = required,
        Description = texts["option." + (describe ?? name[2..])],
        CustomParser = result =>
        {
            if (EnumValues.TryParse<T>(result.Tokens[0].Value, out var value))
                return value;
            result.AddError(texts.Format("usage.one-of", result.Tokens[0].Value, name, string.Join(", ", EnumValues.Of<T>())));
            return null;
        },
    };

    public Option<T[]> ManyOf<T>(string name, string? describe = null) where T : struct, System.Enum => new(name)
    {
        HelpName = string.Join('|', EnumValues.Of<T>()),
        AllowMultipleArgumentsPerToken = true,
        Description = texts["option." + (describe ?? name[2..])],
        CustomParser = result =>
        {
            var values = new List<T>();
            foreach (var token in result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)))
            {
                if (EnumValues.TryParse<T>(token, out var value))
                    values.Add(value);
                else
                    result.AddError(texts.Format("usage.one-of", token, name, string.Join(", ", EnumValues.Of<T>())));
            }

            return [.. values];
        },
    };

    public Option<DateTimeOffset?> Time(string name, bool required = false, string? describe = null) => new(name)
    {
        HelpName = "TIME",
        Required = required,
        Description = texts["option." + (describe ?? name[2..])],
        CustomParser = result =>
        {
            if (Times.TryParse(result.Tokens[0].Value, around.Time.GetUtcNow(), out var time))
                return time;
            result.AddError(texts.Format("usage.time", result.Tokens[0].Value, name));
            return null;
        },
    };

    /// <summary>Repeats an earlier command instead of giving a new one.</summary>
    public Option<string?> RequestId()
    {
        var option = Text("--request-id", "UUID");
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Guid.TryParse(token.Value, out _))
                result.AddError(texts.Format("usage.uuid", token.Value));
        });
        return option;
    }

    private Command Named(string path) => new(path[(path.LastIndexOf('.') + 1)..], texts["cmd." + path]);

    private async Task<int> GuardAsync(Act act, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            using var session = new Session(parsed, options, around, texts);
            return await act(session, parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException e)
        {
            around.Error.WriteLine(e.Message);
            return ExitCodes.Usage;
        }
        catch (NotSignedInException e)
        {
            around.Error.WriteLine(e.Message);
            return ExitCodes.NotSignedIn;
        }
        catch (CoordinationException e)
        {
            RefusalPrinter.Print(e, around.Error, texts, parsed.GetValue(options.Json));
            return ExitCodeOf(e);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            around.Error.WriteLine(texts.Format("defect", e));
            return ExitCodes.Defect;
        }
    }

    internal static int ExitCodeOf(CoordinationException failure) => failure.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => ExitCodes.Unreachable,
        StatusCode.Unauthenticated => ExitCodes.NotSignedIn,
        _ => ExitCodes.Refused,
    };
}
