using Coordination.Access;
using Coordination.Names;
using Coordination.Sdk.Testing;
using Coordination.VictimProtection;
using Coordination.VictimProtection.V1;
using BedGroup = Coordination.VictimProtection.V1.BedGroup;
using IntakeCategory = Coordination.VictimProtection.V1.IntakeCategory;

namespace Coordination.Modules.Tests.VictimProtection;

/// <summary>The centre of the Lao Women's Union, with as many beds as a test needs.</summary>
internal static class Shelters
{
    public static readonly Caller Centre = Caller.Of("lwu-center", Role.AgencyFocalPoint);

    private static readonly Guid Request = Guid.Parse("5be1f0a4-1c0e-4a4a-9b7e-000000000001");

    /// <summary>The same in every test: whoever registers it again gets it again.</summary>
    public static string Name { get; } = ShelterName.For(new AgencyName("lwu-center"), Request).ToString();

    public static Task<Shelter> RegisterAsync(TestPlatform platform, int women = 100, int girls = 100) =>
        new ShelterService.ShelterServiceClient(platform.As(Centre)).RegisterShelterAsync(new RegisterShelterRequest
        {
            RequestId = Request.ToString(),
            Title = new Title { En = "Counseling and Protection Center", Lo = "ສູນໃຫ້ຄຳປຶກສາປົກປ້ອງ" },
            Groups = { new BedsOfGroup { Group = BedGroup.Women, Beds = women }, new BedsOfGroup { Group = BedGroup.Girls, Beds = girls } },
            Categories = { new BedsOfCategory { Category = IntakeCategory.Trafficking }, new BedsOfCategory { Category = IntakeCategory.DomesticViolence } },
        }).ResponseAsync;

    public static async Task<int> TakenAsync(TestPlatform platform, BedGroup group = BedGroup.Women) =>
        (await new ShelterService.ShelterServiceClient(platform.As("secretariat", Role.Secretariat)).GetShelterAsync(new GetShelterRequest { Name = Name }))
            .Groups.Single(g => g.Group == group).Taken;
}
