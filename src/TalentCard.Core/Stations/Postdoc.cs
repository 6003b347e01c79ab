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

/// <summary>What changes a residence, or is recorded in it.</summary>
public enum PostdocAction
{
    /// <summary>The office lets them enter.</summary>
    Enter,
    /// <summary>The office does not.</summary>
    Reject,
    /// <summary>Their data is corrected.</summary>
    Edit,
    /// <summary>开题.</summary>
    Propose,
    /// <summary>中期考核.</summary>
    Review,
    /// <summary>延期.</summary>
    Extend,
    /// <summary>出站.</summary>
    Complete,
    /// <summary>退站.</summary>
    Withdraw,
    /// <summary>Funding is paid.</summary>
    Pay,
}

/// <summary>The one table of a residence's changes.</summary>
public static class Postdoc
{
    // Every change that is allowed; what is not here is refused.
    private static readonly Dictionary<(PostdocState From, PostdocAction Action), PostdocState> Transitions = new()
    {
        [(PostdocState.Proposed, PostdocAction.Enter)] = PostdocState.Resident,
        [(PostdocState.Proposed, PostdocAction.Reject)] = PostdocState.Rejected,
        [(PostdocState.Proposed, PostdocAction.Edit)] = PostdocState.Proposed,
        [(PostdocState.Resident, PostdocAction.Edit)] = PostdocState.Resident,
        [(PostdocState.Resident, PostdocAction.Propose)] = PostdocState.Resident,
        [(PostdocState.Resident, PostdocAction.Review)] = PostdocState.Resident,
        [(PostdocState.Resident, PostdocAction.Extend)] = PostdocState.Resident,
        [(PostdocState.Resident, PostdocAction.Complete)] = PostdocState.Completed,
        [(PostdocState.Resident, PostdocAction.Withdraw)] = PostdocState.Withdrawn,
        [(PostdocState.Resident, PostdocAction.Pay)] = PostdocState.Resident,
        // The last instalments are paid after somebody has left.
        [(PostdocState.Completed, PostdocAction.Pay)] = PostdocState.Completed,
        [(PostdocState.Withdrawn, PostdocAction.Pay)] = PostdocState.Withdrawn,
    };

    /// <summary>The state after <paramref name="action"/>; null where it is refused.</summary>
    public static PostdocState? After(PostdocState from, PostdocAction action) =>
        Transitions.TryGetValue((from, action), out var to) ? to : null;

    /// <summary>The words of the states that take <paramref name="action"/>, for a statement's guard.</summary>
    public static string[] From(PostdocAction action) => [.. Transitions.Keys.Where(key => key.Action == action).Select(key => Word(key.From))];

    /// <summary>What can be done now beside the office's decisions.</summary>
    /// <param name="state">The state.</param>
    /// <param name="proposed">Whether the proposal is recorded.</param>
    /// <param name="passed">Whether the midterm review is passed.</param>
    /// <param name="pending">Whether a request waits for the office.</param>
    public static IEnumerable<PostdocAction> Actions(PostdocState state, bool proposed, bool passed, bool pending) =>
        Transitions.Keys.Where(key => key.From == state).Select(key => key.Action).Where(action => action switch
        {
            PostdocAction.Enter or PostdocAction.Reject => false,
            PostdocAction.Propose => !proposed,
            PostdocAction.Review => proposed && !passed,
            PostdocAction.Complete => passed && !pending,
            PostdocAction.Extend or PostdocAction.Withdraw => !pending,
            _ => true,
        });

    /// <summary>The word for a state or action in the database and in contracts.</summary>
    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Reads <see cref="Word"/> back.</summary>
    public static PostdocState StateOf(string word) => Enum.Parse<PostdocState>(word, ignoreCase: true);
}
