namespace Coordination.Access;

/// <summary>How a caller stands to a resource. The noun computes it from its state.</summary>
[Flags]
public enum Relation
{
    None = 0,

    /// <summary>The call has no single resource, or the resource is open to all who take part.</summary>
    Everyone = 1,

    /// <summary>The caller's agency assigned, opened or owns it.</summary>
    Owner = 2,

    /// <summary>The caller's agency leads it.</summary>
    Lead = 4,

    /// <summary>The caller's agency takes part.</summary>
    Participant = 8,

    /// <summary>The caller is confined to a unit, and the work was delegated to that unit.</summary>
    OwnUnit = 16,

    /// <summary>The resource is the caller's own agency or unit.</summary>
    Self = 32,

    /// <summary>The caller's agency observes: it sees that it is and how it goes, never its content.</summary>
    Observer = 64,
}
