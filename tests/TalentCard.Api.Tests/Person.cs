using System.Security.Cryptography;
using System.Text;
using TalentCard.Contracts.Access;
using Named = TalentCard.Contracts.Access.Roles;

namespace TalentCard.Api.Tests;

/// <summary>Somebody who calls the Api, as their access token describes them.</summary>
public sealed record Person(
    string Id,
    string Name,
    string[] Roles,
    string Scope,
    Guid? PartnerId = null,
    Guid? ServicePointId = null,
    Guid? TalentId = null,
    Guid? StationId = null,
    Guid? DepartmentId = null,
    string? Division = null
)
{
    public static Person Office(string name = "office1") => New(name, Named.Office);

    public static Person CountyOffice(string division = "340403", string name = "county1") =>
        New(name, Named.CountyOffice) with
        {
            Division = division,
        };

    public static Person Agent(string name = "agent1") => New(name, Named.Agent);

    public static Person Handler(Guid department, string name = "handler1") =>
        New(name, Named.Handler) with
        {
            DepartmentId = department,
        };

    public static Person Exchange(string name = "exchange") =>
        New(name, Named.PartnerSystem) with
        {
            Id = $"client:{name}",
            Scope = "calls",
        };

    public static Person Finance(string name = "finance1") => New(name, Named.Finance);

    public static Person PartnerManager(Guid partner, string name = "partner1") =>
        New(name, Named.PartnerManager) with
        {
            PartnerId = partner,
        };

    public static Person Admin() => New("admin1", Named.Admin);

    public static Person Auditor() => New("auditor1", Named.Auditor);

    public static Person Verifier(Guid partner, Guid servicePoint, string name = "desk1") =>
        New(name, Named.Verifier) with
        {
            PartnerId = partner,
            ServicePointId = servicePoint,
        };

    public static Person PartnerSystem(Guid partner, string name = "hospital-his") =>
        New(name, Named.PartnerSystem) with
        {
            Id = $"client:{name}",
            PartnerId = partner,
            Scope = "verify redeem",
        };

    public static Person Talent(Guid talent, string name = "talent1") => New(name, Named.Talent) with { TalentId = talent };

    public static Person Expert(Guid user, string name = "expert1") => New(name, Named.Expert) with { Id = user.ToString() };

    public static Person StationManager(Guid station, string name = "station1") =>
        New(name, Named.StationManager) with
        {
            StationId = station,
        };

    // The same name is the same person in every test.
    private static Person New(string name, string role) =>
        new(
            new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString(),
            name,
            [role],
            string.Join(' ', RoleCatalog.Find(role)!.Scopes)
        );
}
