using Coordination.Silo.Cases.Linking;

namespace Coordination.Silo.Tests.Cases.Linking;

public class PersonalNameTests
{
    [Theory]
    [InlineData("ສົມສັກ ພົມມະຈັນ", "Somsack Phommachanh")]
    [InlineData("ສົມສັກ ພົມມະຈັນ", "SOMSAK POMMACHAN")]
    [InlineData("ສົມສັກ ພົມມະຈັນ", "Phomachanh Xomsak")]
    [InlineData("ສົມສັກພົມມະຈັນ", "ພົມມະຈັນ ສົມສັກ")]
    [InlineData("ບຸນມີ ວົງສາ", "Bounmy Vongsa")]
    [InlineData("ບຸນມີ ວົງສາ", "Bunmee Wongsa")]
    [InlineData("ບຸນຍັງ ໄຊຍະວົງ", "Bounnhang Xayavong")]
    [InlineData("ບຸນຍັງ ໄຊຍະວົງ", "Bounyang Sayavong")]
    [InlineData("ບຸນຍັງ ໄຊຍະວົງ", "Bougnang Saignavong")]
    [InlineData("ບຸນຮຸ່ງ ແກ້ວມະນີ", "Bounhoung Keomany")]
    [InlineData("ຈັນທະບູລີ", "Chanthaboury")]
    [InlineData("ໄກສອນ", "Kaysone")]
    [InlineData("ໜູຮັກ", "Nouhak")]
    [InlineData("ສຸພານຸວົງ", "Souphanouvong")]
    [InlineData("ຈຸມມະລີ", "Choummaly")]
    [InlineData("ລັດຕະນະວົງ", "Rattanavong")]
    [InlineData("ເພັດສະວັນ", "Phetsavanh")]
    [InlineData("ດວງໃຈ", "Duangchai")]
    [InlineData("ຂວັນຕາ", "Kwanta")]
    [InlineData("ວິໄລວັນ", "Wilaiwan")]
    [InlineData("ທ້າວ ຄຳພັນ ສີສຸລາດ", "Mr. Khamphanh Sysourath")]
    [InlineData("ນາງຈັນທິບ ແກ້ວບົວ", "Mrs Chanthip Keobua")]
    [InlineData("สมศักดิ์ วงศ์สา", "Somsack Vongsa")]
    public void Spellings_of_one_name_sound_alike(string one, string other) => Assert.Equal(PersonalName.Of(one).Whole, PersonalName.Of(other).Whole);

    [Theory]
    [InlineData("ໜູ", "ຫນູ")]
    [InlineData("ລັດສະໝີ", "ລັດສະຫມີ")]
    [InlineData("ຫຼວງ", "ຫລວງ")]
    [InlineData("ຣັດຕະນະ", "ລັດຕະນະ")]
    [InlineData("ຄຳ", "ຄໍາ")]
    [InlineData("ຄຳ", "ຄາໍ")]
    [InlineData("ແກ້ວ", "ແກວ")]
    [InlineData("ແກ້ວ", "ເເກ້ວ")]
    [InlineData("ນ້ອຍ", "ນ້້ອຍ")]
    [InlineData("ສົມ ສັກ", "ສົມສັກ")]
    [InlineData("ສົມ\u200bສັກ", "ສົມສັກ")]
    [InlineData("ພຣະໄຊ", "ພະໄຊ")]
    public void Lao_spellings_of_one_word_sound_alike(string one, string other) => Assert.Equal(PersonalName.Of(one).Whole, PersonalName.Of(other).Whole);

    [Theory]
    [InlineData("ຄຳພັນ ວົງສາ", "ຄຳສີ ວົງສາ")]
    [InlineData("Khamphan Vongsa", "Khamla Vongsa")]
    [InlineData("Bounmy", "Bounthong")]
    [InlineData("Somdy", "Somsy")]
    [InlineData("Keomany", "Keosy")]
    public void Different_names_stay_apart(string one, string other) => Assert.NotEqual(PersonalName.Of(one).Whole, PersonalName.Of(other).Whole);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345 !?")]
    [InlineData("ທ້າວ")]
    [InlineData("Mr.")]
    [InlineData("ອາອາ")]
    public void What_is_no_name_has_no_sound(string text) => Assert.Equal("", PersonalName.Of(text).Whole);

    [Fact]
    public void Any_text_is_read_without_a_fault() => CsCheck.Check.Sample(CsCheck.Gen.String, text => PersonalName.Of(text).Whole.Length <= 400);

    [Fact]
    public void A_very_long_text_is_read_only_so_far() => Assert.True(PersonalName.Of(string.Concat(Enumerable.Repeat("ka", 100_000))).Whole.Length <= 200);
}
