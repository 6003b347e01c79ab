using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Data Protection's keys in the database, encrypted, so that every Api process reads every other's cookies. The interface
/// is synchronous; it is called once a day.
/// </summary>
internal sealed class KeyRingRepository(NpgsqlDataSource database, IFieldEncryption encryption, TimeProvider time)
    : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return
        [
            .. connection
                .Query<(Guid Id, byte[] Cipher)>("select id, xml_cipher from data_protection_keys order by created_at, id")
                .Select(row => XElement.Parse(encryption.DecryptText(row.Cipher, EncryptedColumn.DataProtectionKey, row.Id))),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        var id = Guid.CreateVersion7(time.GetUtcNow());
        connection.Execute(
            "insert into data_protection_keys (id, friendly_name, xml_cipher, created_at) values (@Id, @FriendlyName, @Cipher, @Now)",
            new
            {
                Id = id,
                FriendlyName = friendlyName,
                Cipher = encryption.EncryptText(
                    element.ToString(SaveOptions.DisableFormatting),
                    EncryptedColumn.DataProtectionKey,
                    id
                ),
                Now = time.GetUtcNow(),
            }
        );
    }
}
