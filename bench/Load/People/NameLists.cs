namespace Coordination.Bench.Load.People;

/// <summary>Lao given and family names by their elements, the more frequent first.</summary>
internal static class NameLists
{
    public static IReadOnlyList<string[]> Male { get; } = Read(
        """
        som+sack  boun+my  kham+phan  som+phone  boun+thone  kham+la  sy+sack  anou+sack  bandith  kham+sy  sombat  vieng+say  boun+nhong  khamphay
        phou+vong  phon+say  pasith  som+chay  souk+sane  say+sone  thong+sy  thong+la  vi+lay  kong+keo  boun+souk  boun+lay  kham+dy  kham+pheng  som+dy
        sy+phan  phoummi  thavone  soulya  vithaya  visay  lith  thongdam  pasong  mixay  sisouk  som+boun  boun+chan  kham+keo  inpeng  sith+say
        chan+tha  anou+lat  athith  oudom+sack  souliphone  phet+sa  phet+savan  lattana  sengaloun  nikone  palamy  kaysone  sittha+sack  sittha+phon  say+vong
        viset  oudom  det+sack  chit+sack  phan+sack  nou+hak  tou  toun  noy  ko  tay  xay+phet  xang  yang  moua  thao+lee  xeng  fong
        chaleun+say  chaleun+souk  phonepaseuth  thong+vanh  thong+phet  thong+chan  kham+souk  kham+vieng  boun+heuang  boun+houng  boun+pheng
        savat  singha  soubin  soulin  ekka+lat  ekka+sack  volaphone  phatthana  khoun+my  inh+thong  inh+say  sane+thong  phou+ngeun  saeng+phet  saeng+thong
        """);

    public static IReadOnlyList<string[]> Female { get; } = Read(
        """
        chan+thip  boua+vanh  noy  phet+sa+mon  dao+vanh  dao+heuang  keo+my  kham+phon  souk+sakhon  mani+chan  mani+vanh  phon+savan  vilay+vanh  vilay+phon
        thida  sida  napha+phon  nalin  latsamy  lotchana  amphone  amone  boupha  boupha+vanh  bouaphan  boua+keo  boua+la  boua+ly  boua+dy  chan+pheng
        chan+sy  chan+thala  deuane+pheng  deuane+chay  dokmay  douangta  douang+chay  douang+my  inh+pheng  ket+mani  ket+sana  khan+thong  khouane+chay
        khouane+ta  kinda  ladda  ladda+vanh  lamphone  mali  mala  mala+vanh  mon+thida  nang+noy  nith+ta+phon  noulack  nou+phet  onechanh  one+ta  one+sy
        orlady  oula+vanh  ounheuan  pany  pathoum  phan+thip  phayvanh  pheng+sy  pheng+dy  phet+mani  phim+pha  phim+phon  phitsamay  phou+vanh  phouang+pheng
        phouang+mali  phiew+vanh  saly  samlane  sangvan  saeng+chan  saeng+dao  saeng+dara  simone  soda  som+chit  som+chan  som+vanh  som+pheng  soukanya
        souk+my  souk+vilay  souphan  souphap  souphaph+one  soutthi+da  tanya  thavy  thavy+vanh  thip+pha+phon  thong+pheng  toun  touy  vanna  vanna+pha
        vannasy  van+mani  vieng+kham  vieng+keo  vina  volaphone  ya+pheng  mai+yang  moua  xeng  pa+nhia  chaleun+phon  chaleun+vanh  houng+nalin
        """);

    public static IReadOnlyList<string[]> Family { get; } = Read(
        """
        phomma+chan  vongsa  souvanna+vong  keo+mani  intha+vong  xaya+vong  phomma+vong  sy+sack  chantha+vong  sy+lat  souk+savan  lattana+vong  phommi  saya+sane
        say+sana  bouly+vong  keo+vong+sa  keo+pasith  kham+vongsa  kham+phou+vong  kham+mani  kham+sy+vong  chantha+la+vong  chantha+phon  chantha+la  chan+thavong
        phet+sa+lat  phet+savan  phet+sy  oudom+sack  oudom+souk  oudom+phon  sithi+say  sittha+say  sittha+lat  soutthi+chak  soutthi+vong  souphan+thong
        souphan+na+vong  soulin+vong  soulya+vong  soulya+say  sisouk+lat  singha+lat  sengaloun  saeng+sy  saeng+dara  saeng+souliya  saeng+phachan
        douang+mani  douang+chan  douang+phachan  douang+say  douang+savan  inh+thilat  inh+sisiengmay  inh+phachan  intha+lat  intha+phon  intha+sack
        keo+bouly  keo+phachan  keo+sy  keo+vilay  ket+thavong  ket+mani  ket+savan  khoun+sy  khoun+thong  khoun+lat  khoun+vong  lattana+say  lattana+phon
        luang+lat  luang+vilay  luang+khot  mani+vong  mani+lat  mani+phon  mani+say  maha+say  maha+vong  meuang+chan  meuang+vong  nakhone+sy  nhot+sy
        nyot+mani  panya+nouvong  panya+sy  panya+vong  phan+tha+vong  phan+souvan  phan+thilat  phimma+son  phim+ma+sone  phim+phachan  phomma+say  phomma+sy
        phomma+lat  phomma+vilay  phomma+han  phone+pasith  phone+say  phone+savan  phosy  phosy+lat  phoummi+vong  phou+tha+vong  phou+mani  phouthone  pha+say
        pha+thana+vong  sane+tha+vong  sana+vong  savat+vong  savat+dy  savan+lat  sy+bounheuang  sy+chan  sy+chantha+vong  sy+hala+lat  sy+lavong  sy+mani
        sy+pasert  sy+phan+don  sy+sa+vat  sy+sou+lat  sy+souphan  sy+thong  sy+vilay  sy+vongsa  som+chan+mavong  som+phou  som+sanit  som+vichit  souk+chaleun
        souk+say  souk+sy  souk+lat  souk+thavy  souvanna+khot  souvanna+lat  souvanna+phou+ma  souvanna+sy  thamma+vong  thamma+lat  thamma+sy  thavone+sack
        thavone+souk  thavy+say  thavy+sack  thep+vongsa  thep+phachan  thep+souvan  thep+sy  thip+phavong  thip+mani  thip+lat  thong+chan  thong+sy  thong+sa+vanh
        thong+vilay  thong+phachan  thone+sy  vathana+say  vathana+vong  vang  xiong  yang  lor  her  thao  moua  lee  vilay+phon  vilay+sack  vilay+vong
        vilay+thong  viset+sy  vieng+vilay  vieng+say  vieng+sa+vanh  visay+lat  vitha+vong  volavong  volalat  vong+phachan  vong+sy  vong+savan  vong+sone
        vong+vichit  xaya+lat  xaya+chak  xaya+sack  xaya+phou+mine  xaya+seng  xaya+sy  xaya+sane  say+phachan  say+vilay  say+ka+sone  say+mountry
        anou+lak  anou+vong  amphone+vong  bandith  boun+mani  boun+thavong  boun+nha+vong  boupha+vanh  boua+phachan  boua+vong  boua+say  chit+phachan  chit+ta+vong
        chome+vong  chome+mani  chome+say  chaleun+say  chaleun+souk  deth+vongsa  det+oudom  ekka+phon  heuang+mani  home+savan  houm+phan+vong  houng+mani
        kaysone  kong+mani  kong+phachan  kongkeo  lam+phavong  mon+ti+vong  ngeun+vong  nalin+thalat  nilan+done  noy+vong  one+mani  oula+vong  pasa+sith  pany+vong
        phatthana+vong  phet+oudom  phouang+vong  soubin  simone  sinh+thavong  sinh+say  sith+vong  sittha+phon  viset+vong  yang+vong  ladda+vong  latsa+vong
        """);

    /// <summary>Elements that are no part of the table are made from its keys by chance where a list names them.</summary>
    private static string[][] Read(string text) => [.. text
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(name => name.Split('+').Where(NameParts.Keys.Contains).ToArray())
        .Where(name => name.Length > 0)
        .DistinctBy(name => string.Join('+', name))];
}
