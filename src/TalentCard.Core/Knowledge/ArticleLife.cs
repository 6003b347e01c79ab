using TalentCard.Contracts.Knowledge;

namespace TalentCard.Core.Knowledge;

internal enum ArticleState
{
    Draft,
    Review,
    Published,
    Rejected,
    Withdrawn,
}

internal enum ArticleAction
{
    Write,
    Attach,
    Submit,
    Approve,
    Reject,
    Withdraw,
}

/// <summary>The life of an article's newest version.</summary>
internal static class ArticleLife
{
    /// <summary>Every change of it; what is written over a published version begins the next one.</summary>
    public static readonly Transitions<ArticleState, ArticleAction> Changes = new(
        (_, action) => action == ArticleAction.Write ? KnowledgeProblems.VersionOpen : KnowledgeProblems.WrongState,
        (ArticleState.Draft, ArticleAction.Write, ArticleState.Draft),
        (ArticleState.Published, ArticleAction.Write, ArticleState.Draft),
        (ArticleState.Rejected, ArticleAction.Write, ArticleState.Draft),
        (ArticleState.Withdrawn, ArticleAction.Write, ArticleState.Draft),
        (ArticleState.Draft, ArticleAction.Attach, ArticleState.Draft),
        (ArticleState.Rejected, ArticleAction.Attach, ArticleState.Rejected),
        (ArticleState.Draft, ArticleAction.Submit, ArticleState.Review),
        (ArticleState.Review, ArticleAction.Approve, ArticleState.Published),
        (ArticleState.Review, ArticleAction.Reject, ArticleState.Rejected),
        (ArticleState.Published, ArticleAction.Withdraw, ArticleState.Withdrawn)
    );
}
