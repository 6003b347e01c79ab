using System.Globalization;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>Where a ticket stands: what its steps depend on and change, as it is read.</summary>
/// <param name="Id">Id of the ticket.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Urgency">Its urgency.</param>
/// <param name="State">Its state.</param>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="CoDepartmentIds">Those that work with it.</param>
/// <param name="HandlerId">Who accepted it.</param>
/// <param name="HandlerName">Their name.</param>
/// <param name="TalentId">The talent who asked.</param>
/// <param name="PhoneHash">Keyed hash of the caller's number; null where it was withheld.</param>
/// <param name="Channel">How it came.</param>
/// <param name="DueAt">When the answer is due.</param>
/// <param name="DispatchedAt">When it went to the department.</param>
/// <param name="ReturnUntil">Until when the department may return it.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="PausedAt">Since when it waits for the caller.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="Reply">The answer.</param>
/// <param name="FollowUpDueAt">When the follow-up is due.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="EscalatedAt">Since when the office watches over it.</param>
/// <param name="MergedInto">The ticket that it goes on in.</param>
/// <param name="ExtensionState">Of the last extension asked for.</param>
/// <param name="CallerToBeTold">Whether the caller does not know of an extension yet.</param>
/// <param name="Reached">Whether the caller was reached in the last follow-up.</param>
/// <param name="Solved">Their word on it.</param>
/// <param name="Satisfied">Their word on it.</param>
/// <param name="Version">Counts the steps.</param>
/// <param name="WasAppeal">Whether it was taken as an appeal and corrected since.</param>
/// <param name="Division">Code of the county or park that it is about, or else of the talent who asked.</param>
public sealed record TicketFacts(
    Guid Id,
    string Kind,
    string Urgency,
    string State,
    Guid? DepartmentId,
    Guid[] CoDepartmentIds,
    string? HandlerId,
    string? HandlerName,
    Guid? TalentId,
    byte[]? PhoneHash,
    string Channel,
    DateTimeOffset DueAt,
    DateTimeOffset? DispatchedAt,
    DateTimeOffset? ReturnUntil,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? PausedAt,
    DateTimeOffset? RepliedAt,
    string? Reply,
    DateTimeOffset? FollowUpDueAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? EscalatedAt,
    Guid? MergedInto,
    string? ExtensionState,
    bool CallerToBeTold,
    bool? Reached,
    bool? Solved,
    bool? Satisfied,
    int Version,
    bool WasAppeal = false,
    string? Division = null
)
{
    private static readonly string Columns = $"""
        t.id, t.kind, t.urgency, t.state, t.department_id, t.co_department_ids, t.handler_id, t.handler_name, t.talent_id,
        t.phone_hash, c.channel, t.due_at, t.dispatched_at, t.return_until, t.accepted_at, t.paused_at, t.replied_at, t.reply,
        t.follow_up_due_at, t.closed_at, t.escalated_at, t.merged_into, t.extension_state, t.caller_to_be_told, t.reached,
        t.solved, t.satisfied, t.version, t.was_appeal, {TicketStore.OwnerOf("t").Division} division
        """;

    // The staff's, and the talent's who asked.
    private static readonly RowOwner Owner = TicketStore.OwnerOf("t") with { Talent = "t.talent_id" };

    /// <summary>What an actor is to a ticket.</summary>
    internal TicketRole RoleOf(Actor actor) =>
        (actor.Is(Roles.Agent) ? TicketRole.Agent : 0)
        | (actor.LooksAfter(Division) ? TicketRole.Office : 0)
        | (
            actor.Is(Roles.Handler) && actor.DepartmentId is { } department
                ? DepartmentId == department
                    ? TicketRole.Handler
                    : CoDepartmentIds.Contains(department)
                        ? TicketRole.CoHandler
                        : 0
                : 0
        )
        | (actor.Is(Roles.Talent) && TalentId is { } talent && talent == actor.TalentId ? TicketRole.Caller : 0);

    /// <summary>Where a ticket of the actor's stands.</summary>
    /// <exception cref="RefusedException">There is none by that id that the actor may know of.</exception>
    internal static async Task<TicketFacts> ReadAsync(Session session, Guid id, Actor actor) =>
        await FindAsync(session, id, actor) ?? throw new RefusedException(CommonProblems.NotFound);

    /// <summary>Where a ticket stands that the actor is about to change.</summary>
    /// <exception cref="RefusedException">
    /// There is none by that id that the actor may know of; or it was their department's, and the errors tell how it left.
    /// </exception>
    internal static async Task<TicketFacts> ReadToChangeAsync(Session session, Guid id, Actor actor) =>
        await FindAsync(session, id, actor) ?? throw await LeftAsync(session, id, actor);

    private static Task<TicketFacts?> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return session.FindAsync<TicketFacts>(
            $"select {Columns} from tickets t join consultations c on c.id = t.consultation_id where t.id = @id and {scope}",
            scope.With(new { id })
        );
    }

    /// <summary>The refusal of a step, with the ticket's last one: who was first, when, with what.</summary>
    internal static async Task<RefusedException> MovedOnAsync(Session session, Guid id, ProblemCode problem)
    {
        var last = await session.FindAsync<LastStep>(
            """
            select t.state, s.action, s.actor_name "by", s.at
            from tickets t join ticket_steps s on s.ticket_id = t.id and s.version = t.version
                and s.action not in ('note', 'link')
            where t.id = @id
            """,
            new { id }
        );
        return RefusalOf(problem, last);
    }

    // Of what came after a department's last step only the one by which the ticket left it is theirs to know.
    private static async Task<RefusedException> LeftAsync(Session session, Guid id, Actor actor)
    {
        var left = await session.FindAsync<LastStep>(
            """
            select s.to_state state, s.action, s.actor_name "by", s.at
            from ticket_steps s
            where s.ticket_id = @id and s.version > (
                select max(own.version) from ticket_steps own where own.ticket_id = @id and own.department_id = @Own)
            order by s.version limit 1
            """,
            new { id, Own = actor.Is(Roles.Handler) ? actor.DepartmentId : null }
        );
        return left is null ? new RefusedException(CommonProblems.NotFound) : RefusalOf(HotlineProblems.LeftDepartment, left);
    }

    private static RefusedException RefusalOf(ProblemCode problem, LastStep? last) =>
        last is null
            ? new RefusedException(problem)
            : new RefusedException(
                problem,
                new Dictionary<string, string[]>
                {
                    ["state"] = [last.State],
                    ["action"] = [last.Action],
                    ["by"] = [last.By],
                    ["at"] = [last.At.ToString("O", CultureInfo.InvariantCulture)],
                }
            );

    private sealed record LastStep(string State, string Action, string By, DateTimeOffset At);
}
