using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using System.Text.Json;
using Coordination.Sdk.Build;
using Coordination.Sdk.Modules;
using Xunit;

namespace Coordination.Sdk.Tests;

/// <summary>What the build of a module writes, and what it refuses with a sentence.</summary>
public sealed class ModuleBuildTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("coordination-build-").FullName;

    [Fact]
    public void Everything_that_is_missing_is_said_at_once()
    {
        var problems = Problems("id=", "version=one", "nameEn=Relief", "dependency=Other|1", $"assembly={Assembled()}");

        Assert.Equal(["COORD001", "COORD003", "COORD004", "COORD005", "COORD008"], problems.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Relief")]
    [InlineData("flood--relief")]
    [InlineData("../relief")]
    [InlineData("1relief")]
    public void An_id_is_lower_case_letters_digits_and_hyphens(string id) => Assert.Contains("COORD002", Problems($"id={id}"));

    [Fact]
    public void A_module_is_one_class() => Assert.Contains("COORD006", Problems($"assembly={Assembled("One", "Two")}"));

    [Fact]
    public void Its_class_is_named_in_the_manifest_beside_the_hash_of_each_file_and_what_is_no_longer_there_goes()
    {
        var (assembly, target) = (Assembled("One"), Path.Combine(folder, "module"));
        var workflow = Path.Combine(folder, "relief.yaml");
        File.WriteAllText(workflow, "id: relief");
        System.IO.Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "old.dll"), "old");

        Assert.Equal(0, Run(
            "id=flood-relief", "version=1.2.0+abc", "api=1.0", "nameEn=Flood relief", "nameLo=ໂມດູນ", $"assembly={assembly}", "dependency=other|1.0.0", $"out={target}",
            $"content={workflow}|workflows/relief.yaml", $"file={workflow}|Relief.xml|", $"file={workflow}|Orleans.Core.dll|Microsoft.Orleans.Core"));

        var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(target, "module.json"))).RootElement;
        Assert.Equal(("flood-relief", "1.2.0", "Made.One"), (Text(manifest, "id"), Text(manifest, "version"), Text(manifest, "entry")));
        Assert.Equal(["Made.dll", "workflows/relief.yaml"], manifest.GetProperty("files").EnumerateObject().Select(f => f.Name));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(workflow))), Text(manifest.GetProperty("files"), "workflows/relief.yaml"));
        Assert.False(File.Exists(Path.Combine(target, "old.dll")));
    }

    [Fact]
    public void Versions_that_are_written_in_two_places_agree()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Coordination.sln")))
            root = root.Parent!;
        string Read(string file) => File.ReadAllText(Path.Combine(root.FullName, file));
        var version = Read("Directory.Build.props").Split("<Version>")[1].Split('<')[0];

        Assert.Contains($"<CoordinationApiVersion>{ApiVersion.Current}<", Read("src/Sdk/build/Coordination.Sdk.props"), StringComparison.Ordinal);
        Assert.Contains($"\"defaultValue\": \"{version}\"", Read("templates/coordination-module/.template.config/template.json"), StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static string[] Problems(params string[] lines)
    {
        var problems = new List<BuildProblem>();
        ModuleRequest.Read(lines).Check(problems);
        return [.. problems.Select(p => p.Code)];
    }

    private int Run(params string[] lines)
    {
        var request = Path.Combine(folder, "module.request");
        File.WriteAllLines(request, lines);
        return Program.Main([request]);
    }

    /// <summary>An assembly with these classes, each of which says that it is a module.</summary>
    private string Assembled(params string[] modules)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Made"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Made");
        foreach (var name in modules)
        {
            var type = module.DefineType("Made." + name, TypeAttributes.Public);
            type.AddInterfaceImplementation(typeof(ICoordinationModule));
            type.DefineDefaultConstructor(MethodAttributes.Public);
            foreach (var (contract, half) in new[] { (typeof(ISiloModule), typeof(SiloModuleBuilder)), (typeof(IGatewayModule), typeof(GatewayModuleBuilder)) })
                Empty(type, contract.GetMethod("Configure")!, [half]);
            Empty(type, typeof(ICoordinationModule).GetMethod("get_Id")!, []);
            type.CreateType();
        }

        var path = Path.Combine(folder, "Made.dll");
        assembly.Save(path);
        return path;
    }

    private static void Empty(TypeBuilder type, MethodInfo contract, System.Type[] parameters)
    {
        var method = type.DefineMethod(
            contract.DeclaringType!.Name + contract.Name, MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final, contract.ReturnType, parameters);
        var code = method.GetILGenerator();
        if (contract.ReturnType != typeof(void))
            code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, contract);
    }
}
