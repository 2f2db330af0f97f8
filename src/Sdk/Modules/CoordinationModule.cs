namespace Coordination.Sdk.Modules;

/// <summary>
/// What the one entry class of a module implements: both halves. It has a constructor without parameters, and a process that
/// is only a gateway calls only the gateway's half.
/// </summary>
public interface ICoordinationModule : ISiloModule, IGatewayModule
{
    /// <summary>As in the manifest: lower-case letters, digits and hyphens, for example <c>victim-protection</c>.</summary>
    new string Id { get; }

    string ISiloModule.Id => Id;

    string IGatewayModule.Id => Id;
}
