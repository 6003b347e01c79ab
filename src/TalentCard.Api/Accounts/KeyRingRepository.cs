using System.Text;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using TalentCard.Core.Privacy;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Data Protection's keys in the database, encrypted, so that every Api process reads every other's cookies. The interface
/// is synchronous; it is called once a day.
/// </summary>
internal sealed class KeyRingRepository(NpgsqlDataSource database, IFieldEncryption encryption, TimeProvider time)
    : IXmlRepository
{
    private const string Context = "data_protection_keys.xml";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return
        [
            .. connection
                .Query<byte[]>("select xml_cipher from data_protection_keys order by created_at, id")
                .Select(cipher => XElement.Parse(Encoding.UTF8.GetString(encryption.Decrypt(cipher, Context)))),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        connection.Execute(
            "insert into data_protection_keys (id, friendly_name, xml_cipher, created_at) values (@Id, @FriendlyName, @Cipher, @Now)",
            new
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                FriendlyName = friendlyName,
                Cipher = encryption.Encrypt(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Context),
                Now = time.GetUtcNow(),
            }
        );
    }
}
