namespace Coordination.Access;

/// <summary>
/// Marks what asks no right, because the platform itself uses it. A module that refers to it is not loaded: what its caller may
/// not see, a module may not see.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class PlatformOnlyAttribute : Attribute;
