using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TalentCard.Demo;

/// <summary>An account of the demo; the password of all is <see cref="DemoAccounts.Password"/>.</summary>
internal sealed record DemoAccount(string UserName, string DisplayName, string Role)
{
    /// <summary>Names of the partner and the service point where a verifier stands.</summary>
    public (string Partner, string Point)? Counter { get; init; }

    /// <summary>Name of the partner that a manager looks after.</summary>
    public string? Partner { get; init; }

    /// <summary>Name of the county or park that an office looks after.</summary>
    public string? Division { get; init; }

    public Guid Id { get; } = new DemoRandom($"account {UserName}").Id(City.FoundedAt);
}

/// <summary>
/// The accounts and the partner system that docs and tests name. A host refuses them when <c>Demo:Enabled</c> is off.
/// </summary>
internal static class DemoAccounts
{
    public const string Password = "Demo-2022!";
    public const string ClientId = "demo-hospital";
    public const string ClientSecret = "demo-hospital-secret";
    public const string ExchangeId = "demo-exchange";
    public const string ExchangeSecret = "demo-exchange-secret";

    public static readonly DemoAccount Office1 = new("office1", "周明远", Roles.Office);
    public static readonly DemoAccount Expert1 = new("expert1", "沈禾川", Roles.Expert);
    public static readonly DemoAccount Office2 = new("office2", "林若澜", Roles.Office);
    public static readonly DemoAccount Finance1 = new("finance1", "市财政局经办人", Roles.Finance);
    public static readonly DemoAccount Station1 = new("station1", "设站单位管理员", Roles.StationManager);

    private static readonly DemoAccount[] All =
    [
        Office1,
        Office2,
        new("county1", "田家庵区人才办", Roles.CountyOffice) { Division = "田家庵区" },
        new("admin1", "系统管理员", Roles.Admin),
        new("auditor1", "审计员", Roles.Auditor),
        new("desk1", "许清和", Roles.Verifier) { Counter = ("淮南星榆医院", "门诊服务台") },
        new("desk2", "程望舟", Roles.Verifier) { Counter = ("云衢高铁站", "东进站口") },
        new("agent1", "专线坐席", Roles.Agent),
        new("handler1", "发改委承办人", Roles.Handler),
        Station1,
        Expert1,
        Finance1,
        new("partner1", "体检中心管理员", Roles.PartnerManager) { Partner = "澄明健康体检中心" },
        new("talent1", CurrentCards.Names[0], Roles.Talent),
        new("talent2", CurrentCards.Names[1], Roles.Talent),
        new("talent3", CurrentCards.Names[2], Roles.Talent),
    ];

    /// <summary>The account of this user name.</summary>
    public static DemoAccount Named(string userName) => All.Single(a => a.UserName == userName);

    /// <summary>The account that stands at the counter.</summary>
    public static DemoAccount? AtCounter(string partner, string point) => All.SingleOrDefault(a => a.Counter == (partner, point));

    /// <summary>
    /// Inserts the accounts and the client; <paramref name="talents"/> are those of talent1, talent2 and talent3.
    /// </summary>
    public static async Task InsertAsync(Session session, IReadOnlyList<Holder> talents)
    {
        // As dear as the Api's, which else would make the hash anew at the first sign-in.
        var hasher = new PasswordHasher<DemoAccount>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
        var nextTalent = 0;
        await session.CopyAsync(
            """
            users (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp, concurrency_stamp,
                partner_id, service_point_id, department_id, station_id, division_code, talent_id, is_demo, created_at)
            """,
            All.Select(account =>
            {
                var point = Partners.Points.SingleOrDefault(p => p.OperatorId == account.Id.ToString());
                return new object?[]
                {
                    account.Id,
                    account.UserName,
                    account.UserName.ToUpperInvariant(),
                    account.DisplayName,
                    new[] { account.Role },
                    hasher.HashPassword(account, Password),
                    Guid.NewGuid().ToString("N"),
                    Guid.NewGuid().ToString("N"),
                    account.Partner is null ? point?.PartnerId : Partners.IdOf(account.Partner),
                    point?.Id,
                    account.Role == Roles.Handler ? City.FirstDepartment : null,
                    account.Role == Roles.StationManager ? Stations.First.Id : null,
                    account.Division is null ? null : City.DivisionCode(account.Division),
                    account.Role == Roles.Talent ? talents[nextTalent++].TalentId : null,
                    true,
                    City.FoundedAt,
                };
            })
        );
        await session.ExecuteAsync(
            """
            insert into clients (client_id, name, secret_hash, grant_types, scopes, partner_id, is_demo, created_at)
            values (@ClientId, @name, @hash, array['client_credentials'], array['verify', 'redeem'], @PartnerId, true,
                   @FoundedAt), (@ExchangeId, '专线电话交换机', @exchangeHash, array['client_credentials'], array['calls'], null, true,
                   @FoundedAt)
            """,
            new
            {
                ClientId,
                name = "淮南星榆医院 HIS",
                // As the authorization server keeps secrets of clients.
                hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret))),
                ExchangeId,
                exchangeHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ExchangeSecret))),
                Partners.FirstHospital.PartnerId,
                City.FoundedAt,
            }
        );
    }
}
