using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Api.Security;

namespace TalentCard.Api.Tests.Connect;

/// <summary>A counter sends the same token with every scan; its signature is checked once a minute.</summary>
public sealed class RememberingAToken : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly CachingTokenHandler handler = new();
    private readonly TokenValidationParameters rules;
    private int checks;

    public RememberingAToken() =>
        rules = new TokenValidationParameters
        {
            ValidIssuer = "https://issuer.test",
            ValidAudience = "talentcard-api",
            IssuerSigningKeyResolver = (_, _, _, _) =>
            {
                checks++;
                return [new RsaSecurityKey(key)];
            },
        };

    public void Dispose()
    {
        handler.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task A_valid_one_is_checked_once()
    {
        var token = Token();
        (await handler.ValidateTokenAsync(token, rules)).IsValid.ShouldBeTrue();
        (await handler.ValidateTokenAsync(token, rules)).IsValid.ShouldBeTrue();
        checks.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_differs_from_it_in_its_signature_is_refused()
    {
        var token = Token();
        (await handler.ValidateTokenAsync(token, rules)).IsValid.ShouldBeTrue();
        var middle = token.LastIndexOf('.') + 20;
        var altered = string.Concat(token.AsSpan(0, middle), token[middle] == 'A' ? "B" : "A", token.AsSpan(middle + 1));
        (await handler.ValidateTokenAsync(altered, rules)).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_has_expired_is_refused_each_time()
    {
        var token = Token(TimeSpan.FromHours(-1));
        (await handler.ValidateTokenAsync(token, rules)).IsValid.ShouldBeFalse();
        (await handler.ValidateTokenAsync(token, rules)).IsValid.ShouldBeFalse();
    }

    private string Token(TimeSpan? lifetime = null) =>
        handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "https://issuer.test",
                Audience = "talentcard-api",
                NotBefore = DateTime.UtcNow.AddDays(-1),
                Expires = DateTime.UtcNow + (lifetime ?? TimeSpan.FromMinutes(10)),
                SigningCredentials = new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256),
            }
        );
}
