using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>Seals a verification's ticket into the opaque token that the caller redeems with, and opens it again.</summary>
internal sealed class VerificationTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("TalentCard.Verification.1");

    public string Seal(VerificationTicket ticket)
    {
        using var bytes = new MemoryStream(160);
        using var writer = new BinaryWriter(bytes);
        writer.Write(ticket.Id.ToByteArray());
        writer.Write(ticket.CardId.ToByteArray());
        writer.Write(ticket.ServicePoint.ToByteArray());
        writer.Write((byte)ticket.Handle.Length);
        writer.Write(ticket.Handle);
        writer.Write((byte)ticket.Showing.Length);
        writer.Write(ticket.Showing);
        writer.Write((byte)ticket.Level);
        writer.Write(ticket.ExpiresAt.UtcTicks);
        writer.Write(ticket.OperatorId);
        if (ticket.DependantId is { } dependant)
            writer.Write(dependant.ToByteArray());
        writer.Flush();
        return Base64Url.EncodeToString(protector.Protect(bytes.ToArray()));
    }

    /// <summary>The ticket, be it expired or another's; null for what this system did not seal.</summary>
    public VerificationTicket? Open(string token)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(protector.Unprotect(Base64Url.DecodeFromChars(token))));
            var (id, card, point) = (ReadGuid(), ReadGuid(), ReadGuid());
            var handle = reader.ReadBytes(reader.ReadByte());
            var showing = reader.ReadBytes(reader.ReadByte());
            var level = reader.ReadByte();
            var expires = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
            var operatorId = reader.ReadString();
            Guid? dependant = reader.BaseStream.Position == reader.BaseStream.Length ? null : ReadGuid();
            return new VerificationTicket(id, card, handle, showing, level, point, operatorId, expires, dependant);

            Guid ReadGuid() => new(reader.ReadBytes(16));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
