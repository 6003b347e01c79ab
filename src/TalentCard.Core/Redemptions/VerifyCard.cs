using TalentCard.Contracts.Redemptions;
using TalentCard.Core.CardCodes;

namespace TalentCard.Core.Redemptions;

/// <summary>A judged scan, before the host seals the ticket.</summary>
/// <param name="Answer">The answer without its token and photo address.</param>
/// <param name="Ticket">What the token holds; null where the answer carries none.</param>
/// <param name="HasPhoto">Whether there is a photo to look at.</param>
/// <param name="Log">The row of the log.</param>
public sealed record Scan(VerificationAnswer Answer, VerificationTicket? Ticket, bool HasPhoto, VerificationEntry Log);

/// <summary>核验: judges a shown code at a service point in one select, and consumes nothing.</summary>
public sealed class VerifyCard(Db db, TimeProvider time)
{
    private static readonly Message Accepted = new("可以办理，请核对持卡人本人。", "Good to serve; check that it is the holder.");

    private static readonly Message AcceptedFamily = new(
        "可以办理，请核对家属本人。",
        "Good to serve; check that it is the member of the family."
    );

    /// <summary>Judges what a reader made of the code.</summary>
    /// <exception cref="RefusedException">The service point is not the actor's (<c>not_found</c>).</exception>
    public async Task<Scan> VerifyAsync(Guid servicePoint, CardCodeReading code, Actor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        // A printed code keeps its cti for life: there the verification itself is the showing.
        var showing = code.Level == 0 ? id.ToByteArray() : code.Cti;
        var facts =
            await VerificationFacts.ReadAsync(
                db.Source,
                actor,
                servicePoint,
                code.Refusal is null ? code.Handle : null,
                showing,
                code.Level,
                code.Relation is not null,
                now,
                cancel
            ) ?? throw new RefusedException(CommonProblems.NotFound);

        var log = new VerificationEntry(
            id,
            now,
            facts.Card?.Id,
            "",
            facts.Card is null ? null : code.Level,
            servicePoint,
            actor.Id,
            actor.Name,
            actor.Address
        );
        var refusal = code.Refusal is { } text ? Verdicts.Of(text) : RefusalOf(facts.Card, now);
        if (refusal is not null || facts.Card is not { } card)
            return Refused(refusal ?? Verdicts.UnknownCard, log);

        var judged = facts
            .Benefits.Select(benefit => (Facts: benefit, Judgement: Entitlement.Judge(benefit, code.Level, now)))
            .ToList();
        var overall = Entitlement.Overall([.. judged.Select(benefit => benefit.Judgement)]);
        if (overall == Verdicts.WrongServicePoint)
            return Refused(overall, log);
        var verdict = overall?.Code ?? Verdicts.Accepted;
        var answer = new VerificationAnswer(
            verdict,
            overall is not null ? MessageOf(overall)
                : card.Dependant is null ? Accepted
                : AcceptedFamily,
            null,
            new VerifiedCard(
                MaskedName.Of(card.Name),
                card.Tier,
                card.TierName,
                card.TierColor,
                card.ValidTo,
                code.Level,
                null,
                card.Dependant?.Relation
            ),
            [.. judged.Select(benefit => ToContract(benefit.Facts, benefit.Judgement))]
        );
        var ticket = new VerificationTicket(
            id,
            card.Id,
            code.Handle,
            showing,
            code.Level,
            servicePoint,
            actor.Id,
            now + VerificationTicket.Lifetime,
            card.Dependant?.Id
        );
        return new Scan(answer, ticket, card.HasPhoto, log with { Verdict = verdict });
    }

    private static ProblemCode? RefusalOf(CardFacts? card, DateTimeOffset now) =>
        card is null ? Verdicts.UnknownCard : card.RefusalOn(now.ToLocalDate());

    private static Scan Refused(ProblemCode refusal, VerificationEntry log) =>
        new(
            new VerificationAnswer(refusal.Code, MessageOf(refusal), null, null, []),
            null,
            false,
            log with
            {
                Verdict = refusal.Code,
            }
        );

    private static VerifiedBenefit ToContract(BenefitFacts benefit, Judgement judgement) =>
        new(
            benefit.Code,
            benefit.Name,
            benefit.NameEn,
            judgement.Refusal is null,
            judgement.Refusal?.Code,
            judgement.Refusal is { } refusal ? MessageOf(refusal) : null,
            judgement.Remaining,
            benefit.Booked,
            new CompanionRule(benefit.MaxCompanions, benefit.Relations),
            benefit.Checks
        );

    private static Message MessageOf(ProblemCode refusal) => new(refusal.Zh, refusal.En);
}
