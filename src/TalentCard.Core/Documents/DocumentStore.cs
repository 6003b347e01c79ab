using System.Security.Cryptography;
using TalentCard.Contracts.Documents;

namespace TalentCard.Core.Documents;

/// <summary>What a document belongs to.</summary>
/// <param name="Kind">In snake_case, e.g. <c>postdoc</c>.</param>
/// <param name="Id">Its id.</param>
public readonly record struct DocumentSubject(string Kind, Guid Id);

/// <summary>A document with its bytes.</summary>
/// <param name="Name">File name.</param>
/// <param name="ContentType">As its content says.</param>
/// <param name="Content">The file.</param>
public sealed record DocumentContent(string Name, string ContentType, byte[] Content);

/// <summary>
/// Keeps files with what they belong to. Whose the subject is, is the feature's question: it finds the subject for the
/// caller first, in the same transaction, and every statement here names that subject, so that a document's id alone opens
/// nothing.
/// </summary>
public sealed class DocumentStore(AuditTrail audit, TimeProvider time)
{
    private const string Columns = "id, label, name, content_type, size, created_by_name created_by, created_at";

    /// <summary>Attaches a file.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> AddAsync(Session session, DocumentSubject subject, string label, DocumentFile file, Actor actor)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await session.ExecuteAsync(
            """
            insert into documents
                (id, subject_kind, subject_id, label, name, content_type, size, sha256, content, created_by, created_by_name,
                 created_at)
            values (@id, @Kind, @SubjectId, @label, @Name, @ContentType, @Size, @Sha256, @Content, @ActorId, @ActorName, @Now)
            """,
            new
            {
                id,
                subject.Kind,
                SubjectId = subject.Id,
                label,
                file.Name,
                file.ContentType,
                Size = file.Content.Length,
                Sha256 = SHA256.HashData(file.Content),
                file.Content,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        await audit.WriteAsync(session, actor, Event("document.attach", subject, id));
        return id;
    }

    /// <summary>The documents of a subject, the first attached first.</summary>
    public static async Task<IReadOnlyList<Document>> ListAsync(Session session, DocumentSubject subject) =>
        await session.ListAsync<Document>(
            $"select {Columns} from documents where subject_kind = @Kind and subject_id = @Id and removed_at is null order by created_at, id",
            new { subject.Kind, subject.Id }
        );

    /// <summary>Reads one. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">The subject has none by that id (<c>not_found</c>).</exception>
    public async Task<DocumentContent> ReadAsync(Session session, DocumentSubject subject, Guid id, Actor actor)
    {
        var document =
            await session.FindAsync<DocumentContent>(
                """
                select name, content_type, content from documents
                where id = @id and subject_kind = @Kind and subject_id = @SubjectId and removed_at is null
                """,
                new
                {
                    id,
                    subject.Kind,
                    SubjectId = subject.Id,
                }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, Event("document.view", subject, id));
        return document;
    }

    /// <summary>Removes one: its content is gone, that it was there is kept.</summary>
    /// <exception cref="RefusedException">The subject has none by that id (<c>not_found</c>).</exception>
    public async Task RemoveAsync(Session session, DocumentSubject subject, Guid id, Actor actor)
    {
        var removed = await session.ExecuteAsync(
            """
            update documents set content = null, removed_by_name = @ActorName, removed_at = @Now
            where id = @id and subject_kind = @Kind and subject_id = @SubjectId and removed_at is null
            """,
            new
            {
                id,
                subject.Kind,
                SubjectId = subject.Id,
                ActorName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        if (removed == 0)
            throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, Event("document.remove", subject, id));
    }

    private static AuditEvent Event(string action, DocumentSubject subject, Guid id) =>
        new(action, subject.Kind, subject.Id.ToString(), Details: new { document = id });
}
