using System.Globalization;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;
using TalentCard.Core.Privacy;
using TalentCard.Core.Reference;

namespace TalentCard.Core.Talents;

/// <summary>
/// Takes an uploaded list as a correction of talents who are there already (docs/adr/0068). Somebody sees what it says otherwise,
/// picks what is right, and says why; nothing else is changed, and rows that mean nobody are named.
/// </summary>
public sealed class CorrectByList(
    Db db,
    TimeProvider time,
    AuditTrail audit,
    IFieldEncryption encryption,
    ReferenceStore reference,
    ChangeTalent change,
    CorrectTalent correct
)
{
    private readonly TalentImportTable table = new(encryption);

    /// <summary>What the list says otherwise. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">No such list (<c>not_found</c>), or closed already.</exception>
    public Task<TalentListCorrection> ReadAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var list = await OpenAsync(session, id, actor, lockRow: false);
                var found = await CompareAsync(session, list.Rows);
                await NoteAsync(session, actor, "view_correction", id, new { people = found.People.Count });
                return new TalentListCorrection(
                    list.Id,
                    list.FileName,
                    list.RowCount,
                    found.People.Count(one => one.Changes.Count == 0),
                    [.. found.People.Where(one => one.Changes.Count > 0).Select(one => one.Show())],
                    found.Problems
                );
            },
            cancel
        );

    /// <summary>Takes what was chosen, all of it or nothing, and closes the list.</summary>
    /// <exception cref="RefusedException">
    /// No such list (<c>not_found</c>), closed already, somebody was changed meanwhile or is not of the list any more
    /// (<c>list_people_changed</c>), a correction of a number waits already, or the number is another's by now.
    /// </exception>
    public Task CommitAsync(Guid id, TalentListChoice choice, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var list = await OpenAsync(session, id, actor, lockRow: true);
                var wanted = choice.Rows.GroupBy(row => row.Row).ToDictionary(row => row.Key, row => row.Last());
                var people = (await CompareAsync(session, list.Rows))
                    .People.Where(one => wanted.ContainsKey(one.Person.Row))
                    .OrderBy(one => one.Now.Id)
                    .ToArray();
                // In one order, so that two lists of the same people wait for each other instead of deadlocking.
                var versions = (
                    await session.ListAsync<(Guid Id, int Version)>(
                        "select id, version from talents where id = any(@Ids) order by id for no key update",
                        new { Ids = Array.ConvertAll(people, one => one.Now.Id) }
                    )
                ).ToDictionary(talent => talent.Id, talent => talent.Version);
                var changed = wanted
                    .Values.Where(row =>
                        people.FirstOrDefault(one => one.Person.Row == row.Row) is not { } found
                        || found.Now.Version != row.Version
                        || versions.GetValueOrDefault(found.Now.Id) != row.Version
                        || row.Fields.Except(found.Changes.Select(field => field.Field)).Any()
                    )
                    .Select(row => $"{row.Row}")
                    .ToArray();
                if (changed.Length > 0)
                    throw new RefusedException(
                        TalentProblems.ListPeopleChanged,
                        new Dictionary<string, string[]> { ["rows"] = changed }
                    );
                await table.CommitAsync(session, id, time.GetUtcNow(), actor);
                await session.ExecuteAsync(
                    "update talent_imports set corrected = @Count where id = @id",
                    new { id, Count = people.Length }
                );
                await NoteAsync(session, actor, "correct", id, new { people = people.Length }, choice.Reason);
                foreach (var one in people)
                    await TakeAsync(session, one, wanted[one.Person.Row].Fields, choice.Reason, actor);
            },
            cancel
        );

    private async Task<UploadedList> OpenAsync(Session session, Guid id, Actor actor, bool lockRow) =>
        await table.FindAsync(session, id, actor, lockRow) is { State: "preview" } list
            ? list
            : throw new RefusedException(ListProblems.ImportClosed);

    private async Task TakeAsync(Session session, TalentDifference one, string[] fields, string reason, Actor actor)
    {
        var (now, person) = (one.Now, one.Person);
        bool Taken(string field) => fields.Contains(field);
        if (fields.Except(["name", "idNumber"]).Any())
            await change.EditAsync(
                session,
                now.Id,
                now.Version,
                new TalentEdit(
                    Taken("tier") ? person.Tier : now.Tier,
                    Taken("employer") ? person.Employer : now.Employer,
                    Taken("division") ? person.Division : now.Division,
                    Taken("contractEnd") ? person.ContractEnd : now.ContractEnd,
                    Taken("phone") ? person.Phone : null,
                    Taken("email") ? person.Email : null
                ),
                actor,
                reason
            );
        if (Taken("name") || Taken("idNumber"))
            await correct.ProposeAsync(
                session,
                now.Id,
                new TalentCorrectionRequest(
                    Taken("name") ? person.Name : null,
                    Taken("idNumber") ? person.Document.Number : null,
                    reason,
                    person.Document.Kind,
                    person.Document.Country,
                    person.BirthDate
                ),
                actor
            );
    }

    // Each good row with whom it means: who has its number, or else the only one of its name and employer.
    private async Task<(IReadOnlyList<TalentDifference> People, IReadOnlyList<ImportProblem> Problems)> CompareAsync(
        Session session,
        List<ListRow> rows
    )
    {
        var data = await reference.ReadAsync(session.Cancel);
        var check = new TalentListCheck(data, _ => false, time.Today());
        var problems = check.Run(rows, (_, _) => Task.CompletedTask).Findings.ToList();
        var known = await session.ListAsync<KnownTalent>(
            """
            select id, name, id_number_hash, id_number_tail, phone_hash, phone_tail, email_cipher, email_hash, tier_code tier,
                   employer, division_code division, contract_end, version
            from talents where id_number_hash = any(@Hashes) or search_key(name) = any(@Names)
            """,
            new
            {
                Hashes = check.Items.Select(person => encryption.Hash(person.Document.Key, PersonalFields.IdNumber)).ToArray(),
                Names = check.Items.Select(person => PlainText.Key(person.Name)).Distinct().ToArray(),
            }
        );
        var byNumber = known.ToDictionary(one => Convert.ToHexString(one.IdNumberHash));
        var byName = known.ToLookup(one => (PlainText.Key(one.Name), PlainText.Key(one.Employer)));
        var meant = check
            .Items.Select(person =>
                (
                    Person: person,
                    Talents: byNumber.TryGetValue(
                        Convert.ToHexString(encryption.Hash(person.Document.Key, PersonalFields.IdNumber)),
                        out var one
                    )
                        ? [one]
                        : byName[(PlainText.Key(person.Name), PlainText.Key(person.Employer))].ToArray()
                )
            )
            .ToArray();
        var rowsOf = meant.SelectMany(row => row.Talents).CountBy(one => one.Id).ToDictionary();
        List<TalentDifference> people = [];
        foreach (var (person, talents) in meant)
            if (talents is [var one] && rowsOf[one.Id] == 1)
                people.Add(new TalentDifference(person, one, Differences(person, one)));
            else
                problems.Add(talents.Length == 0 ? NoTalent(person.Row) : SeveralTalents(person.Row));
        return (people, [.. problems.OrderBy(problem => problem.Row).Select(problem => problem.ToProblem())]);
    }

    private List<TalentFieldChange> Differences(CheckedPerson person, KnownTalent now)
    {
        List<TalentFieldChange> changes = [];
        void Compare(string field, bool same, string? old, string? next)
        {
            if (!same && next is not null)
                changes.Add(new TalentFieldChange(field, old, next));
        }
        bool Hashed(byte[]? hash, string? text, string context) =>
            text is null || (hash is not null && hash.AsSpan().SequenceEqual(encryption.Hash(text, context)));
        Compare("name", now.Name == person.Name, now.Name, person.Name);
        Compare(
            "idNumber",
            Hashed(now.IdNumberHash, person.Document.Key, PersonalFields.IdNumber),
            PersonalFields.MaskedIdNumber(now.IdNumberTail),
            PersonalFields.MaskedIdNumber(PersonalFields.Tail(person.Document.Number))
        );
        Compare(
            "phone",
            Hashed(now.PhoneHash, person.Phone, PersonalFields.Phone),
            PersonalFields.MaskedPhone(now.PhoneTail),
            PersonalFields.MaskedPhone(PhoneNumber.Tail(person.Phone))
        );
        Compare(
            "email",
            Hashed(now.EmailHash, person.Email, PersonalFields.Email),
            now.EmailCipher is { } cipher
                ? PersonalFields.MaskedEmail(encryption.DecryptText(cipher, PersonalFields.Email, now.Id))
                : null,
            person.Email is { } email ? PersonalFields.MaskedEmail(email) : null
        );
        Compare("tier", now.Tier == person.Tier, now.Tier, person.Tier);
        Compare("employer", now.Employer == person.Employer, now.Employer, person.Employer);
        Compare("division", now.Division == person.Division, now.Division, person.Division);
        Compare("contractEnd", now.ContractEnd == person.ContractEnd, Iso(now.ContractEnd), Iso(person.ContractEnd));
        return changes;
    }

    private Task NoteAsync(Session session, Actor actor, string action, Guid id, object details, string? reason = null) =>
        audit.WriteAsync(
            session,
            actor,
            new AuditEvent(
                $"{table.Kind}_import.{action}",
                $"{table.Kind}_import",
                id.ToString(),
                Reason: reason,
                Details: details
            )
        );

    private static ListFinding NoTalent(int row) =>
        new(
            row,
            TalentListCheck.Columns[1],
            "not_a_talent",
            Zh: "人才库中没有此证件号码，也没有同名同单位的人；新增的人请另行导入。",
            En: "Nobody has this document, nor this name and employer; import new people by a list of their own."
        );

    private static ListFinding SeveralTalents(int row) =>
        new(
            row,
            TalentListCheck.Columns[0],
            "several_talents",
            Zh: "按证件号码、姓名和工作单位不能确定是哪一个人，请在该人员的页面更正。",
            En: "Number, name and employer do not tell who is meant; correct the talent on their page."
        );

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A talent as they are, for the comparison with a list.</summary>
internal sealed record KnownTalent(
    Guid Id,
    string Name,
    byte[] IdNumberHash,
    string IdNumberTail,
    byte[] PhoneHash,
    string PhoneTail,
    byte[]? EmailCipher,
    byte[]? EmailHash,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd,
    int Version
);

/// <summary>A row of a list, the talent whom it means, and what it says otherwise.</summary>
internal sealed record TalentDifference(CheckedPerson Person, KnownTalent Now, IReadOnlyList<TalentFieldChange> Changes)
{
    /// <summary>As it is shown.</summary>
    public TalentRowCorrection Show() => new(Person.Row, Now.Id, Now.Name, Now.Employer, Now.Version, Changes);
}
