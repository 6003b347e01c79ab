using System.Globalization;

namespace TalentCard.Client;

/// <summary>A refusal of the Api (RFC 9457), with its stable code and its sentence in both languages.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable identifier.</param>
/// <param name="Zh">What is wrong and what to do, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Errors">What is wrong with which field; keys are the request's member names.</param>
public sealed record ApiProblem(int Status, string Code, string Zh, string En, IReadOnlyDictionary<string, string[]> Errors)
{
    /// <summary>The Api does not answer, or not as itself.</summary>
    public static readonly ApiProblem Unavailable = new(
        503,
        "unavailable",
        "服务暂时无法连接，请稍后重试。",
        "The service cannot be reached at the moment; try again shortly.",
        new Dictionary<string, string[]>()
    );

    /// <summary>The sentence in the reader's language.</summary>
    public string Message => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Zh : En;

    /// <summary>What is wrong with one field; empty when nothing is.</summary>
    public string[] For(string field) => Errors.TryGetValue(field, out var errors) ? errors : [];
}

/// <summary>Thrown by every call of <see cref="TalentCardClient"/> where the Api refuses or does not answer.</summary>
public sealed class ApiProblemException(ApiProblem problem, Exception? inner = null) : Exception(problem.Code, inner)
{
    /// <summary>Why.</summary>
    public ApiProblem Problem { get; } = problem;
}
