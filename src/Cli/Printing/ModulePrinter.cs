using Coordination.Cli.Texts;
using Coordination.Modules.V1;

namespace Coordination.Cli.Printing;

/// <summary>Modules and changes of them.</summary>
internal static class ModulePrinter
{
    public static void List(Output output, Catalogue texts, ListModulesResponse list) => output.Table(
        ["module", "module_version", "state", "title", "why"],
        list.Modules.Select(IReadOnlyList<string> (m) =>
            [Words.Short(m.Name), m.Version, texts.Of(m.State), texts.Of(m.DisplayName), m.Why]));

    public static void Show(Output output, Catalogue texts, Module module) => output.Facts(
    [
        ("resource", module.Name), ("title", texts.Of(module.DisplayName)), ("module_version", module.Version), ("state", texts.Of(module.State)), ("why", module.Why),
        ("depends_on", string.Join(", ", module.DependsOn.Select(d => $"{Words.Short(d.Module)} {d.Version}"))),
        ("definitions", Words.Short(module.Definitions)), ("services", string.Join(", ", module.Services)),
        ("sha256", module.Sha256), ("folder", module.Folder),
    ]);

    public static void Change(Output output, Catalogue texts, ModuleChange change) => output.Facts(
    [
        ("resource", change.Name), ("action", texts.Of(change.Action)), ("module", Words.Short(change.Module)), ("module_version", change.Version),
        ("sha256", change.Sha256), ("state", texts.Of(change.State)), ("note", change.Reason), ("proposed_by", Words.Short(change.ProposedBy)),
        ("decided_by", Words.Short(change.DecidedBy)), ("created", texts.Of(change.CreateTime)), ("expires", texts.Of(change.ExpireTime)), ("etag", change.Etag),
    ]);

    public static void Changes(Output output, Catalogue texts, ListModuleChangesResponse list) => output.Table(
        ["module_change", "action", "module", "module_version", "state", "proposed_by", "decided_by", "expires"],
        list.ModuleChanges.Select(IReadOnlyList<string> (c) =>
        [
            Words.Short(c.Name), texts.Of(c.Action), Words.Short(c.Module), c.Version, texts.Of(c.State), Words.Short(c.ProposedBy), Words.Short(c.DecidedBy),
            texts.Of(c.ExpireTime),
        ]));
}
