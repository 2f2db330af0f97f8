namespace Coordination.Access;

/// <summary>Traffic Light Protocol 2.0 (FIRST, 2022), from the widest to the strictest.</summary>
public enum Handling
{
    Clear = 1,
    Green = 2,
    Amber = 3,
    AmberStrict = 4,
    Red = 5,
}
