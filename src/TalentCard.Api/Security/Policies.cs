namespace TalentCard.Api.Security;

/// <summary>Names of the authorization policies; each asks for a role and a scope.</summary>
internal static class Policies
{
    /// <summary>The talent, for their own card.</summary>
    public const string Talent = "talent";
    /// <summary>A verifier or partner system, to verify.</summary>
    public const string Verify = "verify";
    /// <summary>A verifier or partner system, to redeem and reverse.</summary>
    public const string Redeem = "redeem";
    /// <summary>Who may redeem, or office staff; whose rows stands in the SQL.</summary>
    public const string PartnerOrOffice = "partner_or_office";
    /// <summary>Office staff.</summary>
    public const string Office = "office";
    /// <summary>Agent, handler or office staff, for tickets; whose stands in the SQL.</summary>
    public const string Hotline = "hotline";
    /// <summary>Agent or office staff: callers, dispatch, follow-up, rates.</summary>
    public const string HotlineDesk = "hotline_desk";
    /// <summary>The telephone exchange, to announce calls.</summary>
    public const string Calls = "calls";
    /// <summary>Auditor or administrator, to read the trail.</summary>
    public const string Audit = "audit";
    /// <summary>Administrator.</summary>
    public const string Admin = "admin";
    /// <summary>A postdoc station's manager, or office staff; whose rows stands in the SQL.</summary>
    public const string StationOrOffice = "station_or_office";
    /// <summary>A think-tank expert, for their own villages and visits.</summary>
    public const string Expert = "thinktank";
    /// <summary>Whoever reads lists of many people's data, to note that they took one away.</summary>
    public const string Lists = "lists";
    /// <summary>Anyone with a valid token; ownership stands in the SQL.</summary>
    public const string SignedIn = "signed_in";
}
