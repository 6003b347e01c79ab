namespace TalentCard.Contracts.Access;

/// <summary>
/// The names of the roles, as they stand in tokens and in <c>users.roles</c>; <see cref="RoleCatalog"/> says what each is.
/// </summary>
public static class Roles
{
    /// <summary>持卡人.</summary>
    public const string Talent = "talent";

    /// <summary>核验员 at a service point.</summary>
    public const string Verifier = "verifier";

    /// <summary>坐席 of the hotline.</summary>
    public const string Agent = "agent";

    /// <summary>承办单位's handler.</summary>
    public const string Handler = "handler";

    /// <summary>设站单位's manager of a postdoc station.</summary>
    public const string StationManager = "station_manager";

    /// <summary>智库专家.</summary>
    public const string Expert = "expert";

    /// <summary>人才办 staff of the city.</summary>
    public const string Office = "office";

    /// <summary>县区人才办: staff of a county's or park's office, for its own people alone.</summary>
    public const string CountyOffice = "county_office";

    /// <summary>财政: reads what partners are owed, and pays it.</summary>
    public const string Finance = "finance";

    /// <summary>合作单位's manager: confirms or disputes what the partner is owed.</summary>
    public const string PartnerManager = "partner_manager";

    /// <summary>Reads who saw or changed what.</summary>
    public const string Auditor = "auditor";

    /// <summary>Administrator.</summary>
    public const string Admin = "admin";

    /// <summary>A partner's system, signed in with client credentials.</summary>
    public const string PartnerSystem = "partner_system";
}
