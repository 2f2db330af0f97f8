namespace Coordination.Workflows;

/// <summary>Whether an instance is about a case.</summary>
public enum CaseUse { None, Optional, Required }

/// <summary>How a field is compared with a constant.</summary>
public enum Comparison { Equal, NotEqual, Less, AtMost, More, AtLeast }

/// <summary>What a field holds. The numbers are those of the proto.</summary>
public enum FieldType
{
    None,

    /// <summary>Free text: may be about a person, so it is sealed and read under purpose and reason only.</summary>
    Text,

    /// <summary>One of the field's options.</summary>
    Code,

    Boolean,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a point, at most four digits behind it.</summary>
    Number,

    /// <summary>A day, <c>2026-01-31</c>.</summary>
    Date,

    /// <summary>A point in time, RFC 3339.</summary>
    Time,

    /// <summary>The name of a resource of the field's collection.</summary>
    Name,

    /// <summary>The SHA-256 of a document that lies elsewhere, 64 hexadecimal digits.</summary>
    Document,
}

/// <summary>What a condition asks. The numbers are those of the proto.</summary>
public enum ConditionKind
{
    None,
    All,
    Any,
    Not,
    FieldIsSet,
    FieldCompares,
    FieldIsAnyOf,
    FieldHasAll,
    PassedSince,
    PassedSinceField,
    HasBeen,
    HasFired,
    ActionEnded,
    PartIsBound,
    PersonIsChild,
    PersonHasGuardian,
    PersonStatus,
    PersonRole,
    Code,
}

/// <summary>What an action does. The numbers are those of the proto.</summary>
public enum ActionKind
{
    None,
    AssignTask,
    AskInformation,
    StartChild,
    Notify,
    SetDeadline,
    EndDeadline,
    Companion,
    Code,
}

/// <summary>In which language of diagrams a definition is drawn. The numbers are those of the proto.</summary>
public enum DiagramFormat { None, Mermaid, Dot }
