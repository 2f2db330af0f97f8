global using Coordination.Modules;
global using Xunit;
