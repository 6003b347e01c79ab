using TalentCard.Core.Dependants;
using TalentCard.Core.Hotline;
using TalentCard.Core.Notifications;
using TalentCard.Core.Organisations;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Privacy;

/// <summary>A column that <see cref="IFieldEncryption"/> encrypts.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Context">The context of its fields, in SQL.</param>
/// <param name="Key">The column that holds the row's id.</param>
/// <param name="KeyType">Type of the id.</param>
public sealed record EncryptedColumn(string Table, string Name, string Context, string Key = "id", string KeyType = "uuid")
{
    /// <summary>Context of a second factor's key.</summary>
    public const string AuthenticatorKey = "users.authenticator_key";

    /// <summary>Context of a key of Data Protection.</summary>
    public const string DataProtectionKey = "data_protection_keys.xml";

    /// <summary>Every encrypted column; a test compares them with the schema.</summary>
    public static IReadOnlyList<EncryptedColumn> All { get; } =
    [
        new("talents", "id_number_cipher", $"'{PersonalFields.IdNumber}'"),
        new("talents", "phone_cipher", $"'{PersonalFields.Phone}'"),
        new("talents", "email_cipher", $"'{PersonalFields.Email}'"),
        new("dependants", "document_cipher", $"'{DependantFields.Document}'"),
        new("dependants", "proof_cipher", $"'{DependantFields.ProofNumber}'"),
        new("talent_corrections", "id_number_cipher", $"'{PersonalFields.CorrectedIdNumber}'"),
        new("talent_imports", "rows_cipher", $"'{PersonalFields.ImportedRows}'"),
        new("calls", "phone_cipher", $"'{CallerNumber.Context}'"),
        new("consultations", "phone_cipher", $"'{CallerNumber.Context}'"),
        new("notification_settings", "email_cipher", $"'{NotificationFields.Email}'", "recipient_id"),
        new("notification_settings", "phone_cipher", $"'{NotificationFields.Phone}'", "recipient_id"),
        new("organisations", "contact_cipher", $"'{OrganisationStore.Contact}'"),
        new("users", "authenticator_key_cipher", $"'{AuthenticatorKey}'"),
        new("data_protection_keys", "xml_cipher", $"'{DataProtectionKey}'"),
        new("signing_keys", "private_key_cipher", "'signing_keys.' || purpose", "kid", "text"),
    ];
}
