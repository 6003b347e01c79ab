using System.Reflection;
using System.Text.RegularExpressions;
using TalentCard.Contracts.Access;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Access;

/// <summary>The table of roles agrees with itself, with the policies and with the database.</summary>
public sealed partial class TheCatalogueOfRoles
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Names_each_role_once_in_both_languages()
    {
        RoleCatalog.All.Select(role => role.Name).ShouldBe(Constants(typeof(Roles)), ignoreOrder: true);
        RoleCatalog.All.Select(role => role.Zh).ShouldBeUnique();
        RoleCatalog.All.Select(role => role.En).ShouldBeUnique();
        RoleCatalog.All.ShouldAllBe(role => role.Zh.Any(IsChinese) && !role.En.Any(IsChinese));
    }

    [Fact]
    public void Names_each_scope_once_in_both_languages_and_each_is_allowed_by_somebody()
    {
        var names = ScopeCatalog.All.Select(scope => scope.Name).ToArray();
        names.ShouldBeUnique();
        ScopeCatalog.All.ShouldAllBe(scope =>
            scope.Zh.Any(IsChinese) && !scope.En.Any(IsChinese) && scope.Description.Length > 0
        );
        names.ShouldBe(
            ScopeCatalog.Personal.Concat(RoleCatalog.All.SelectMany(role => role.Scopes)).Distinct(),
            ignoreOrder: true
        );
    }

    [Fact]
    public void Lets_a_role_in_with_a_scope_that_it_has()
    {
        Policies.All.Keys.Append(Policies.SignedIn).ShouldBe(Constants(typeof(Policies)), ignoreOrder: true);
        foreach (var (policy, admissions) in Policies.All)
        foreach (var one in admissions)
            RoleCatalog.Find(one.Role).ShouldNotBeNull(policy).Scopes.ShouldContain(one.Scope, $"{policy}: {one.Role}");
    }

    [Fact]
    public void Gives_every_role_something_to_do() =>
        RoleCatalog
            .All.Select(role => role.Name)
            .Except(Policies.All.Values.SelectMany(admissions => admissions.Select(one => one.Role)))
            .ShouldBeEmpty();

    [Fact]
    public void Asks_the_Web_for_the_scopes_of_all_that_people_are()
    {
        RoleCatalog.ScopesOfPeople.ShouldBe(
            ScopeCatalog.Personal.Concat(RoleCatalog.OfPeople.SelectMany(role => role.Scopes)).Distinct(),
            ignoreOrder: true
        );
        RoleCatalog.ScopesOfPeople.ShouldNotContain("calls");
    }

    [Fact]
    public async Task Has_the_roles_that_an_account_may_have()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var command = database.DataSource.CreateCommand(
            "select pg_get_constraintdef(oid) from pg_constraint where conname = 'users_roles_check'"
        );
        var check = (string)(await command.ExecuteScalarAsync(Cancel))!;
        Quoted()
            .Matches(check)
            .Select(match => match.Groups[1].Value)
            .ShouldBe(RoleCatalog.OfPeople.Select(role => role.Name), ignoreOrder: true);
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

    private static bool IsChinese(char character) => character is >= '\u4e00' and <= '\u9fff';

    [GeneratedRegex("'([a-z_]+)'")]
    private static partial Regex Quoted();
}
