namespace TalentCard.Core.Redemptions;

/// <summary>A photo.</summary>
/// <param name="Content">The file.</param>
/// <param name="Type">Its media type.</param>
public sealed record Photo(byte[] Content, string Type);

/// <summary>Shows an operator the photo of the holder whom they have just verified.</summary>
public sealed class VerificationPhotos(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>The photo; null without one, or when the ticket is another's or has expired. The look is audited.</summary>
    public async Task<Photo?> ReadAsync(VerificationTicket ticket, Actor actor, CancellationToken cancel)
    {
        // There is none of a dependant, and the holder's is not for whoever sees one.
        if (ticket.DependantId is not null || ticket.OperatorId != actor.Id || ticket.ExpiresAt <= time.GetUtcNow())
            return null;
        await using var session = await db.OpenAsync(cancel);
        var row = await session.FindAsync<Row>(
            """
            select t.id talent_id, t.photo, t.photo_type
            from cards c join talents t on t.id = c.talent_id
            where c.id = @CardId and t.photo is not null
            """,
            new { ticket.CardId }
        );
        if (row is null)
            return null;
        var look = new AuditEvent("talent.view_photo", "verification", ticket.Id.ToString(), row.TalentId);
        await audit.WriteAsync(session, actor, look);
        return new Photo(row.Photo, row.PhotoType);
    }

    private sealed record Row(Guid TalentId, byte[] Photo, string PhotoType);
}
