namespace Coordination.Cli;

/// <summary>What the process ends with. Stable: scripts switch on it (docs/reference/cli.md).</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The platform refused; its reason code is on the error stream.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The platform or the issuer cannot be reached, or stays unable to serve; a command's outcome may be unknown.</summary>
    public const int Unreachable = 3;

    /// <summary>A check found something wrong: the record, a journal, or a step of the demo.</summary>
    public const int VerificationFailed = 4;

    /// <summary>There is no secret for this client, or the issuer refuses it.</summary>
    public const int NotSignedIn = 5;

    /// <summary>A defect of this program.</summary>
    public const int Defect = 70;

    /// <summary>Interrupted by Ctrl-C or a signal.</summary>
    public const int Interrupted = 130;
}
