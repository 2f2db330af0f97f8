using Coordination.Directory;
using Coordination.Information;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>What the grain of a request needs of its surroundings.</summary>
internal sealed record RequestInputs(InformationPolicy Policy, IDirectory Directory, RequestClock Clock, Sealer Sealer, IKeyStore Keys);
