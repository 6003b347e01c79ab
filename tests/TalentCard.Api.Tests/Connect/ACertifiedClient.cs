using System.Diagnostics;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

[Trait("Speed", "slow")]
public sealed class ACertifiedClient(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_through_every_flow_and_is_refused_as_it_expects()
    {
        var user = await TestData.UserAsync(api.Database, "certified", ["auditor"]);
        using var node = Process.Start(
            new ProcessStartInfo("node", ["--test", "--test-reporter=spec", "tests/interop/openid-client.test.mjs"])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ISSUER"] = api.Issuer,
                    ["SECRET"] = ApiWithItsIssuer.Secret,
                    ["REDIRECT_URI"] = ApiWithItsIssuer.RedirectUri,
                    ["POST_LOGOUT_URI"] = ApiWithItsIssuer.PostLogoutUri,
                    ["USER_NAME"] = "certified",
                    ["PASSWORD"] = TestData.Password,
                    ["SUBJECT"] = user.ToString(),
                },
            }
        )!;
        var output = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(Cancel), node.StandardError.ReadToEndAsync(Cancel));
        await node.WaitForExitAsync(Cancel);
        node.ExitCode.ShouldBe(0, string.Join('\n', output));
    }
}
