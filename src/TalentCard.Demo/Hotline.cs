using TalentCard.Contracts;
using TalentCard.Core;
using TalentCard.Core.Hotline;
using TalentCard.Core.Privacy;

namespace TalentCard.Demo;

/// <summary>Writes consultations, tickets with their steps, and the knowledge base.</summary>
internal static class Hotline
{
    public static async Task InsertAsync(
        Session session,
        IFieldEncryption encryption,
        IReadOnlyList<DemoTicket> tickets,
        DateOnly today
    )
    {
        var numbers = new CallerNumber(encryption);
        await session.CopyAsync(
            "knowledge_articles (id, created_at)",
            HotlineTexts.Articles.Select((_, n) => new object?[] { ArticleId(n), City.FoundedAt })
        );
        await session.CopyAsync(
            """
            knowledge_versions (article_id, version, title, kind, body, public, valid_from, stale_on, state, written_by,
            written_by_name,
                reviewed_by, reviewed_by_name, reviewed_at, review, created_at, updated_at)
            """,
            HotlineTexts.Articles.Select((a, n) => Article(a, n, today))
        );
        await session.CopyAsync(
            """
            consultations (id, channel, talent_id, caller_name, phone_cipher, phone_hash, phone_tail, agent_id, agent_name,
            received_at)
            """,
            tickets
                .Select(t => t.Call)
                .Distinct()
                .Select(call =>
                    new object?[]
                    {
                        call.Id,
                        call.Channel,
                        call.TalentId,
                        call.Name,
                        numbers.Encrypt(call.Phone, call.Id),
                        numbers.Hash(call.Phone),
                        call.Phone[^4..],
                        call.Agent?.Id,
                        call.Agent?.Name,
                        call.At,
                    }
                )
        );
        await session.CopyAsync(
            "ticket_numbers (day, last_number)",
            tickets.GroupBy(t => t.Call.At.ToLocalDate()).Select(day => new object?[] { day.Key, day.Count() })
        );
        await session.CopyAsync(
            """
            tickets (id, number, consultation_id, kind, urgency, title, content, division_code, state, department_id, handler_id,
            handler_name, agent_id, talent_id, phone_hash, received_at, promised_at, due_at, dispatched_at, return_until,
            accepted_at, paused_at, replied_at, reply, follow_up_due_at, closed_at, escalated_at, repeat_of, extension_state,
            caller_to_be_told, reached, solved, satisfied, version)
            """,
            tickets.Select(t => Row(t, numbers))
        );
        await session.CopyAsync(
            """
            ticket_steps (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal,
            due_at, version)
            """,
            tickets.SelectMany(t => t.Steps.Select(s => Step(t, s)))
        );
        await session.CopyAsync(
            """
            ticket_extensions (ticket_id, id, asked_at, asked_by, asked_by_name, days, reason, state, decided_by, decided_by_name,
            decided_at,
                decision, due_at, told_at)
            """,
            tickets.SelectMany(t => t.Extensions)
        );
        await session.CopyAsync(
            "follow_ups (ticket_id, id, at, agent_id, agent_name, reached, solved, satisfied, comment, outcome)",
            tickets.SelectMany(t => t.FollowUps)
        );
        await session.CopyAsync(
            "knowledge_uses (article_id, version, ticket_id, at)",
            tickets.Where(t => t.Cites).Select(t => new object?[] { ArticleFor(t.Matter), 1, t.Facts.Id, t.Facts.RepliedAt })
        );
    }

    private static Guid ArticleId(int n) => new DemoRandom($"article {n}").Id(City.FoundedAt);

    // The article of the kind whose title shares the most with the matter's.
    private static Guid ArticleFor(DemoMatter matter) =>
        ArticleId(
            HotlineTexts
                .Articles.Select((article, n) => (article, n))
                .Where(a => a.article.Kind == matter.Kind)
                .MaxBy(a => a.article.Title.Intersect(matter.Title).Count())
                .n
        );

    private static object?[] Article(
        (string Kind, string Title, string Body, bool Public, int StaleInDays) article,
        int n,
        DateOnly today
    )
    {
        var (writer, reviewer) = (DemoAccounts.Named("agent1"), DemoAccounts.Named("office1"));
        return
        [
            ArticleId(n),
            1,
            article.Title,
            article.Kind,
            article.Body,
            article.Public,
            new DateOnly(2022, 1, 4),
            today.AddDays(article.StaleInDays),
            "published",
            writer.Id.ToString(),
            writer.DisplayName,
            reviewer.Id.ToString(),
            reviewer.DisplayName,
            City.FoundedAt.AddMinutes(n),
            "同意发布",
            City.FoundedAt,
            City.FoundedAt.AddMinutes(n),
        ];
    }

    private static object?[] Row(DemoTicket ticket, CallerNumber numbers)
    {
        var facts = ticket.Facts;
        return
        [
            facts.Id,
            ticket.Number,
            ticket.Call.Id,
            facts.Kind,
            facts.Urgency,
            ticket.Matter.Title,
            ticket.Matter.Content,
            ticket.Call.Division,
            facts.State,
            facts.DepartmentId,
            facts.HandlerId,
            facts.HandlerName,
            ticket.Call.Agent?.Id,
            facts.TalentId,
            numbers.Hash(ticket.Call.Phone),
            ticket.Call.At,
            ticket.PromisedAt,
            facts.DueAt,
            facts.DispatchedAt,
            facts.ReturnUntil,
            facts.AcceptedAt,
            facts.PausedAt,
            facts.RepliedAt,
            facts.Reply,
            facts.FollowUpDueAt,
            facts.ClosedAt,
            facts.EscalatedAt,
            ticket.RepeatOf,
            facts.ExtensionState,
            facts.CallerToBeTold,
            facts.Reached,
            facts.Solved,
            facts.Satisfied,
            facts.Version,
        ];
    }

    private static object?[] Step(DemoTicket ticket, DemoStep step) =>
        [
            ticket.Facts.Id,
            ticket.NewId(),
            step.At,
            step.Action.Word(),
            step.From,
            step.After.State,
            step.By.Id,
            step.By.Name,
            step.After.DepartmentId,
            step.Text,
            !Ticket.ForTheCaller.Contains(step.Action),
            step.After.DueAt,
            step.After.Version,
        ];
}
