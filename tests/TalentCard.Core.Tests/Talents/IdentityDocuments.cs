using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Tests.Talents;

public sealed class IdentityDocuments
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("11010519491231002x", null, null, "id_card", "11010519491231002X")]
    [InlineData(" １９９９９８１９８７０３０７０６２Ｘ ", null, null, "id_card", "19999819870307062X")]
    [InlineData("810000197804121231", null, null, "hk_macao_permit", "810000197804121231")]
    [InlineData("911124196101094560", null, null, "permanent_residence", "911124196101094560")]
    [InlineData("abc 123456789012", null, null, "permanent_residence", "ABC123456789012")]
    [InlineData("H12345678", null, null, "hk_macao_permit", "H12345678")]
    [InlineData("h1234567890", null, null, "hk_macao_permit", "H12345678")]
    [InlineData("m12345678", "hk_macao_permit", null, "hk_macao_permit", "M12345678")]
    [InlineData("12345678", "taiwan_permit", null, "taiwan_permit", "12345678")]
    [InlineData("c01x 00t47", "passport", "deu", "passport", "C01X00T47")]
    [InlineData("E12345678", null, "SGP", "passport", "E12345678")]
    [InlineData("H12345678", "passport", "JPN", "passport", "H12345678")]
    [InlineData("123456789", "passport", "USA", "passport", "123456789")]
    public void A_number_is_brought_to_one_form(string text, string? kind, string? country, string isKind, string number) =>
        IdentityDocument
            .Read(text, kind, country, Today)
            .ShouldBe((new IdentityDocument(isKind, number, country?.ToUpperInvariant()), DocumentFault.None));

    [Theory]
    [InlineData("", null, null, DocumentFault.IdCard)]
    [InlineData("1101051949", null, null, DocumentFault.IdCard)]
    [InlineData("12345678", null, null, DocumentFault.IdCard)]
    [InlineData("199998850113767", null, null, DocumentFault.OldIdCard)]
    [InlineData("110105194912310021", null, null, DocumentFault.Checksum)]
    [InlineData("110105194902290021", null, null, DocumentFault.BirthDate)]
    [InlineData("810000197804121232", null, null, DocumentFault.Checksum)]
    [InlineData("810000197804121231", "id_card", null, DocumentFault.OtherKind)]
    [InlineData("11010519491231002X", "taiwan_permit", null, DocumentFault.OtherKind)]
    [InlineData("E12345678", null, null, DocumentFault.Country)]
    [InlineData("E12345678", "passport", "XYZ", DocumentFault.Country)]
    [InlineData("E1", "passport", "USA", DocumentFault.Passport)]
    [InlineData("E1234-5678", "passport", "USA", DocumentFault.Passport)]
    [InlineData("AB1234567890", "permanent_residence", null, DocumentFault.PermanentResidence)]
    [InlineData("X12345678", "hk_macao_permit", null, DocumentFault.HkMacaoPermit)]
    [InlineData("H1234567", "hk_macao_permit", null, DocumentFault.HkMacaoPermit)]
    [InlineData("1234567", "taiwan_permit", null, DocumentFault.TaiwanPermit)]
    [InlineData("12345678", "driving_licence", null, DocumentFault.Kind)]
    public void What_is_wrong_is_said(string text, string? kind, string? country, DocumentFault fault) =>
        IdentityDocument.Read(text, kind, country, Today).ShouldBe((null, fault));

    [Fact]
    public void Only_a_number_of_18_digits_holds_a_birth_date()
    {
        new IdentityDocument(DocumentKinds.PermanentResidence, "911124196101094560").BirthDate.ShouldBe(new DateOnly(1961, 1, 9));
        new IdentityDocument(DocumentKinds.Passport, "E12345678", "SGP").BirthDate.ShouldBeNull();
    }

    [Fact]
    public void The_key_tells_kinds_and_countries_apart_and_leaves_numbers_of_18_digits_as_they_were()
    {
        new IdentityDocument(DocumentKinds.IdCard, "11010519491231002X").Key.ShouldBe("11010519491231002X");
        string[] keys =
        [
            new IdentityDocument(DocumentKinds.Passport, "H12345678", "SGP").Key,
            new IdentityDocument(DocumentKinds.Passport, "H12345678", "JPN").Key,
            new IdentityDocument(DocumentKinds.HkMacaoPermit, "H12345678").Key,
        ];
        keys.ShouldBeUnique();
    }

    [Fact]
    public void A_number_looked_for_is_found_under_every_kind_that_it_may_be()
    {
        var found = IdentityDocument.KeysOf("12345678");
        found.ShouldContain(new IdentityDocument(DocumentKinds.TaiwanPermit, "12345678").Key);
        found.ShouldContain(new IdentityDocument(DocumentKinds.Passport, "12345678", "USA").Key);
        IdentityDocument.KeysOf(" 11010519491231002x").ShouldBe(["11010519491231002X"]);
        IdentityDocument.KeysOf("h12345678-90").ShouldContain(new IdentityDocument(DocumentKinds.HkMacaoPermit, "H12345678").Key);
        IdentityDocument.KeysOf("张三丰").ShouldBeEmpty();
        IdentityDocument.KeysOf("HOSPITAL").ShouldBeEmpty();
    }
}
