using System.Net;
using Dapper;

namespace TalentCard.Api.Tests.Connect;

/// <summary>A client of a release before needs no new secret.</summary>
public sealed class KeepingASecret(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    [Fact]
    public async Task That_was_stored_as_a_sha_256_goes_on_working()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            insert into clients (client_id, name, secret_hash, grant_types, scopes, created_at)
            values ('earlier', 'Earlier', encode(sha256(convert_to(@secret, 'UTF8')), 'hex'), '{client_credentials}', '{verify}',
                now())
            """,
            new { secret = ApiWithItsIssuer.Secret }
        );
        using var browser = api.Browser();
        var (status, tokens) = await browser.ClientAsync(
            "/connect/token",
            ("client_id", "earlier"),
            ("grant_type", "client_credentials")
        );
        status.ShouldBe(HttpStatusCode.OK);
        tokens.GetProperty("scope").GetString().ShouldBe("verify");
        RedeemingACode.ShouldBe(
            await browser.ClientAsync(
                "/connect/token",
                ("client_id", "earlier"),
                ("grant_type", "client_credentials"),
                ("client_secret", "another")
            ),
            "invalid_client",
            HttpStatusCode.Unauthorized
        );
    }
}
