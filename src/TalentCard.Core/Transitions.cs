namespace TalentCard.Core;

/// <summary>A row of a state machine's table.</summary>
/// <param name="From">State before.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">State after.</param>
public record Transition<TState, TAction>(TState From, TAction Action, TState To);

/// <summary>
/// A state machine as one table: which actions a state takes and where they lead. What is not a row of it is refused. A statement
/// that changes a state guards itself with <see cref="From"/>.
/// </summary>
/// <param name="refusal">What a state says to an action that it does not take.</param>
/// <param name="rows">The table.</param>
public class Transitions<TState, TAction, TRow>(Func<TState, TAction, ProblemCode> refusal, IReadOnlyList<TRow> rows)
    where TState : notnull
    where TAction : struct, Enum
    where TRow : Transition<TState, TAction>
{
    private readonly ILookup<(TState, TAction), TRow> table = rows.ToLookup(row => (row.From, row.Action));

    /// <summary>The table.</summary>
    public IReadOnlyList<TRow> Rows => rows;

    /// <summary>Whether a state takes an action.</summary>
    public bool Takes(TState from, TAction action) => table.Contains((from, action));

    /// <summary>Refuses an action that a state does not take.</summary>
    /// <exception cref="RefusedException">It does not.</exception>
    public void Check(TState from, TAction action)
    {
        if (!Takes(from, action))
            throw new RefusedException(refusal(from, action));
    }

    /// <summary>The rows of an action in a state; more than one where more than the state decides.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public IEnumerable<TRow> Of(TState from, TAction action)
    {
        Check(from, action);
        return table[(from, action)];
    }

    /// <summary>The state after an action.</summary>
    /// <exception cref="RefusedException">The state does not take it.</exception>
    public TState After(TState from, TAction action) => Of(from, action).First().To;

    /// <summary>The states that take an action.</summary>
    public TState[] From(TAction action) => [.. rows.Where(row => row.Action.Equals(action)).Select(row => row.From).Distinct()];

    /// <summary>The actions that a state takes.</summary>
    public IEnumerable<TAction> Actions(TState from) =>
        rows.Where(row => row.From.Equals(from)).Select(row => row.Action).Distinct();
}

/// <summary>A state machine in which state and action alone decide.</summary>
/// <param name="refusal">What a state says to an action that it does not take.</param>
/// <param name="rows">The table.</param>
public sealed class Transitions<TState, TAction>(
    Func<TState, TAction, ProblemCode> refusal,
    params (TState From, TAction Action, TState To)[] rows
)
    : Transitions<TState, TAction, Transition<TState, TAction>>(
        refusal,
        [.. rows.Select(row => new Transition<TState, TAction>(row.From, row.Action, row.To))]
    )
    where TState : notnull
    where TAction : struct, Enum;
