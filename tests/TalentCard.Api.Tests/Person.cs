namespace TalentCard.Api.Tests;

/// <summary>Somebody who calls the Api, as their access token describes them.</summary>
public sealed record Person(
    string Id, string Name, string[] Roles, string Scope, Guid? PartnerId = null, Guid? ServicePointId = null, Guid? TalentId = null,
    Guid? StationId = null, Guid? DepartmentId = null)
{
    public static Person Office(string name = "office1") => New(name, Core.Audit.Roles.Office, "office hotline");

    public static Person Agent(string name = "agent1") => New(name, Core.Audit.Roles.Agent, "hotline");

    public static Person Handler(Guid department, string name = "handler1") =>
        New(name, Core.Audit.Roles.Handler, "hotline") with { DepartmentId = department };

    public static Person Exchange(string name = "exchange") => New(name, Core.Audit.Roles.PartnerSystem, "calls") with { Id = $"client:{name}" };

    public static Person Admin() => New("admin1", Core.Audit.Roles.Admin, "admin audit");

    public static Person Auditor() => New("auditor1", Core.Audit.Roles.Auditor, "audit");

    public static Person Verifier(Guid partner, Guid servicePoint, string name = "desk1") =>
        New(name, Core.Audit.Roles.Verifier, "verify redeem") with { PartnerId = partner, ServicePointId = servicePoint };

    public static Person PartnerSystem(Guid partner, string name = "hospital-his") =>
        New(name, Core.Audit.Roles.PartnerSystem, "verify redeem") with { Id = $"client:{name}", PartnerId = partner };

    public static Person Talent(Guid talent, string name = "talent1") =>
        New(name, Core.Audit.Roles.Talent, "card") with { TalentId = talent };

    public static Person Expert(Guid user, string name = "expert1") =>
        New(name, Core.Audit.Roles.Expert, "thinktank") with { Id = user.ToString() };

    public static Person StationManager(Guid station, string name = "station1") =>
        New(name, Core.Audit.Roles.StationManager, "stations") with { StationId = station };

    // The same name is the same person in every test.
    private static Person New(string name, string role, string scope) =>
        new(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString(), name, [role], scope);
}
