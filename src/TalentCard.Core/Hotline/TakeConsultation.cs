using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Idempotency;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Hotline;

/// <summary>受理: takes a call, a visit or a question from the phone. It is one record; each of its matters is a ticket.</summary>
public sealed class TakeConsultation(
    Db db,
    TimeProvider time,
    CallerNumber numbers,
    ChangeTicket changes,
    IdempotencyStore idempotency
)
{
    /// <summary>How long a matter is remembered as asked before.</summary>
    public const int RepeatDays = 180;

    /// <summary>Takes a call or a visit; each matter is answered, dispatched or left to be dispatched as it says.</summary>
    /// <param name="request">What the agent wrote.</param>
    /// <param name="key">The <c>Idempotency-Key</c>.</param>
    /// <param name="hash">SHA-256 of the request.</param>
    /// <param name="actor">The agent.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Id of the consultation.</returns>
    /// <exception cref="RefusedException">Something that it names is unknown, or the call was taken by another.</exception>
    public Task<Guid> TakeAsync(NewConsultation request, string key, byte[] hash, Actor actor, CancellationToken cancel)
    {
        for (var i = 0; i < request.Matters.Length; i++)
            Check(request.Matters[i], i);
        return db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return first;
                var named = request.TalentId is null
                    ? null
                    : await TalentAsync(session, request.TalentId, null) ?? throw Refuse.Unknown("talentId");
                var digits = request.Phone is not null
                    ? CallerNumber.Digits(request.Phone)
                    : await NumberOfCallAsync(session, request.CallId)
                        ?? (named is null ? throw Required("phone") : numbers.OfTalent(named.PhoneCipher, named.Id));
                var talent = named ?? await TalentAsync(session, null, numbers.Hash(digits));
                var name = talent?.Name ?? request.CallerName?.Trim();
                if (string.IsNullOrEmpty(name))
                    throw Required("callerName");
                await InsertAsync(session, id, request.Channel, request.CallId, talent?.Id, name, digits, actor);
                foreach (var matter in request.Matters)
                {
                    var ticket = await OpenAsync(session, id, matter, talent?.Id, numbers.Hash(digits), request.Channel, actor);
                    await SettleAsync(session, ticket, matter, actor);
                }
                return id;
            },
            cancel
        );
    }

    /// <summary>Takes a question from the talent's own phone.</summary>
    /// <returns>Id of the ticket.</returns>
    public Task<Guid> AskAsync(MyNewConsultation request, string key, byte[] hash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    id = first;
                else
                {
                    var talent =
                        await TalentAsync(session, actor.TalentId, null) ?? throw new RefusedException(CommonProblems.NotFound);
                    var digits = numbers.OfTalent(talent.PhoneCipher, talent.Id);
                    await InsertAsync(session, id, "app", null, talent.Id, talent.Name, digits, null);
                    await OpenAsync(
                        session,
                        id,
                        new NewMatter(request.Kind, "normal", request.Title, request.Content, Place: request.Place),
                        talent.Id,
                        numbers.Hash(digits),
                        "app",
                        actor
                    );
                }
                return await session.SingleAsync<Guid>("select id from tickets where consultation_id = @id", new { id });
            },
            cancel
        );

    private Task<int> InsertAsync(
        Session session,
        Guid id,
        string channel,
        Guid? callId,
        Guid? talentId,
        string name,
        string digits,
        Actor? agent
    ) =>
        session.ExecuteAsync(
            """
            insert into consultations
                (id, channel, call_id, talent_id, caller_name, phone_cipher, phone_hash, phone_tail, agent_id, agent_name,
                 received_at)
            values (@id, @channel, @callId, @talentId, @name, @Cipher, @Hash, @Tail, @AgentId, @AgentName, @Now)
            """,
            new
            {
                id,
                channel,
                callId,
                talentId,
                name,
                Cipher = numbers.Encrypt(digits, id),
                Hash = numbers.Hash(digits),
                Tail = digits[^4..],
                AgentId = agent?.Id,
                AgentName = agent?.Name,
                Now = time.GetUtcNow(),
            }
        );

    // The ticket with its number, its promise, and the earlier one that it repeats.
    private async Task<Guid> OpenAsync(
        Session session,
        Guid consultationId,
        NewMatter matter,
        Guid? talentId,
        byte[] phoneHash,
        string channel,
        Actor actor
    )
    {
        var now = time.GetUtcNow();
        var rule = await DeadlineRuleStore.OfAsync(session, matter.Kind, matter.Urgency, now.ToLocalDate());
        var due = (await WorkingDayStore.CalendarAsync(session)).Due(now, rule.Amount, rule.Unit);
        var id = Guid.CreateVersion7(now);
        await session.ExecuteAsync(
            """
            with given as (
                insert into ticket_numbers (day, last_number) values (@Today, 1)
                on conflict (day) do update set last_number = ticket_numbers.last_number + 1
                returning last_number)
            insert into tickets
                (id, number, consultation_id, kind, urgency, title, content, division_code, place, state, agent_id, talent_id,
                 phone_hash, received_at, promised_at, due_at, repeat_of)
            select @id, @Day || '-' || lpad(last_number::text, 4, '0'), @consultationId, @Kind, @Urgency, @Title, @Content,
                   @Division, @Place, 'received', @AgentId, @talentId, @phoneHash, @now, @due, @due,
                   (select coalesce(e.repeat_of, e.id) from tickets e
                    where (e.phone_hash = @phoneHash or e.talent_id = @talentId) and e.kind = @Kind and e.state <> 'merged'
                      and e.received_at > @Since and e.consultation_id <> @consultationId and similarity(e.title, @Title) >= 0.3
                    order by similarity(e.title, @Title) desc, e.received_at limit 1)
            from given
            """,
            new
            {
                id,
                consultationId,
                matter.Kind,
                matter.Urgency,
                matter.Title,
                matter.Content,
                matter.Division,
                matter.Place,
                AgentId = channel == "app" ? null : actor.Id,
                talentId,
                phoneHash,
                now,
                due,
                Today = now.ToLocalDate(),
                Day = now.ToLocalDate().ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                Since = now.AddDays(-RepeatDays),
            }
        );
        var ticket = await TicketFacts.ReadAsync(session, id, actor);
        await changes.AddStepAsync(session, ticket, null, TicketAction.Receive, matter.Content, actor);
        return id;
    }

    private async Task SettleAsync(Session session, Guid id, NewMatter matter, Actor actor)
    {
        if (matter.DepartmentId is { } department)
        {
            var input = await ChangeTicket.ToDepartmentsAsync(
                session,
                new TicketDispatch(department, matter.CoDepartmentIds),
                actor
            );
            await changes.StepAsync(session, id, TicketAction.Dispatch, input, actor);
        }
        if (matter.Answer is not { } answer)
            return;
        await changes.StepAsync(session, id, TicketAction.Answer, new TicketInput(actor.Id, actor.Name, answer.Text), actor);
        await changes.CiteAsync(session, id, answer.ArticleIds);
        if (matter.Close)
            await changes.StepAsync(session, id, TicketAction.Close, new TicketInput(actor.Id, actor.Name), actor);
    }

    // So that nobody types, or sees, the number of an announced call.
    private async Task<string?> NumberOfCallAsync(Session session, Guid? callId) =>
        callId is { } call
        && await session.FindAsync<byte[]>("select phone_cipher from calls where id = @call", new { call }) is { } cipher
            ? numbers.Decrypt(cipher, call)
            : null;

    private static RefusedException Required(string field) => Refuse.Field(field, "required");

    private static Task<KnownTalent?> TalentAsync(Session session, Guid? id, byte[]? phoneHash) =>
        session.FindAsync<KnownTalent>(
            """
            select id, name, phone_cipher from talents
            where case when @id::uuid is null then phone_hash = @phoneHash else id = @id end
            order by created_at desc limit 1
            """,
            new { id, phoneHash }
        );

    // The host's validation does not go into the elements of an array.
    private static void Check(NewMatter? matter, int index)
    {
        if (matter is null)
            throw Required($"matters[{index}]");
        var errors = new Dictionary<string, string[]>();
        foreach (var part in new object?[] { matter, matter.Answer }.OfType<object>())
        {
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(part, new ValidationContext(part), faults, true);
            foreach (var fault in faults)
                errors[$"matters[{index}].{JsonNamingPolicy.CamelCase.ConvertName(fault.MemberNames.FirstOrDefault() ?? "")}"] =
                [
                    fault.ErrorMessage ?? "invalid",
                ];
        }
        if (matter.Answer is not null && matter.DepartmentId is not null)
            errors[$"matters[{index}].answer"] = ["either answered or dispatched"];
        if (matter.Close && matter.Answer is null)
            errors[$"matters[{index}].close"] = ["only with an answer"];
        if (errors.Count > 0)
            throw new RefusedException(CommonProblems.InvalidRequest, errors);
        if (matter.Close && matter.Kind == "appeal")
            throw new RefusedException(HotlineProblems.FollowUpFirst);
    }

    private sealed record KnownTalent(Guid Id, string Name, byte[] PhoneCipher);
}
