namespace TalentCard.Contracts.Access;

/// <summary>
/// The names of the authorization policies of Api and Web, and the roles that each lets in, with the scope that the token needs.
/// Whose rows a role then sees is the SQL's to say.
/// </summary>
public static class Policies
{
    /// <summary>The talent, for their own card.</summary>
    public const string Talent = "talent";

    /// <summary>A verifier or partner system, to verify.</summary>
    public const string Verify = "verify";

    /// <summary>A verifier or partner system, to redeem and reverse.</summary>
    public const string Redeem = "redeem";

    /// <summary>Who may redeem, or an office.</summary>
    public const string PartnerOrOffice = "partner_or_office";

    /// <summary>An office, with people, cards and whatever else belongs to a county.</summary>
    public const string Office = "office";

    /// <summary>The city's office, with what belongs to no county: settings, lists over the whole city, approvals.</summary>
    public const string CityOffice = "city_office";

    /// <summary>Agent, handler or office, for tickets.</summary>
    public const string Hotline = "hotline";

    /// <summary>Agent or office, for the steps of tickets that no department takes, and the rates.</summary>
    public const string TicketDesk = "ticket_desk";

    /// <summary>The hotline's desk: callers and calls, whoever they are, and the knowledge base.</summary>
    public const string HotlineDesk = "hotline_desk";

    /// <summary>The telephone exchange, to announce calls.</summary>
    public const string Calls = "calls";

    /// <summary>A partner's manager, finance or the city's office, to read what partners are owed.</summary>
    public const string Settlements = "settlements";

    /// <summary>A partner's manager, to confirm or dispute a statement.</summary>
    public const string SettlementPartner = "settlement_partner";

    /// <summary>Finance, to note what was paid.</summary>
    public const string SettlementPayment = "settlement_payment";

    /// <summary>Finance or the city's office, to read what services cost.</summary>
    public const string Prices = "prices";

    /// <summary>Auditor or administrator, to read the trail.</summary>
    public const string Audit = "audit";

    /// <summary>Administrator.</summary>
    public const string Admin = "admin";

    /// <summary>A postdoc station's manager.</summary>
    public const string Station = "station";

    /// <summary>A postdoc station's manager, or an office.</summary>
    public const string StationOrOffice = "station_or_office";

    /// <summary>Whoever takes in lists of postdocs: a station's manager of its own, the city's office of any.</summary>
    public const string PostdocLists = "postdoc_lists";

    /// <summary>A think-tank expert, for their own villages and visits.</summary>
    public const string Expert = "thinktank";

    /// <summary>Whoever a report can be sent to.</summary>
    public const string ReportReader = "report_reader";

    /// <summary>Whoever reads lists of many people's data, to note that they took one away.</summary>
    public const string Lists = "lists";

    /// <summary>Anybody who has an account, for their own messages; a client needs a scope of their role's work.</summary>
    public const string Messages = "messages";

    /// <summary>Anyone with a valid token.</summary>
    public const string SignedIn = "signed_in";

    private static readonly Admission Verifier = new(Roles.Verifier, "verify");
    private static readonly Admission[] Redeemers = [new(Roles.Verifier, "redeem"), new(Roles.PartnerSystem, "redeem")];
    private static readonly Admission City = new(Roles.Office, "office");
    private static readonly Admission[] Offices = [City, new(Roles.CountyOffice, "office")];
    private static readonly Admission[] OfficesOfTickets = [new(Roles.Office, "hotline"), new(Roles.CountyOffice, "hotline")];
    private static readonly Admission Agent = new(Roles.Agent, "hotline");
    private static readonly Admission Handler = new(Roles.Handler, "hotline");
    private static readonly Admission Manager = new(Roles.StationManager, "stations");
    private static readonly Admission Finance = new(Roles.Finance, "settlements");
    private static readonly Admission PartnerManager = new(Roles.PartnerManager, "settlements");
    private static readonly Admission[] Trail = [new(Roles.Auditor, "audit"), new(Roles.Admin, "audit")];

    /// <summary>Whom each policy lets in; <see cref="SignedIn"/> is anybody.</summary>
    public static readonly IReadOnlyDictionary<string, Admission[]> All = new Dictionary<string, Admission[]>
    {
        [Talent] = [new(Roles.Talent, "card")],
        [Verify] = [Verifier, new(Roles.PartnerSystem, "verify")],
        [Redeem] = Redeemers,
        [PartnerOrOffice] = [.. Redeemers, .. Offices],
        [Office] = Offices,
        [CityOffice] = [City],
        [Hotline] = [Agent, Handler, .. OfficesOfTickets],
        [TicketDesk] = [Agent, .. OfficesOfTickets],
        [HotlineDesk] = [Agent, new(Roles.Office, "hotline")],
        [Calls] = [new(Roles.PartnerSystem, "calls")],
        [Settlements] = [PartnerManager, Finance, City],
        [SettlementPartner] = [PartnerManager],
        [SettlementPayment] = [Finance],
        [Prices] = [Finance, City],
        [Audit] = Trail,
        [Admin] = [new(Roles.Admin, "admin")],
        [Station] = [Manager],
        [StationOrOffice] = [Manager, .. Offices],
        [PostdocLists] = [Manager, City],
        [Expert] = [new(Roles.Expert, "thinktank")],
        [ReportReader] = [.. Offices, Agent, Handler, Manager, new(Roles.Expert, "thinktank")],
        [Messages] = [.. RoleCatalog.OfPeople.SelectMany(role => role.Scopes, (role, scope) => new Admission(role.Name, scope))],
        [Lists] = [.. Offices, .. OfficesOfTickets, Agent, Manager, Finance, PartnerManager, .. Trail],
    };

    /// <summary>Whether a policy of <see cref="All"/> lets somebody in.</summary>
    /// <param name="policy">Its name.</param>
    /// <param name="holds">Whether they hold a role.</param>
    /// <param name="isGranted">Whether their token has a scope; null: the Api, which is called next, looks at that.</param>
    public static bool Allows(string policy, Func<string, bool> holds, Func<string, bool>? isGranted = null) =>
        All[policy].Any(one => holds(one.Role) && (isGranted is null || isGranted(one.Scope)));
}

/// <summary>A role that a policy lets in, with the scope that its token needs for it.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scope">One of the role's scopes.</param>
public sealed record Admission(string Role, string Scope);
