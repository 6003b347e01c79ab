namespace TalentCard.Contracts.Talents;

/// <summary>Kinds of identity documents (证件类型).</summary>
public static class DocumentKinds
{
    /// <summary>居民身份证: the citizen identity number of GB 11643-1999.</summary>
    public const string IdCard = "id_card";

    /// <summary>护照: of any country, which is named beside the number.</summary>
    public const string Passport = "passport";

    /// <summary>外国人永久居留身份证: 18 digits from 9 on, or the older form of three letters and 12 digits.</summary>
    public const string PermanentResidence = "permanent_residence";

    /// <summary>港澳居民来往内地通行证 (H or M and 8 digits), or 港澳居民居住证 (18 digits from 81 or 82 on).</summary>
    public const string HkMacaoPermit = "hk_macao_permit";

    /// <summary>台湾居民来往大陆通行证 (8 digits), or 台湾居民居住证 (18 digits from 83 on).</summary>
    public const string TaiwanPermit = "taiwan_permit";

    /// <summary>All of them, the usual one first.</summary>
    public static readonly string[] All = [IdCard, Passport, PermanentResidence, HkMacaoPermit, TaiwanPermit];
}
