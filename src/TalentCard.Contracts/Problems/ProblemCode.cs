namespace TalentCard.Contracts.Problems;

/// <summary>
/// A refusal that a client can rely on: its stable code, its HTTP status and what to do about it in Chinese and
/// English. Sent as problem details (RFC 9457): the title is the Chinese sentence, the detail the English one, <c>code</c> the
/// code.
/// </summary>
/// <param name="Code">Stable identifier in snake_case; never reused for another meaning.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Zh">One sentence for the person concerned, in Chinese: what is wrong and what to do.</param>
/// <param name="En">The same sentence in English.</param>
public sealed record ProblemCode(string Code, int Status, string Zh, string En);
