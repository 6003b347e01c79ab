using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>Where a postdoc's residence stands.</summary>
public enum PostdocState
{
    /// <summary>Entry waits for the office.</summary>
    Proposed,

    /// <summary>在站.</summary>
    Resident,

    /// <summary>出站.</summary>
    Completed,

    /// <summary>退站.</summary>
    Withdrawn,

    /// <summary>The office did not let them enter.</summary>
    Rejected,
}

/// <summary>The rules of a residence's course, without a database.</summary>
public static class PostdocLife
{
    /// <summary>Every change of a residence.</summary>
    public static readonly Transitions<PostdocState, PostdocAction> Changes = new(
        (_, _) => PostdocProblems.NotInResidence,
        (PostdocState.Proposed, PostdocAction.Enter, PostdocState.Resident),
        (PostdocState.Proposed, PostdocAction.Reject, PostdocState.Rejected),
        (PostdocState.Proposed, PostdocAction.Edit, PostdocState.Proposed),
        (PostdocState.Resident, PostdocAction.Edit, PostdocState.Resident),
        (PostdocState.Resident, PostdocAction.Propose, PostdocState.Resident),
        (PostdocState.Resident, PostdocAction.Review, PostdocState.Resident),
        (PostdocState.Resident, PostdocAction.Extend, PostdocState.Resident),
        (PostdocState.Resident, PostdocAction.Complete, PostdocState.Completed),
        (PostdocState.Resident, PostdocAction.Withdraw, PostdocState.Withdrawn),
        (PostdocState.Resident, PostdocAction.Pay, PostdocState.Resident),
        // The last instalments are paid after somebody has left.
        (PostdocState.Completed, PostdocAction.Pay, PostdocState.Completed),
        (PostdocState.Withdrawn, PostdocAction.Pay, PostdocState.Withdrawn)
    );

    /// <summary>The words of the states that take <paramref name="action"/>, for a statement's guard.</summary>
    public static string[] From(PostdocAction action) => [.. Changes.From(action).Select(Words.Word)];

    /// <summary>What can be done now beside the office's decisions.</summary>
    /// <param name="state">The state.</param>
    /// <param name="proposed">Whether the proposal is recorded.</param>
    /// <param name="passed">Whether the midterm review is passed.</param>
    /// <param name="pending">Whether a request waits for the office.</param>
    public static IEnumerable<PostdocAction> Actions(PostdocState state, bool proposed, bool passed, bool pending) =>
        Changes
            .Actions(state)
            .Where(action =>
                action switch
                {
                    PostdocAction.Enter or PostdocAction.Reject => false,
                    PostdocAction.Propose => !proposed,
                    PostdocAction.Review => proposed && !passed,
                    PostdocAction.Complete => passed && !pending,
                    PostdocAction.Extend or PostdocAction.Withdraw => !pending,
                    _ => true,
                }
            );
}
