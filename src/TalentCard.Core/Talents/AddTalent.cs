using System.Globalization;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Lists;
using TalentCard.Core.Privacy;
using TalentCard.Core.Reference;

namespace TalentCard.Core.Talents;

/// <summary>Adds one talent without a list, by the checks of a list's row.</summary>
public sealed class AddTalent(
    Db db,
    TimeProvider time,
    IFieldEncryption encryption,
    ReferenceStore reference,
    IdempotencyStore idempotency,
    WriteTalents writer
)
{
    // The request's members in the order of the list's columns.
    private static readonly string[] Fields =
    [
        "name",
        "idNumber",
        "phone",
        "email",
        "tier",
        "employer",
        "division",
        "contractEnd",
        "documentKind",
        "documentCountry",
        "birthDate",
    ];

    /// <summary>Adds them; the same request with the same key once.</summary>
    /// <param name="request">Who.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="requestHash">SHA-256 of what was asked for.</param>
    /// <param name="actor">Who adds; a county's office in its own county.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The talent's id.</returns>
    /// <exception cref="RefusedException">
    /// A bad value, another's county (<c>other_division</c>), a talent already (<c>already_a_talent</c>, or where somebody adds
    /// them at this moment <c>id_number_taken</c>), or the key was used for another request (<c>idempotency_conflict</c>).
    /// </exception>
    public async Task<Guid> RunAsync(TalentRequest request, string key, byte[] requestHash, Actor actor, CancellationToken cancel)
    {
        try
        {
            return await db.ChangeAsync(session => AddAsync(session, request, key, requestHash, actor), cancel);
        }
        catch (PostgresException exception) when (exception.ConstraintName == "talents_id_number_hash_key")
        {
            // Rows are copied in past the session, which names what constraints refuse.
            throw new RefusedException(TalentProblems.NumberTaken);
        }
    }

    private async Task<Guid> AddAsync(Session session, TalentRequest request, string key, byte[] requestHash, Actor actor)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
            return first;
        var person = Check(request, await reference.ReadAsync(session.Cancel));
        actor.RequireDivision(person.Division);
        await RefuseKnownAsync(session, person.Document, actor);
        await writer.WriteAsync(session, null, [person with { Id = id }], actor);
        return id;
    }

    private CheckedPerson Check(TalentRequest request, ReferenceData data)
    {
        string?[] texts =
        [
            request.Name,
            request.IdNumber,
            request.Phone,
            request.Email,
            request.Tier,
            request.Employer,
            request.Division,
            Iso(request.ContractEnd),
            request.DocumentKind,
            request.DocumentCountry,
            request.BirthDate is { } birth ? Iso(birth) : null,
        ];
        var check = new TalentListCheck(data, _ => false, time.Today());
        check.Run(
            [new ListRow(1, Array.ConvertAll(texts, text => new ListCell(text?.Trim() ?? "")))],
            (_, _) => Task.CompletedTask
        );
        return check.Findings.Count == 0
            ? check.Items.Single()
            : throw new RefusedException(
                CommonProblems.InvalidRequest,
                check
                    .Findings.Select(finding => finding.ToProblem())
                    .GroupBy(problem => Fields[Array.IndexOf(TalentListCheck.Columns, problem.Column)])
                    .ToDictionary(field => field.Key, field => field.SelectMany(one => new[] { one.Zh, one.En }).ToArray())
            );
    }

    private async Task RefuseKnownAsync(Session session, IdentityDocument document, Actor actor)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        var known = await session.FindAsync<Known>(
            $"select id, name, ({scope}) seen from talents t where id_number_hash = @Hash",
            scope.With(new { Hash = encryption.Hash(document.Key, PersonalFields.IdNumber) })
        );
        if (known is not null)
            throw new RefusedException(
                TalentProblems.AlreadyATalent,
                known.Seen ? new Dictionary<string, string[]> { ["talent"] = [known.Id.ToString(), known.Name] } : null
            );
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Known(Guid Id, string Name, bool Seen);
}
